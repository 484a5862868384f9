package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.HubCopy;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.HubReconciliation;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.operations.restore.Drift;
import org.kivuko.operations.restore.Loss;

/**
 * A hub goes on from a copy: of all its data, of its broker alone, of its ledger alone. Until the copy, m-1 was taken over and m-2 waited; after
 * it m-2 and m-3 were taken over, m-4 waits, and m-5 was accepted and lies in its outbox.
 */
@Tag("slow")
class RestoreAcceptanceTest {
    private static final String SENDER = "KEN.DIS";
    private static final String RECIPIENT = "UGA.DCIC";

    @TempDir
    private Path folder;

    private final Map<String, ObjectNode> events = new HashMap<>();
    private TestHub hub;
    private Path copy;
    private String before;
    private Map<String, String> deliveries;

    @BeforeEach
    void aCopyIsMadeAndTheHubGoesOn() throws IOException {
        hub = TestHub.startIn(folder.resolve("hub"), Map.of("deploy/hub.yaml", text -> text + "\n"));
        copy = folder.resolve("copy");
        given("m-1");
        acknowledgeAll();
        given("m-2");
        hub.restartAfter(this::backup);
        JsonNode waiting = recipient().lease();
        before = waiting.at("/0/message/linkepoch").asText();
        waiting.forEach(recipient()::acknowledge);
        given("m-3");
        acknowledgeAll();
        given("m-4");
        JsonNode last = recipient().lease();
        deliveries = Map.of("m-4", last.at("/0/delivery").asText());
        pauseOutbox();
        sender().give(passport("m-5"));
        recipient().receipts();
        sender().receipts();
    }

    /** Its books do not balance any more: what they count was put back in part. */
    @AfterEach
    void stop() {
        hub.hub().close();
    }

    private HubOptions options() {
        return new HubOptions(hub.config(), hub.data(), 0, 0, false, false);
    }

    private void backup() {
        try {
            HubCopy.make(options(), copy, Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Desk sender() {
        return hub.desk(SENDER);
    }

    private Desk recipient() {
        return hub.desk(RECIPIENT);
    }

    /** The same each time. */
    private ObjectNode passport(String id) {
        return events.computeIfAbsent(
                id, any -> Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                        .put("id", id)
                        .put("to", RECIPIENT));
    }

    private void given(String id) {
        sender().give(passport(id));
        sender().judged(id);
    }

    private void acknowledgeAll() {
        recipient().lease().forEach(recipient()::acknowledge);
    }

    private void pauseOutbox() {
        operate("pause");
    }

    private void operate(String act) {
        HttpResponse<String> answer = hub.post(
                "operator",
                "/v1/ops/queues/agency.KEN.DIS.outbox/" + act,
                "{\"key\":\"" + UUID.randomUUID() + "\",\"reason\":\"a test\"}",
                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** Puts a part of the copy in the place of what is there. */
    private void putBack(String part) {
        try {
            delete(hub.data().resolve(part));
            Path from = copy.resolve("data").resolve(part);
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            hub.data()
                                    .resolve(part)
                                    .resolve(from.relativize(file).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void refusedAfter(Runnable disaster, String code) {
        Throwable refused = catchThrowable(() -> hub.restartAfter(disaster));
        assertThat(refused).isInstanceOf(StartRefused.class).hasMessageContaining(code);
    }

    private HubReconciliation.Outcome reconciled() throws IOException {
        var written = (Configuration.Loaded) Configuration.load(hub.config());
        var reconciliation = new HubReconciliation(
                options(), written.with(written.settings().with(HubSettings.Signatures.NONE)), Clock.systemUTC());
        HubReconciliation.Outcome looked = reconciliation.look(Optional.empty());
        HubReconciliation.Outcome done = reconciliation.carryOut(Optional.empty());
        assertThat(looked.needed()).isTrue();
        assertThat(done.plan()).isEqualTo(looked.plan());
        assertThat(reconciliation.look(Optional.empty()).needed())
                .as("afterwards nothing is left to do")
                .isFalse();
        hub.restart();
        return done;
    }

    private static List<String> ids(List<JsonNode> messages) {
        return messages.stream().map(message -> message.get("id").asText()).toList();
    }

    private static JsonNode notice(Desk agency) {
        List<JsonNode> told = agency.receipts().stream()
                .filter(receipt -> receipt.at("/data/notice").asText().equals("restored"))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(ShippedSchemas.errors("notice.v1.json", told.get(0))).isEmpty();
        return told.get(0).get("data");
    }

    private static List<Loss.Kind> kinds(HubReconciliation.Outcome outcome, String id) {
        return outcome.plan().losses().stream()
                .filter(loss -> loss.key().id().equals(id))
                .map(Loss::kind)
                .toList();
    }

    private HttpResponse<String> askAgain(String epoch, long from, long to) {
        return hub.post(
                RECIPIENT,
                "/v1/links/" + SENDER + "/resend",
                "{\"lane\":\"bulk\",\"epoch\":\"" + epoch + "\",\"from\":" + from + ",\"to\":" + to + "}",
                "application/json");
    }

    @Test
    void fromACopyOfEverythingItGoesOnInAnotherEpochAndEverybodyIsTold() throws IOException {
        // Given
        refusedAfter(
                () -> {
                    try {
                        delete(hub.data());
                        HubCopy.restore(copy, hub.data());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "RESTORED: ");

        // When
        HubReconciliation.Outcome outcome = reconciled();

        // Then
        assertThat(outcome.plan().drift().age()).isEqualTo(Drift.Age.TOGETHER);
        JsonNode told = notice(recipient());
        String epoch = told.get("linkepoch").asText();
        assertThat(told.get("before").asText()).isEqualTo(before);
        assertThat(epoch).isNotEqualTo(before);
        assertThat(told.get("links").toString())
                .isEqualTo("[{\"from\":\"KEN.DIS\",\"lane\":\"bulk\",\"linknumber\":2}]");
        assertThat(Instant.parse(told.get("since").asText()))
                .isBefore(Instant.parse(told.get("until").asText()));
        assertThat(notice(sender()).has("again"))
                .as("nothing that it knows was lost")
                .isFalse();
        // What its sender posts again comes, numbered anew; what waited waits on, as it was.
        given("m-3");
        List<JsonNode> fetched = recipient().fetchAll();
        assertThat(ids(fetched)).containsExactly("m-2", "m-3");
        assertThat(fetched)
                .extracting(message -> message.get("linkepoch").asText() + " "
                        + message.get("linknumber").asLong())
                .containsExactly(before + " 2", epoch + " 1");
        // What was taken over in either epoch is asked for again by its numbers.
        assertThat(askAgain(before, 1, 2).statusCode()).isEqualTo(202);
        assertThat(askAgain(epoch, 1, 1).statusCode()).isEqualTo(202);
        assertThat(askAgain(before, 1, 3).body()).contains("the last number given in this link is 2");
        assertThat(askAgain("another", 1, 1).body()).contains("no numbers of this epoch", before, epoch);
    }

    @Test
    void anOlderLedgerBesideANewerBrokerIsRefusedAndWhatItDoesNotKnowIsNeverHandedOver() throws IOException {
        // Given
        refusedAfter(() -> putBack("postgres"), "NOT_TOGETHER: ");

        // When
        HubReconciliation.Outcome outcome = reconciled();

        // Then
        assertThat(outcome.plan().drift().age()).isEqualTo(Drift.Age.LEDGER_OLDER);
        assertThat(kinds(outcome, "m-2")).containsExactly(Loss.Kind.GONE);
        assertThat(kinds(outcome, "m-4")).containsExactly(Loss.Kind.UNKNOWN);
        assertThat(notice(sender()).get("again").toString()).isEqualTo("[\"m-4\"]");
        sender().judged("m-5");
        assertThat(ids(recipient().fetchAll())).containsExactly("m-5");
        assertThat(hub.waiting("hub.dead")).isEqualTo(1);
        // Posted again it comes once.
        given("m-4");
        assertThat(ids(recipient().fetchAll())).containsExactly("m-4");
    }

    @Test
    void anOlderBrokerBesideANewerLedgerIsRefusedAndWhatItLacksIsWrittenAnew() throws IOException {
        // Given
        refusedAfter(() -> putBack("broker"), "NOT_TOGETHER: ");

        // When
        HubReconciliation.Outcome outcome = reconciled();

        // Then
        assertThat(outcome.plan().drift().age()).isEqualTo(Drift.Age.BROKER_OLDER);
        assertThat(outcome.plan().again()).extracting(UUID::toString).containsExactly(deliveries.get("m-4"));
        assertThat(kinds(outcome, "m-5")).containsExactly(Loss.Kind.ACCEPTED);
        assertThat(notice(sender()).get("again").toString()).isEqualTo("[\"m-5\"]");
        JsonNode leased = recipient().lease();
        assertThat(leased.findValuesAsText("delivery"))
                .as("m-2 and m-3 were taken over")
                .containsExactly(deliveries.get("m-4"));
        assertThat(leased.at("/0/message/linkepoch").asText()).isEqualTo(before);
        assertThat(leased.at("/0/message/linknumber").asLong()).isEqualTo(4);
        acknowledgeAll();
        // What was accepted and lay nowhere is accepted again, and goes on; what was recorded is a duplicate.
        operate("resume");
        given("m-5");
        assertThat(sender().post(passport("m-3")).statusCode()).isEqualTo(200);
        List<JsonNode> fetched = recipient().fetchAll();
        assertThat(ids(fetched)).containsExactly("m-5");
        assertThat(fetched.get(0).get("linknumber").asLong()).isEqualTo(1);
    }
}
