package org.kivuko.exchange;

/** The ledger cannot be asked at the moment. Nothing crosses until it can; no message is lost by it. */
public final class LedgerUnavailable extends RuntimeException {
    public LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
