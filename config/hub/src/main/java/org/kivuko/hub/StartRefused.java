package org.kivuko.hub;

/** The hub does not start, for a reason that the reader of one sentence can remove. */
public final class StartRefused extends RuntimeException {
    public StartRefused(String sentence) {
        super(sentence);
    }

    public StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What a failure says in one sentence. */
    static String sentence(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
