package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.acceptance.Desk.JSON;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Sends canaries by every door and on every path, good and failing, and keeps what the hub said to it. Belongs to one thread. */
final class CanaryTraffic {
    /** Every canary begins so, and nothing else in the world does. */
    static final String MARK = "QZXW";

    private static final Map<String, String> TO_UGANDA = Map.of("to", "UGA", "purpose", "border-check");

    /** What was sent to be delivered, and which agencies an agreement lets see it. */
    private final Map<String, Set<String>> allowed = new TreeMap<>();

    /** What the hub said to those who sent. */
    private final List<String> said = new ArrayList<>();

    private final TestHub hub;
    private final Desk sender;
    private int next;

    CanaryTraffic(TestHub hub) {
        this.hub = hub;
        this.sender = hub.desk("KEN.DIS");
    }

    /** Everything, until it is judged. */
    void run() throws JMSException {
        whatCrosses();
        whatIsRefused();
        whatIsBroken();
        whatIsAsked();
        whatComesOverAmqp();
        // Behind everything that was accepted: once it is judged, so is all of that.
        for (ObjectNode last : List.of(passport(), urgent())) {
            sender.give(last);
            sender.judged(last.get("id").asText());
        }
    }

    /** What the hub said to those who sent. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** Each canary, and which agencies an agreement lets see it. */
    Map<String, Set<String>> allowed() {
        return Map.copyOf(allowed);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A new canary that these agencies may see. */
    private String canary(String... agencies) {
        String canary =
                MARK + String.format(Locale.ROOT, "%c%c%c", 'A' + next / 676, 'A' + next / 26 % 26, 'A' + next % 26);
        next++;
        allowed.put(canary, Set.of(agencies));
        return canary;
    }

    /** The police get everything of it, the desks the number of the document. */
    private ObjectNode passport() {
        ObjectNode event = Samples.stolenPassport(now());
        ObjectNode document = (ObjectNode) event.at("/data/subject/document");
        document.put("number", canary("UGA.UPF", "UGA.DCIC", "UGA.URA"));
        ((ObjectNode) event.at("/data/subject/person"))
                .put("surname", canary("UGA.UPF"))
                .put("givenNames", canary("UGA.UPF"));
        ((ObjectNode) event.at("/data/texts/0")).put("headline", canary("UGA.UPF") + " was here");
        ((ObjectNode) event.get("data")).put("case", canary("UGA.UPF"));
        return event;
    }

    /** A passport of which nobody is to learn anything. */
    private ObjectNode secret() {
        return hidden(passport());
    }

    /** Forgets who might have seen the canaries of this event. */
    private ObjectNode hidden(ObjectNode event) {
        allowed.replaceAll((canary, agencies) -> event.toString().contains(canary) ? Set.of() : agencies);
        return event;
    }

    private ObjectNode urgent() {
        ObjectNode event = passport();
        ((ObjectNode) event.get("data")).put("urgency", "Immediate");
        return event;
    }

    private static String cap(String text, String more) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>%s
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%s</identifier><sender>a@b.example</sender>
                <sent>%s</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
                <info><category>Met</category><event>%s</event><urgency>Expected</urgency><severity>Severe</severity>
                <certainty>Likely</certainty><expires>%s</expires><area><areaDesc>%s</areaDesc></area></info></alert>
                """
                .formatted(
                        more,
                        UUID.randomUUID(),
                        now().toString().replace("Z", "+00:00"),
                        text,
                        now().plusSeconds(3_600).toString().replace("Z", "+00:00"),
                        text);
    }

    private void whatCrosses() {
        for (int i = 0; i < 5; i++) {
            said(sender.post(passport()), 202);
            said(sender.post(urgent()), 202);
        }
        ObjectNode figures = Samples.example("ken-flow-note.json", now());
        ((ObjectNode) figures.get("data")).put("note", canary());
        said(sender.post(figures), 202);
        String warning = canary("UGA.DCIC", "UGA.URA", "UGA.UPF", "UGA.MOH", "UGA.OPM", "UGA.MAAIF");
        said(sender.postCap(cap(warning, "").strip().getBytes(StandardCharsets.UTF_8), TO_UGANDA), 202);
    }

    private void whatIsRefused() {
        ObjectNode record = Samples.example("ken-crossing.json", now());
        ((ObjectNode) record.get("data"))
                .put("surname", canary())
                .put("docNumber", canary())
                .put("vehicleRegistration", canary());
        said(sender.post(record), 202);
        ObjectNode atRisk = Samples.example("person-at-risk.json", now());
        ((ObjectNode) atRisk.at("/data/subject/person")).put("surname", canary());
        said(sender.post(atRisk), 202);
        // For immigration and police it waits for an officer; customs learn what it is about.
        ObjectNode held = Samples.example("som-doc-fraud.json", now());
        ((ObjectNode) held.at("/data/texts/0")).put("headline", canary("KEN.KRA"));
        ((ObjectNode) held.at("/data/subject/document")).put("number", canary());
        said(hub.desk("SOM.ICA").post(held), 202);
        ObjectNode conflict = passport();
        said(sender.post(conflict), 202);
        said(sender.post(hidden(passport()).put("id", conflict.get("id").asText())), 409);
        said(hub.desk("KEN.KRA").post(secret()), 403);
    }

    private void whatIsBroken() {
        said(hub.post("KEN.DIS", "/v1/messages", "{\"" + canary() + "\": \"" + canary(), JSON), 400);
        said(hub.post("KEN.DIS", "/v1/messages", "{\"a\": 1, \"a\": \"" + canary() + "\"}", JSON), 400);
        said(hub.post("KEN.DIS", "/v1/messages", canary(), "text/" + canary()), 415);
        said(sender.post(secret().put("purpose", canary())), 422);
        said(sender.post(secret().put("time", canary())), 422);
        said(sender.post(secret().put("id", canary() + "/")), 422);
        said(sender.post(secret().put("to", canary())), 422);
        said(sender.post(secret().put("post", canary())), 422);
        ObjectNode values = secret();
        ((ObjectNode) values.at("/data/subject/document"))
                .put("issuer", canary())
                .put("number", canary() + "!");
        ((ObjectNode) values.at("/data/subject/person"))
                .put("dateOfBirth", canary())
                .put("nationality", canary());
        ((ObjectNode) values.get("data")).put("alertType", canary()).put("evaluation", canary());
        said(sender.post(values), 422);
        ObjectNode referring = secret();
        ((ObjectNode) referring.get("data"))
                .put("msgType", "Update")
                .putArray("references")
                .add("KEN.DIS/" + canary());
        said(sender.post(referring), 422);
        said(sender.post(unknownMembers()), 422);
        String twice = canary();
        said(hub.post("KEN.DIS", "/v1/messages", "{\"" + twice + "\": 1, \"" + twice + "\": 2}", JSON), 400);
        byte[] cut = cap(canary(), "").substring(0, 400).getBytes(StandardCharsets.UTF_8);
        said(sender.postCap(cut, TO_UGANDA), 400);
        String declared = cap(canary(), "<!DOCTYPE alert [<!ENTITY " + canary() + " \"" + canary() + "\">]>");
        said(sender.postCap(declared.getBytes(StandardCharsets.UTF_8), TO_UGANDA), 422);
        String odd = cap(canary(), "").replace("Severe", canary());
        said(sender.postCap(odd.getBytes(StandardCharsets.UTF_8), TO_UGANDA), 422);
        said(sender.postCap(cap(canary(), "").getBytes(StandardCharsets.UTF_8), Map.of("to", canary())), 422);
    }

    /** Somebody's name where the name of a member belongs. */
    private ObjectNode unknownMembers() {
        ObjectNode event = secret().put(canary(), 1);
        ((ObjectNode) event.at("/data/subject/person")).put(canary(), canary());
        return event;
    }

    private void whatIsAsked() {
        ObjectNode question = passport();
        HttpResponse<String> dryRun = hub.post("KEN.DIS", "/v1/decisions", Samples.bytes(hidden(question)), JSON);
        assertThat(dryRun.statusCode()).isEqualTo(200);
        said(hub.post("operator", "/v1/decisions", "{\"" + canary() + "\"", JSON), 400);
        for (String path : List.of("/v1/messages/", "/v1/inbox/", "/v1/agreements/", "/schemas/", "/", "/console/")) {
            said(hub.get("KEN.DIS", path + canary()), 404);
        }
        for (String query : List.of("max=", "wait=", "channel=", "")) {
            assertThat(hub.get("KEN.DIS", "/v1/inbox?" + query + canary()).statusCode())
                    .isEqualTo(400);
        }
        said(hub.get("KEN.DIS", "/v1/inbox", "Accept", canary() + "/" + canary(), "traceparent", canary()), 200);
    }

    private void whatComesOverAmqp() throws JMSException {
        try (AmqpAgency amqp = hub.amqp("KEN.DIS")) {
            ObjectNode event = passport();
            amqp.send("outbox", event);
            amqp.send("outbox", hidden(passport()).put("id", event.get("id").asText()));
            amqp.send("outbox", "{\"" + canary() + "\": \"" + canary());
            amqp.send("outbox", canary());
            amqp.send("outbox", secret().put("source", "/agencies/KEN.KRA"));
            amqp.send("outbox", secret().put("purpose", canary()));
            amqp.send("outbox", secret().put("to", canary()));
            amqp.send("outbox", unknownMembers());
            String twice = canary();
            amqp.send("outbox", "{\"" + twice + "\": 1, \"" + twice + "\": 2}");
            amqp.send("outbox", secret().put("id", canary() + "/"));
            amqp.send("outbox", secret().put("status", "exercise"));
            amqp.send("outbox", "<alert>" + canary() + "</alert>");
            amqp.send("outbox.urgent", passport());
            hub.arrivals().moved("KEN.DIS");
            var bytes = amqp.session().createBytesMessage();
            bytes.writeBytes(canary().getBytes(StandardCharsets.UTF_8));
            amqp.send("outbox", bytes);
            var map = amqp.session().createMapMessage();
            map.setString(canary(), canary());
            amqp.send("outbox", map);
        }
    }

    /** Keeps an answer for the search, and sees that it was the answer that this path is about. */
    private void said(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        said.add(answer.headers().map() + answer.body());
    }
}
