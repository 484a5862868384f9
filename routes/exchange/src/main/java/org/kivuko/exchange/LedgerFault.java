package org.kivuko.exchange;

/**
 * The ledger contradicts what it is asked to do: a defect, or the data of another broker. Trying again does not help, an
 * operator has to look. The message names codes and places, never values.
 */
public final class LedgerFault extends RuntimeException {
    public LedgerFault(String message) {
        super(message);
    }
}
