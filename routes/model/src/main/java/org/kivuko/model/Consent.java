package org.kivuko.model;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The {@code data} of a message about consent: whether content that was received may be passed on. Codes only.
 *
 * @param references the one message whose content is to be passed on
 * @param recipients to whom: states, which stand for all their agencies, or agencies; in a denial or withdrawal empty for all
 * @param purpose what for; empty for every purpose
 * @param until how long a grant holds
 * @param within how long the answer to {@link Act#ASK} may take
 */
public record Consent(
        List<MessageKey> references,
        Act act,
        List<Address> recipients,
        Optional<Purpose> purpose,
        Optional<OffsetDateTime> until,
        Optional<Duration> within)
        implements Payload {
    /** How long an answer may take where the question does not say. */
    public static final Duration DEFAULT_WITHIN = Duration.ofDays(7);

    public Consent {
        references = List.copyOf(references);
        recipients = List.copyOf(recipients);
    }

    /** What is done about consent. */
    public enum Act implements Coded {
        ASK("ask"),
        GRANT("grant"),
        DENY("deny"),
        WITHDRAW("withdraw");

        private final String code;

        Act(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
