package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Invented messages, without id and time. */
final class Drafts {
    private static final String TEXT = "Invented: a trial of this connection, about nobody and nothing";

    private final String sender;
    private final String to;
    private final Random dice;

    /** @param dice for numbers that do not matter */
    Drafts(String sender, String to, Random dice) {
        this.sender = sender;
        this.to = to;
        this.dice = dice;
    }

    /** An alert on an invented document. */
    ObjectNode alert(String alertType, String purpose, String post) {
        ObjectNode message = envelope("kivuko.alert.v1", purpose, post);
        ObjectNode data = Json.read(
                """
                {"msgType": "Alert", "alertType": "DOC-STOLEN", "category": ["Security"], "urgency": "Expected",
                 "severity": "Moderate", "certainty": "Observed", "texts": [{"language": "en"}]}
                """);
        data.put("alertType", alertType);
        ((ObjectNode) data.path("texts").path(0)).put("event", TEXT);
        if (alertType.startsWith("DOC-")) {
            data.putObject("subject")
                    .putObject("document")
                    .put("type", "PP")
                    .put(
                            "issuer",
                            message.path("source").asText().substring("/agencies/".length(), "/agencies/KEN".length()))
                    .put("number", "X" + (10_000_000 + dice.nextInt(90_000_000)));
        }
        message.set("data", data);
        return message;
    }

    /** The same about an invented person, a national of neither side. */
    static ObjectNode withPerson(ObjectNode alert) {
        var states = List.of("NZL", "ISL", "URY");
        ObjectNode message = alert.deepCopy();
        ((ObjectNode) message.path("data"))
                .withObject("/subject")
                .putObject("person")
                .put("surname", "INVENTED")
                .put("givenNames", "NOBODY")
                .put("dateOfBirth", "1980-01-01")
                .put("nationality", states.get(0))
                .put("sex", "X");
        return message;
    }

    /** A count of yesterday. */
    ObjectNode flow(String purpose, String post, String reportId) {
        ObjectNode message = envelope("kivuko.flow-report.v1", purpose, post);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ObjectNode data = message.putObject("data")
                .put("reportId", reportId)
                .put("revision", 1)
                .put("reporter", sender)
                .put("post", post)
                .put("direction", "EXIT")
                .put("periodStart", today.minusDays(1).toString())
                .put("periodEnd", today.toString())
                .put("frequency", "D")
                .put("method", "COUNT");
        data.putArray("dimensions");
        data.putArray("cells").addObject().put("count", 100 + dice.nextInt(900));
        return message;
    }

    /** An invented traveller, a national of neither side. */
    ObjectNode record(String purpose, String post, String recordId, String crossedAt) {
        ObjectNode message = envelope("kivuko.crossing-record.v1", purpose, post);
        message.putObject("data")
                .put("recordId", recordId)
                .put("post", post)
                .put("direction", "EXIT")
                .put("crossedAt", crossedAt)
                .put("surname", "INVENTED")
                .put("givenNames", "NOBODY")
                .put("dateOfBirth", "1980-01-01")
                .put("nationality", "NZL")
                .put("sex", "X")
                .put("docType", "PP")
                .put("docIssuer", "NZL")
                .put("docNumber", "X" + (10_000_000 + dice.nextInt(90_000_000)))
                .put("outcome", "DEPARTED");
        return message;
    }

    private ObjectNode envelope(String type, String purpose, String post) {
        ObjectNode message = Json.object()
                .put("specversion", "1.0")
                .put("source", "/agencies/" + sender)
                .put("type", type)
                .put("to", to)
                .put("purpose", purpose);
        if (!post.isEmpty()) {
            message.put("post", post);
        }
        return message;
    }
}
