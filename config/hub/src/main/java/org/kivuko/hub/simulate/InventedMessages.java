package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.kivuko.model.AgencyId;

/**
 * Writes the messages of the demonstration and of simulated neighbours: invented people, documents and vehicles, and nothing else.
 *
 * <p>For one thread.
 */
public final class InventedMessages {
    private static final List<String> SURNAMES =
            List.of("EXAMPLE", "SPECIMEN", "MUSTERMANN", "SAMPLE", "MFANO", "TUSAALE", "MISAALE");
    private static final List<String> GIVEN_NAMES =
            List.of("ALPHA", "BRAVO", "CHARLIE", "DELTA", "ECHO", "FOXTROT", "GOLF", "HOTEL");
    private static final List<String> CATEGORIES = List.of("CITIZEN", "VISITOR", "TRADER", "TRANSIT", "PASTORALIST");

    private static final long SAMPLE_SECONDS = 30L * 86_400;

    private final Random random;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /** Messages of this clock's time; the same random numbers make the same messages but for ids. */
    public InventedMessages(Random random, InstantSource clock) {
        this(random, clock, () -> UUID.randomUUID().toString());
    }

    /** @param ids of messages, and of reports and records in them */
    InventedMessages(Random random, InstantSource clock, Supplier<String> ids) {
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** A document, reported lost or stolen, with its holder. */
    public ObjectNode document(AgencyId sender, String to, String alertType) {
        ObjectNode event = alert(sender, to, "border-check", alertType, "Security", "Expected", "Moderate");
        ObjectNode subject = data(event).putObject("subject");
        subject.putObject("document")
                .put("type", "PP")
                .put("issuer", sender.state())
                .put("number", "A" + digits(8));
        subject.putObject("person")
                .put("surname", pick(SURNAMES))
                .put("givenNames", pick(GIVEN_NAMES))
                .put(
                        "dateOfBirth",
                        (1955 + random.nextInt(45)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9))
                .put("nationality", sender.state());
        text(event, "Passport reported " + (alertType.endsWith("LOST") ? "lost" : "stolen"));
        return event;
    }

    /** The message that the guide invites to post: what each Ugandan agency gets of it differs. */
    public ObjectNode sample(AgencyId sender) {
        ObjectNode event = document(sender, "UGA", "DOC-STOLEN");
        event.put("post", "KEN-BUSIA").put("expires", now(SAMPLE_SECONDS));
        ((ObjectNode) data(event).path("subject").path("person")).put("nationality", "SSD");
        ((ObjectNode) data(event).path("subject").path("document")).put("issuer", "SSD");
        return event;
    }

    /** A vehicle that was stolen. */
    public ObjectNode vehicle(AgencyId sender, String to) {
        ObjectNode event = alert(sender, to, "crime", "VEH-STOLEN", "Security", "Expected", "Moderate");
        data(event)
                .putObject("subject")
                .putObject("vehicle")
                .put("registration", "K" + letters(2) + digits(3) + letters(1))
                .put("country", sender.state())
                .put("make", "Specimen")
                .put("colour", "white");
        text(event, "Vehicle reported stolen");
        return event;
    }

    /** A crossing that is closed, crowded or open again. */
    public ObjectNode postStatus(AgencyId sender, String to, String post, String kind) {
        ObjectNode event = alert(sender, to, "post-operation", "POST-STATUS", "Transport", "Immediate", "Moderate");
        event.put("post", post);
        data(event).putArray("areas").addObject().put("post", post);
        data(event).putObject("subject").putObject("event").put("kind", kind);
        text(event, "Status of " + post + ": " + kind.toLowerCase(java.util.Locale.ROOT));
        return event;
    }

    /** A health event at a post, in numbers. */
    public ObjectNode health(AgencyId sender, String to) {
        ObjectNode event = alert(sender, to, "health", "HEALTH-EVENT", "Health", "Immediate", "Severe");
        data(event).putObject("subject").putObject("event").put("kind", "AWD").put("count", 1 + random.nextInt(20));
        text(event, "Acute watery diarrhoea, figures attached");
        return event;
    }

    /** A missing person. */
    public ObjectNode missing(AgencyId sender, String to) {
        ObjectNode event = alert(sender, to, "protection", "PER-MISSING", "Rescue", "Immediate", "Severe");
        data(event)
                .putObject("subject")
                .putObject("person")
                .put("surname", pick(SURNAMES))
                .put("givenNames", pick(GIVEN_NAMES))
                .put("dateOfBirth", Integer.toString(1960 + random.nextInt(60)))
                .put("nationality", sender.state());
        text(event, "Person reported missing by the family");
        return event;
    }

    /** Yesterday's figures of a post. */
    public ObjectNode flow(AgencyId sender, String to, String post) {
        ObjectNode event = event(sender, to, "statistics", "kivuko.flow-report.v1");
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        ObjectNode data = data(event);
        data.put("reportId", ids.get()).put("revision", 1).put("reporter", sender.toString());
        data.put("post", post).put("direction", random.nextBoolean() ? "ENTRY" : "EXIT");
        data.put("periodStart", yesterday.toString())
                .put("periodEnd", yesterday.plusDays(1).toString());
        data.put("frequency", "D").put("method", "REGISTER").put("hoursCovered", 24);
        data.putArray("dimensions").add("category");
        ArrayNode cells = data.putArray("cells");
        long total = 0;
        for (String category : CATEGORIES) {
            long count = 20L + random.nextInt(400);
            total += count;
            cells.addObject().put("category", category).put("count", count);
        }
        cells.addObject().put("category", "_T").put("count", total);
        return event;
    }

    /** One traveller, one crossing. */
    public ObjectNode crossing(AgencyId sender, String to, String post) {
        ObjectNode event = event(sender, to, "border-check", "kivuko.crossing-record.v1");
        data(event)
                .put("recordId", ids.get())
                .put("post", post)
                .put("direction", "EXIT")
                .put("crossedAt", now(-60))
                .put("surname", pick(SURNAMES))
                .put("givenNames", pick(GIVEN_NAMES))
                .put("dateOfBirth", (1955 + random.nextInt(45)) + "-06-15")
                .put("nationality", sender.state())
                .put("sex", random.nextBoolean() ? "F" : "M")
                .put("docType", "PP")
                .put("docIssuer", sender.state())
                .put("docNumber", "A" + digits(8))
                .put("transport", "3")
                .put("outcome", "DEPARTED");
        return event;
    }

    /** An Update or Cancel of an alert that was sent before. */
    public ObjectNode followUp(ObjectNode original, String msgType) {
        ObjectNode event = original.deepCopy();
        event.put("id", ids.get()).put("time", now(0)).put("expires", now(86_400));
        String reference = original.get("source").asText().substring("/agencies/".length()) + "/"
                + original.get("id").asText();
        data(event).put("msgType", msgType).putArray("references").add(reference);
        if (msgType.equals("Update")) {
            data(event).put("severity", "Minor");
        }
        return event;
    }

    /** The answer to a delivery. */
    public ObjectNode acknowledgement(
            AgencyId sender, String original, String originalSender, String alertType, String purpose) {
        ObjectNode event = event(sender, originalSender, purpose, "kivuko.alert.v1");
        event.put("expires", now(86_400));
        data(event)
                .put("msgType", "Ack")
                .put("alertType", alertType)
                .putArray("references")
                .add(original);
        return event;
    }

    /** What came of an alert or a question: found, and what was done, or nothing found. */
    public ObjectNode reply(AgencyId sender, JsonNode original, boolean found) {
        String asker = original.path("source").asText().substring("/agencies/".length());
        ObjectNode event = event(sender, asker, original.path("purpose").asText(), "kivuko.reply.v1");
        ObjectNode data = data(event);
        data.putArray("references").add(asker + "/" + original.path("id").asText());
        data.put("result", found ? "found" : "nothing-found");
        if (found) {
            data.put("at", now(-120)).put("contact", "Shift desk, ask for the officer on duty");
            data.putArray("action").add("checked").add("document-retained");
        } else {
            data.putArray("action").add("none");
        }
        return event;
    }

    /** A question about a document that lies on a desk. */
    public ObjectNode request(AgencyId sender, String to, String issuer) {
        ObjectNode event = event(sender, to, "border-check", "kivuko.request.v1");
        data(event).put("question", "document-validity").put("within", "PT8H");
        data(event)
                .putObject("subject")
                .putObject("document")
                .put("type", "PP")
                .put("issuer", issuer)
                .put("number", "A" + digits(8));
        return event;
    }

    private ObjectNode alert(
            AgencyId sender, String to, String purpose, String type, String category, String urgency, String severity) {
        ObjectNode event = event(sender, to, purpose, "kivuko.alert.v1");
        event.put("expires", now(86_400));
        ObjectNode data = data(event);
        data.put("msgType", "Alert").put("alertType", type);
        data.putArray("category").add(category);
        data.put("urgency", urgency).put("severity", severity).put("certainty", "Observed");
        return event;
    }

    private ObjectNode event(AgencyId sender, String to, String purpose, String type) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", ids.get()).put("source", sender.source());
        event.put("type", type).put("time", now(0)).put("datacontenttype", "application/json");
        event.put("to", to).put("purpose", purpose);
        event.putObject("data");
        return event;
    }

    private static void text(ObjectNode event, String words) {
        data(event).putArray("texts").addObject().put("language", "en").put("event", words);
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    private String now(long secondsFromNow) {
        Instant instant = clock.instant().plusSeconds(secondsFromNow).truncatedTo(ChronoUnit.SECONDS);
        return instant.toString();
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String digits(int count) {
        return random.ints(count, 0, 10).mapToObj(Integer::toString).reduce("", String::concat);
    }

    private String letters(int count) {
        return random.ints(count, 'A', 'Z' + 1).mapToObj(Character::toString).reduce("", String::concat);
    }
}
