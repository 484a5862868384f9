/** The operators' pages. Written on the hub, readable without scripts; every figure comes from the ledger or the broker. */
package org.kivuko.connector.console;
