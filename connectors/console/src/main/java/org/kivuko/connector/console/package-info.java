/** The operators' pages: files for browsers, which ask the hub's documented calls for every figure. */
package org.kivuko.connector.console;
