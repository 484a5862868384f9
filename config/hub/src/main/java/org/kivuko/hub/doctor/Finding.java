package org.kivuko.hub.doctor;

/**
 * What was found at one look.
 *
 * @param code keeps its meaning for ever
 * @param what was looked at
 * @param found never a secret
 * @param todo for an operator; empty where nothing is to be done
 */
public record Finding(String code, String what, State state, String found, String todo) {
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

        /** For readers and programs alike. */
        public String words() {
            return words;
        }
    }

    static Finding fine(String code, String what, String found) {
        return new Finding(code, what, State.FINE, found, "");
    }

    static Finding mend(String code, String what, String found, String todo) {
        return new Finding(code, what, State.MEND, found, todo);
    }

    static Finding unknown(String code, String what, String found, String todo) {
        return new Finding(code, what, State.UNKNOWN, found, todo);
    }

    /** Fine or to be mended. */
    static Finding finding(boolean fine, String code, String what, String found, String todo) {
        return fine ? fine(code, what, found) : mend(code, what, found, todo);
    }
}
