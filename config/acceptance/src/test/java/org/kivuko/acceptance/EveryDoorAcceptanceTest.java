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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same messages through every door, good ones and bad ones, by the programs that stand in the pages for integrators, over HTTP
 * and as files: the ledger has the same of each, what is refused is refused by the same codes, the sender's receipts say the same,
 * and the four kinds of inboxes get the same in the same order.
 */
class EveryDoorAcceptanceTest {
    @TempDir
    static Path base;

    private static FourInboxes inboxes;
    private static TestHub hub;

    @TempDir
    Path folder;

    /** What became of one run, without what hangs on when it was. */
    private record Outcome(
            Map<String, String> ledger,
            List<String> codes,
            Map<String, String> receipts,
            Map<String, List<String>> taken) {}

    /** Sends, and says by which codes it was refused there and then. */
    private interface Way {
        List<String> send(List<byte[]> script) throws IOException;
    }

    @BeforeAll
    static void start() throws IOException {
        inboxes = FourInboxes.start(base);
        hub = inboxes.hub();
    }

    @AfterAll
    static void stop() {
        inboxes.close();
    }

    @Test
    void thirtyMessagesHaveTheSameOutcomeByEveryDoor() throws Exception {
        everyDoor(30);
    }

    @Test
    @Tag("large")
    void fiveHundredMessagesHaveTheSameOutcomeByEveryDoor() throws Exception {
        everyDoor(500);
    }

    private void everyDoor(int count) throws IOException {
        // Given
        var now = TwoDoors.now();
        Outcome overHttp = outcome(now, new Script("http-" + count + "-", count), this::post, Optional.empty());
        assertThat(overHttp.ledger()).hasSize(count * 6 / 10);
        assertThat(overHttp.receipts()).hasSize(count * 6 / 10);
        assertThat(overHttp.codes())
                .contains("UNKNOWN_ADDRESS", "SCHEMA_VIOLATION", "NOT_SENDER", "UNREADABLE", "CONFLICT");
        assertThat(overHttp.taken()).hasSize(4);
        // A second agreement lets the same cross to some of them.
        assertThat(overHttp.taken().values().stream()
                        .map(each -> each.toString().replaceAll("\"agreement\":\"[^\"]*\",", ""))
                        .distinct())
                .hasSize(1);

        var ways = new LinkedHashMap<String, Outcome>();
        // When
        ways.put(
                "files",
                outcome(now, new Script("file-" + count + "-", count), inboxes.folder()::sendAll, Optional.empty()));
        for (ClientPage page : ClientPage.values()) {
            ways.put(
                    page.name(),
                    outcome(
                            now,
                            new Script(page + "-" + count + "-", count),
                            script -> sendBy(page, script),
                            Optional.of(page)));
        }

        // Then
        ways.forEach((way, outcome) -> {
            assertThat(outcome.ledger()).as(way + ": ledger").isEqualTo(overHttp.ledger());
            assertThat(outcome.codes()).as(way + ": refusals").isEqualTo(overHttp.codes());
            assertThat(outcome.receipts()).as(way + ": receipts").isEqualTo(overHttp.receipts());
            assertThat(outcome.taken()).as(way + ": inboxes").isEqualTo(overHttp.taken());
        });
    }

    private static byte[] message(Instant now, String id, Script.Fault fault) {
        if (fault == Script.Fault.UNREADABLE) {
            return "{".getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode event = Samples.stolenPassport(now).put("id", id).put("to", FourInboxes.ALL);
        if (fault == Script.Fault.ITS_OWN) {
            event.put("source", "/agencies/KEN.KRA");
        }
        return Samples.bytes(Script.spoilt(event, fault, FourInboxes.OVER_HTTP));
    }

    private static Outcome outcome(Instant now, Script script, Way way, Optional<ClientPage> page) throws IOException {
        var codes = new ArrayList<>(way.send(script.written((id, fault) -> message(now, id, fault))));
        await().atMost(FourInboxes.PATIENCE).until(() -> hub.waiting("agency." + FourInboxes.SENDER + ".outbox") == 0);
        var receipts = new TreeMap<String, String>();
        for (JsonNode receipt : receipts(page, script)) {
            JsonNode data = receipt.get("data");
            if (data.has("code")) {
                codes.add(data.get("code").asText());
            } else {
                receipts.putIfAbsent(
                        Script.number(data.get("id").asText()),
                        TwoDoors.outcomes(data).toString());
            }
        }
        codes.sort(null);
        var taken = inboxes.taken(script, page.orElse(ClientPage.JAVA_AMQP));
        return new Outcome(inboxes.ledger(script), codes, receipts, taken);
    }

    /** At a broker's door a refusal is a receipt, too. */
    private static List<JsonNode> receipts(Optional<ClientPage> page, Script script) throws IOException {
        return page.isEmpty()
                ? hub.desk(FourInboxes.SENDER).receipts()
                : FourInboxes.messages(page.get().takeAll(hub, FourInboxes.SENDER, "receipts", script.count()));
    }

    private List<String> sendBy(ClientPage page, List<byte[]> script) throws IOException {
        var files = new ArrayList<Path>();
        for (byte[] body : script) {
            files.add(Files.write(folder.resolve(page + "-" + files.size()), body));
        }
        ClientPage.Ran ran = page.send(hub, FourInboxes.SENDER, files);
        assertThat(ran.exitCode()).as(page + ": " + ran.errors()).isZero();
        assertThat(ran.lines())
                .filteredOn(line -> line.startsWith("confirmed "))
                .hasSize(files.size());
        return List.of();
    }

    private List<String> post(List<byte[]> script) {
        var codes = new ArrayList<String>();
        for (byte[] body : script) {
            HttpResponse<String> answer = hub.post(FourInboxes.SENDER, "/v1/messages", body, Desk.JSON);
            if (answer.statusCode() >= 300) {
                codes.add(Desk.json(answer).get("code").asText());
            }
        }
        return codes;
    }
}
