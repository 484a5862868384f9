package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.MessageJson;

/** What an answer of a hub says. Nothing here is of a message. Pure functions. */
final class Answers {
    static final JsonNode NOTHING = MissingNode.getInstance();
    private static final int KNOWN = 200;
    private static final int ACCEPTED = 202;
    static final int TOO_MANY = 429;
    private static final int NOT_AVAILABLE = 503;

    private Answers() {}

    /** The document; an empty one where there is none. */
    static JsonNode body(HubClient.Answer answer) {
        try {
            return MessageJson.tree(answer.body().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notJson) {
            return NOTHING;
        }
    }

    /** The reason of a refusal; empty where there is none. */
    static String code(HubClient.Answer answer) {
        return answer.fine() ? "" : body(answer).path("code").asText();
    }

    /** The status and the reason, for readers. */
    static String found(HubClient.Answer answer) {
        var words = new StringBuilder().append(answer.status());
        if (!answer.fine()) {
            JsonNode body = body(answer);
            words.append(' ').append(body.path("code").asText("without a code"));
            for (JsonNode error : body.path("errors")) {
                String pointer = error.path("pointer").asText();
                words.append(pointer.isEmpty() ? "" : " " + pointer);
            }
        }
        return words.toString();
    }

    /**
     * Whether an answer keeps a promise.
     *
     * @param first when the hub said that it accepted this message first; empty where it has not said so yet
     */
    static boolean keep(Promise promise, HubClient.Answer answer, Optional<String> first) {
        return switch (promise) {
            case KNOWS_AGAIN -> taken(answer) && acceptedAt(answer).equals(first);
            case REFUSES_OTHER_CONTENT -> refused(answer, 409, "CONFLICT");
            case REFUSES_UNKNOWN_REFERENCE -> refused(answer, 422, "UNKNOWN_REFERENCE");
            case REFUSES_FUTURE -> answer.status() == 422 && names(answer, "/time");
            case REFUSES_BROKEN_SIGNATURE -> refused(answer, 422, "CAP_24");
            case REFUSES_WRONG_KEY -> refused(answer, 401, "NOT_AUTHENTICATED");
            default -> taken(answer);
        };
    }

    static boolean taken(HubClient.Answer answer) {
        return answer.status() == ACCEPTED || answer.status() == KNOWN;
    }

    /** Whether the hub asks to be tried again later. */
    static boolean later(HubClient.Answer answer) {
        return answer.status() == TOO_MANY || answer.status() == NOT_AVAILABLE;
    }

    static Optional<String> acceptedAt(HubClient.Answer answer) {
        return Optional.ofNullable(body(answer).path("acceptedAt").textValue());
    }

    private static boolean refused(HubClient.Answer answer, int status, String code) {
        return answer.status() == status && code(answer).equals(code);
    }

    private static boolean names(HubClient.Answer answer, String pointer) {
        boolean named = false;
        for (JsonNode error : body(answer).path("errors")) {
            named |= error.path("pointer").asText().equals(pointer);
        }
        return named;
    }
}
