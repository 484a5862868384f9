package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.model.MessageJson;

/**
 * The same messages through every door, good ones and bad ones, by the programs that stand in the pages for integrators: the
 * ledger has the same of each, the inboxes get the same in the same order, and what is refused is refused by the same codes.
 */
class EveryDoorAcceptanceTest {
    private static final String SENDER = "KEN.DIS";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> OF_THE_RUN =
            List.of("ruling", "linknumber", "linkepoch", "retainuntil", "ackby", "id");

    private static TestHub hub;

    @TempDir
    Path folder;

    /** What became of one run, without what hangs on when it was. */
    private record Outcome(
            Map<String, String> ledger, List<String> codes, List<String> atBroker, List<String> overHttp) {}

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                Clock.systemUTC(),
                Map.of(
                        "states/UGA.yaml",
                        text -> text.replace("roles: [border-security]}", "roles: [border-security], inbox: broker}"),
                        // One door would use up what is left for the next.
                        "agreements/KEN-UGA.osbp.yaml",
                        text -> text.replace("rateCap: 200/PT1H", "rateCap: 100000/PT1H")
                                .replace("used: {K-U-1: 200}", "used: {K-U-1: 100000}")));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void thirtyMessagesHaveTheSameOutcomeByEveryDoor() throws Exception {
        everyDoor(30);
    }

    @Test
    @Tag("slow")
    void fiveHundredMessagesHaveTheSameOutcomeByEveryDoor() throws Exception {
        everyDoor(500);
    }

    private void everyDoor(int count) throws IOException {
        // Given
        var now = TwoDoors.now();
        Outcome overHttp = outcome(Optional.empty(), script(now, "http-" + count + "-", count));
        assertThat(overHttp.ledger()).hasSize(count * 6 / 10);
        assertThat(overHttp.atBroker()).hasSize(count * 6 / 10);
        assertThat(overHttp.codes())
                .contains("UNKNOWN_ADDRESS", "SCHEMA_VIOLATION", "NOT_SENDER", "UNREADABLE", "CONFLICT");

        for (ClientPage page : ClientPage.values()) {
            // When
            Outcome byPage = outcome(Optional.of(page), script(now, page + "-" + count + "-", count));

            // Then
            assertThat(byPage.ledger()).as(page + ": ledger").isEqualTo(overHttp.ledger());
            assertThat(byPage.codes()).as(page + ": refusals").isEqualTo(overHttp.codes());
            assertThat(byPage.atBroker()).as(page + ": inbox at the broker").isEqualTo(overHttp.atBroker());
            assertThat(byPage.overHttp()).as(page + ": inbox over HTTP").isEqualTo(overHttp.overHttp());
        }
    }

    /** Of ten messages six are good; what is not has each time another fault. */
    private static List<byte[]> script(Instant now, String prefix, int count) {
        var script = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            ObjectNode event = Samples.stolenPassport(now).put("id", prefix + i);
            switch (i % 10) {
                case 6 -> event.put("to", "UGA.NOBODY");
                case 7 -> event.put("purpose", "curiosity");
                case 8 -> event.put("source", "/agencies/KEN.KRA");
                case 9 -> event.put("id", prefix + (i - 9));
                default -> {}
            }
            boolean conflict = i % 10 == 9 && i / 10 % 3 == 1;
            boolean unreadable = i % 10 == 9 && i / 10 % 3 == 2;
            script.add(
                    unreadable
                            ? "{".getBytes(StandardCharsets.UTF_8)
                            : Samples.bytes(conflict ? event.put("to", "UGA.URA") : event));
        }
        return script;
    }

    private Outcome outcome(Optional<ClientPage> page, List<byte[]> script) throws IOException {
        var codes = new ArrayList<String>();
        if (page.isPresent()) {
            sendBy(page.get(), script);
        } else {
            script.forEach(body -> post(body).ifPresent(codes::add));
        }
        await().atMost(PATIENCE).until(() -> hub.waiting("agency." + SENDER + ".outbox") == 0);
        int good = script.size() * 6 / 10;
        for (String line : taken(page, SENDER, "receipts", page.isPresent() ? script.size() : good)) {
            String code = json(line).at("/data/code").asText();
            if (!code.isEmpty()) {
                codes.add(code);
            }
        }
        codes.sort(null);
        var atBroker = new ArrayList<String>();
        taken(page, TwoDoors.AT_BROKER, "inbox", good).forEach(line -> atBroker.add(delivered(json(line))));
        var overHttp = new ArrayList<String>();
        for (var batch = hub.desk("UGA.DCIC").fetchAll();
                !batch.isEmpty();
                batch = hub.desk("UGA.DCIC").fetchAll()) {
            batch.forEach(message -> overHttp.add(delivered(message)));
        }
        return new Outcome(ledger(script), codes, atBroker, overHttp);
    }

    private void sendBy(ClientPage page, List<byte[]> script) throws IOException {
        var files = new ArrayList<Path>();
        for (byte[] body : script) {
            files.add(Files.write(folder.resolve(page + "-" + files.size()), body));
        }
        ClientPage.Ran ran = page.send(hub, SENDER, files);
        assertThat(ran.exitCode()).as(page + ": " + ran.errors()).isZero();
        assertThat(ran.lines())
                .filteredOn(line -> line.startsWith("confirmed "))
                .hasSize(files.size());
    }

    private static Optional<String> post(byte[] body) {
        HttpResponse<String> answer = hub.post(SENDER, "/v1/messages", body, Desk.JSON);
        return answer.statusCode() < 300
                ? Optional.empty()
                : Optional.of(Desk.json(answer).get("code").asText());
    }

    /** Over HTTP nobody fetches at the broker: there the first page does. A program that gave up early is run again. */
    private static List<String> taken(Optional<ClientPage> page, String agency, String box, int expected)
            throws IOException {
        var lines = new ArrayList<String>();
        boolean more = true;
        while (more && lines.size() < expected) {
            ClientPage.Ran ran = page.orElse(ClientPage.JAVA_AMQP).take(hub, agency, box);
            assertThat(ran.exitCode()).as(ran.errors()).isZero();
            more = lines.addAll(ran.lines());
        }
        return lines;
    }

    private static JsonNode json(String line) {
        return MessageJson.tree(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String delivered(JsonNode message) {
        String number = message.get("id").asText().replaceAll(".*-", "");
        return number + " " + ((ObjectNode) message.deepCopy()).without(OF_THE_RUN);
    }

    /** What the ledger has under each id of the script, once it knows that all was taken. */
    private static Map<String, String> ledger(List<byte[]> script) {
        var ledger = new TreeMap<String, String>();
        for (int i = 0; i < script.size(); i++) {
            if (i % 10 < 6) {
                String path = "/v1/messages/"
                        + MessageJson.tree(script.get(i)).get("id").asText();
                await().atMost(PATIENCE)
                        .until(() -> outcomes(path).get(TwoDoors.AT_BROKER).contains("acknowledged"));
                ledger.put(Integer.toString(i), outcomes(path).toString());
            }
        }
        return ledger;
    }

    private static Map<String, String> outcomes(String path) {
        return TwoDoors.outcomes(Desk.json(hub.get(SENDER, path)));
    }
}
