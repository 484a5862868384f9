package org.kivuko.hub.simulate;

/** What a neighbour does with a message, and what the hub owes it then. */
enum Twist {
    /** Posts it. */
    PLAIN(Promise.TAKES_VALID),
    /** Posts an Update or a Cancel of the last alert that was taken. */
    FOLLOW_UP(Promise.TAKES_VALID),
    /** The same bytes again. */
    AGAIN(Promise.KNOWS_AGAIN),
    /** Other content under the same id. */
    CHANGED(Promise.REFUSES_OTHER_CONTENT),
    /** An Update of an alert that the hub does not know yet. */
    UPDATE_FIRST(Promise.REFUSES_UNKNOWN_REFERENCE),
    /** The same Update, once its alert is known. */
    UPDATE_AFTERWARDS(Promise.TAKES_UPDATE_AFTERWARDS),
    /** Written by a clock that is hours ahead. */
    HOURS_AHEAD(Promise.REFUSES_FUTURE),
    /** Written by a clock that is hours behind. */
    HOURS_BEHIND(Promise.TAKES_PAST),
    /** Written by a clock that is two minutes ahead. */
    MINUTES_AHEAD(Promise.BEARS_MINUTES),
    /** CAP whose signature was made over something else. */
    BROKEN_SIGNATURE(Promise.REFUSES_BROKEN_SIGNATURE),
    /** Posts and fetches with a key that the hub never issued. */
    WRONG_KEY(Promise.REFUSES_WRONG_KEY),
    /** Cuts the post off, forgets what it had leased, and begins anew with what its books say. */
    RESTART(Promise.ANSWERS_IN_THE_END);

    private final Promise promise;

    Twist(Promise promise) {
        this.promise = promise;
    }

    Promise promise() {
        return promise;
    }
}
