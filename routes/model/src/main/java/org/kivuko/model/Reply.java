package org.kivuko.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code data} of a reply: what its sender found out about an alert or a request.
 *
 * @param references the alerts or requests that it answers
 * @param at when it was found
 */
public record Reply(
        List<MessageKey> references,
        Result result,
        Optional<Place> place,
        Optional<OffsetDateTime> at,
        Set<Action> action,
        Optional<String> contact,
        Optional<String> note)
        implements Payload {

    public Reply {
        references = List.copyOf(references);
        action = Set.copyOf(action);
    }

    /** Whether what was looked for was found. */
    public enum Result implements Coded {
        FOUND("found"),
        NOTHING_FOUND("nothing-found");

        private final String code;

        Result(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Where it was found. */
    public record Place(Optional<String> post, Optional<String> unlocode) {}

    /** What was done. */
    public enum Action implements Coded {
        CHECKED("checked"),
        ADMITTED("admitted"),
        REFUSED_ENTRY("refused-entry"),
        DETAINED("detained"),
        REFERRED("referred"),
        DOCUMENT_RETAINED("document-retained"),
        VEHICLE_RETAINED("vehicle-retained"),
        GOODS_RETAINED("goods-retained"),
        HANDED_OVER("handed-over"),
        NONE("none");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Says nothing of what was found. */
    @Override
    public String toString() {
        return "Reply[" + references.size() + "]";
    }
}
