package org.kivuko.connector.artemis;

import java.util.Arrays;
import java.util.StringJoiner;

/** Says in a log what failed and where, without the messages of exceptions: those may quote what a sender wrote. */
final class Failure {
    private Failure() {}

    /** {@code IllegalStateException at Judge.judge:41, caused by …}. */
    static String describe(Throwable failure) {
        var text = new StringJoiner(", caused by ");
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            text.add(cause.getClass().getSimpleName() + place(cause));
        }
        return text.toString();
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.kivuko."))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
