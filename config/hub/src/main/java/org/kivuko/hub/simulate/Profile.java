package org.kivuko.hub.simulate;

import java.util.EnumSet;
import java.util.Set;
import org.kivuko.model.Coded;

/** The manner in which a simulated neighbour behaves. */
public enum Profile implements Coded {
    GOOD("good", "posts valid messages of several types, fetches, acknowledges, answers, reads its receipts", true),
    LATE("late", "fetches and acknowledges only what comes a second time, once its lease has run out", true),
    SILENT("silent", "posts, and never fetches anything", false),
    DUPLICATING(
            "duplicating", "posts everything three times, now and then with other content; acknowledges twice", true),
    REORDERING("reordering", "posts in shuffled order, and an Update before its alert", true),
    WRONG_CLOCK("wrong-clock", "lives hours ahead, hours behind, and two minutes ahead, which a hub has to bear", true),
    BAD_SIGNATURE(
            "bad-signature",
            "posts CAP with a signature that does not fit, and calls with a key that is not one",
            true),
    FLOODING("flooding", "posts at twenty times its rate, and keeps to the time that a 429 names", true),
    RESTARTING(
            "restarting", "stops amid posts and leases, comes back, and sends again what it had no answer for", true);

    private static final int FLOOD = 20;

    private final String code;
    private final String meaning;
    private final boolean fetches;

    Profile(String code, String meaning, boolean fetches) {
        this.code = code;
        this.meaning = meaning;
        this.fetches = fetches;
    }

    @Override
    public String code() {
        return code;
    }

    /** What it does, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** What it is there to see; the hub may give it no occasion. */
    Set<Promise> looksFor() {
        return switch (this) {
            case GOOD ->
                EnumSet.of(
                        Promise.TAKES_VALID,
                        Promise.GIVES_ONE_RECEIPT,
                        Promise.DELIVERS_TO_NEIGHBOURS,
                        Promise.DELIVERS_ONCE,
                        Promise.LEAVES_NO_GAP,
                        Promise.TAKES_ANSWERS);
            case LATE ->
                EnumSet.of(
                        Promise.COMES_AGAIN,
                        Promise.NOTHING_NEWER_FIRST,
                        Promise.TAKES_ACKNOWLEDGEMENT,
                        Promise.NEVER_AFTERWARDS,
                        Promise.DELIVERS_ONCE);
            case SILENT -> EnumSet.of(Promise.TAKES_VALID, Promise.JUDGES);
            case DUPLICATING ->
                EnumSet.of(
                        Promise.KNOWS_AGAIN,
                        Promise.REFUSES_OTHER_CONTENT,
                        Promise.GIVES_ONE_RECEIPT,
                        Promise.TAKES_ACKNOWLEDGEMENT);
            case REORDERING ->
                EnumSet.of(Promise.TAKES_VALID, Promise.REFUSES_UNKNOWN_REFERENCE, Promise.TAKES_UPDATE_AFTERWARDS);
            case WRONG_CLOCK -> EnumSet.of(Promise.REFUSES_FUTURE, Promise.TAKES_PAST, Promise.BEARS_MINUTES);
            case BAD_SIGNATURE -> EnumSet.of(Promise.REFUSES_BROKEN_SIGNATURE, Promise.REFUSES_WRONG_KEY);
            case FLOODING -> EnumSet.of(Promise.TAKES_VALID, Promise.NAMES_THE_TIME, Promise.JUDGES);
            case RESTARTING ->
                EnumSet.of(
                        Promise.ANSWERS_IN_THE_END,
                        Promise.GIVES_ONE_RECEIPT,
                        Promise.COMES_AGAIN,
                        Promise.DELIVERS_ONCE);
        };
    }

    /** Whether it reads its inbox and its receipts. */
    boolean fetches() {
        return fetches;
    }

    /** By how much faster than its rate it posts. */
    int hurry() {
        return this == FLOODING ? FLOOD : 1;
    }

    /**
     * How often it acknowledges a delivery.
     *
     * @param again whether the delivery was handed out to it before
     */
    int acknowledgements(boolean again) {
        return switch (this) {
            case LATE -> again ? 1 : 0;
            case DUPLICATING -> 2;
            default -> 1;
        };
    }
}
