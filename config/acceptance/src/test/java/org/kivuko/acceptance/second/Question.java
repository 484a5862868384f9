package org.kivuko.acceptance.second;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.kivuko.agreement.Facts;

/**
 * What is to be judged: the raw tree of one message, for one recipient, at one instant.
 *
 * @param bytes the size of the message as sent
 */
record Question(ObjectNode event, int bytes, String recipient, Instant at, Facts facts) {
    private static final Set<String> SIGN_OF_NATIONALITY = Set.of("XXA", "XXB", "XXC");
    private static final Set<String> SIGN_OF_DOCUMENT = Set.of("PR", "PS", "XA");
    private static final int STATE = 3;

    JsonNode data() {
        return event.get("data");
    }

    boolean isAlert() {
        return "alert".equals(kind());
    }

    boolean isRecord() {
        return "crossing-record".equals(kind());
    }

    /** The word that rules use for the type. */
    String kind() {
        return switch (event.get("type").asText()) {
            case "kivuko.alert.v1" -> "alert";
            case "kivuko.crossing-record.v1" -> "crossing-record";
            default -> throw new IllegalStateException("the second evaluator reads alerts and crossing records");
        };
    }

    String sender() {
        var source = event.get("source").asText();
        return source.substring("/agencies/".length());
    }

    String fromState() {
        return sender().substring(0, STATE);
    }

    String toState() {
        return recipient.substring(0, STATE);
    }

    boolean crossesBorder() {
        return !fromState().equals(toState());
    }

    /** A text among the attributes; a default where it does not stand. */
    String attribute(String name, String otherwise) {
        return event.path(name).asText(otherwise);
    }

    /** A text in the data; empty where it does not stand. */
    String text(String... path) {
        JsonNode node = data();
        for (var name : path) {
            node = node.path(name);
        }
        return node.asText("");
    }

    String alertType() {
        return text("alertType");
    }

    boolean hasPerson() {
        return isRecord() || data().path("subject").has("person");
    }

    String nationality() {
        return isRecord() ? text("nationality") : text("subject", "person", "nationality");
    }

    String birth() {
        return isRecord() ? text("dateOfBirth") : text("subject", "person", "dateOfBirth");
    }

    String documentType() {
        return isRecord() ? text("docType") : text("subject", "document", "type");
    }

    String documentIssuer() {
        return isRecord() ? text("docIssuer") : text("subject", "document", "issuer");
    }

    boolean isVictim() {
        return protection().toString().contains("\"victim\"");
    }

    /** A sign of protection, as PR-1 lists them. */
    boolean showsProtection() {
        return !protection().isEmpty() || SIGN_OF_NATIONALITY.contains(nationality()) || documentIsSign();
    }

    boolean documentIsSign() {
        return SIGN_OF_DOCUMENT.contains(documentType());
    }

    private JsonNode protection() {
        return data().path("subject").path("person").path("protection");
    }
}
