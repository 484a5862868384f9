package org.kivuko.testkit.junit;

import java.io.Serial;

/** No hub can run for a test; the message says why, and what would help. */
public final class HubNotStarted extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public HubNotStarted(String sentence) {
        super(sentence);
    }

    public HubNotStarted(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
