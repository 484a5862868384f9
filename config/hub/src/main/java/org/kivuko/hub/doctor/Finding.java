package org.kivuko.hub.doctor;

/**
 * What was found at one look.
 *
 * @param code keeps its meaning for ever
 * @param what was looked at
 * @param todo for an operator; empty where nothing is to be done
 */
public record Finding(String code, Phrase what, State state, Phrase found, Phrase todo) {
    /** How it is. */
    public enum State {
        /** As it should be. */
        FINE("fine"),
        /** Somebody has to do something. */
        MEND("to be mended"),
        /** This machine does not tell. */
        UNKNOWN("could not be told");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** For programs, the same in all languages. */
        public String words() {
            return words;
        }
    }

    static Finding fine(String code, Phrase what, Phrase found) {
        return new Finding(code, what, State.FINE, found, Phrase.NONE);
    }

    static Finding mend(String code, Phrase what, Phrase found, Phrase todo) {
        return new Finding(code, what, State.MEND, found, todo);
    }

    static Finding unknown(String code, Phrase what, Phrase found, Phrase todo) {
        return new Finding(code, what, State.UNKNOWN, found, todo);
    }

    /** Fine or to be mended. */
    static Finding finding(boolean fine, String code, Phrase what, Phrase found, Phrase todo) {
        return fine ? fine(code, what, found) : mend(code, what, found, todo);
    }
}
