package org.kivuko.exchange.push;

/**
 * How it is pushed to one agency.
 *
 * @param attempts 1 to 100: after so many in a row that failed for one message, pushing stops
 * @param receipts whether receipts are pushed, too
 * @param exercise whether what is practised is pushed, too
 */
public record Push(PushTarget target, int attempts, boolean receipts, boolean exercise) {
    public static final int MOST_ATTEMPTS = 100;

    /** What holds unless stated: with the pauses between them about three hours and a half. */
    public static final int USUAL_ATTEMPTS = 20;
}
