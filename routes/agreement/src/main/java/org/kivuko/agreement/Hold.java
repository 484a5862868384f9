package org.kivuko.agreement;

import java.time.Duration;
import java.time.Instant;
import org.kivuko.model.Coded;

/**
 * Why a message waits for one recipient, and until when: nothing of it crosses before, and at the end of the clock it is
 * refused with {@code REVIEW_REQUIRED}, or {@code EXPIRED} where the message expires first.
 */
public record Hold(Cause cause, Instant until) {
    /** How long an officer has where no rule says otherwise. */
    public static final Duration DEFAULT = Duration.ofHours(24);

    /** Who has to say something before it can cross. */
    public enum Cause implements Coded {
        /** An officer releases or refuses it. */
        REVIEW("review"),
        /** The refugee authority of the recipient's state releases or refuses it (PR-3). */
        REFUGEE_AUTHORITY("refugee-authority"),
        /** The register of that authority answers, or an officer who has its right decides (PR-3). */
        REGISTER("register");

        private final String code;

        Cause(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
