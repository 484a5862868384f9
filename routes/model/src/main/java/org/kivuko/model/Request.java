package org.kivuko.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The {@code data} of a request: a question to another agency, with or without a message that gave rise to it.
 *
 * @param within how long from acceptance on the answer may take
 */
public record Request(
        List<MessageKey> references,
        Question question,
        Optional<Alert.Subject> subject,
        Duration within,
        Optional<String> note)
        implements Payload {

    public Request {
        references = List.copyOf(references);
    }

    /** What is asked. */
    public enum Question implements Coded {
        IDENTITY("identity"),
        DOCUMENT_VALIDITY("document-validity"),
        MOVEMENT("movement"),
        VEHICLE("vehicle"),
        GOODS("goods"),
        CASE_STATUS("case-status"),
        ASSISTANCE("assistance");

        private final String code;

        Question(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Says nothing of the subject. */
    @Override
    public String toString() {
        return "Request[" + question.code() + "]";
    }
}
