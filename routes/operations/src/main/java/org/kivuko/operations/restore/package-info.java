/**
 * After a restore: whether broker and ledger belong together, what they disagree about, and what has to be told and done before a hub may
 * run again.
 */
package org.kivuko.operations.restore;
