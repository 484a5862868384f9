package org.kivuko.hub.conform;

/** What came of a case. */
sealed interface Verdict {
    /** In a word for readers. */
    String word();

    /** The target did what it must. */
    record Passed() implements Verdict {
        @Override
        public String word() {
            return "passed";
        }
    }

    /** It did something else. */
    record Failed(String expected, String found) implements Verdict {
        @Override
        public String word() {
            return "failed";
        }
    }

    /** It could not be asked. */
    record NotAsked(String reason) implements Verdict {
        @Override
        public String word() {
            return "not asked";
        }
    }
}
