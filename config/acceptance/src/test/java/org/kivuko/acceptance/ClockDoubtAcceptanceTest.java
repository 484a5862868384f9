package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.hub.ClockNote;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.TimeSources;

/** A clock that somebody sets while the hub runs, and while it does not. */
@Tag("slow")
class ClockDoubtAcceptanceTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The machine's clock, set by the test. */
    private final RunningClock clock = new RunningClock(Instant.now());

    private TimeSources times() {
        return new TimeSources(clock, System::nanoTime, true);
    }

    private ObjectNode passport(String id) {
        return Samples.stolenPassport(clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .put("id", id)
                .put("to", "UGA.DCIC");
    }

    private static JsonNode health(TestHub hub) {
        return Desk.json(hub.get("operator", "/observe/health"));
    }

    private static void closes(TestHub hub) {
        await().atMost(SOON)
                .until(() ->
                        health(hub).at("/components/intake/status").asText().equals("down"));
    }

    /** For what has come to its end; it does so by itself every half minute. */
    private static void brokerLooks(TestHub hub) {
        for (String inbox : List.of("agency.UGA.DCIC.inbox", "agency.UGA.DCIC.inbox.urgent")) {
            HubParts.broker(hub.hub()).locateQueue(inbox).expireReferences();
        }
    }

    private static int confirm(TestHub hub) {
        return hub.post("operator", "/v1/ops/clock/confirm", "", "application/json")
                .statusCode();
    }

    private static void given(Desk sender, ObjectNode event) {
        sender.give(event);
        sender.judged(event.get("id").asText());
    }

    /**
     * Seen to fail when the guard did not stop the hub, and when a start took no heed of the difference to the database's clock that
     * was confirmed.
     */
    @Test
    void aStepClosesTheHubUntilAnOperatorConfirmsTheClockAndIsNotDoubtedAgain() throws IOException, JMSException {
        try (TestHub hub = TestHub.startBy(this::times)) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            given(sender, passport("m-1"));

            // When
            clock.setAhead(Duration.ofHours(-1));

            // Then
            assertThat(sender.post(passport("m-2")).statusCode()).isEqualTo(503);
            assertThat(hub.get("UGA.DCIC", "/v1/inbox").statusCode()).isEqualTo(503);
            closes(hub);
            assertThat(hub.get("operator", "/observe/ready").statusCode()).isEqualTo(503);
            assertThat(health(hub).at("/components/clock/detail").asText())
                    .startsWith("CLOCK_DOUBTED: the clock reads ")
                    .endsWith("was expected by the time that has passed since it was read last");
            assertThatThrownBy(() -> hub.amqp("KEN.DIS")).isNotNull();

            // When
            assertThat(confirm(hub)).isEqualTo(200);

            // Then
            assertThat(confirm(hub)).isEqualTo(409);
            given(sender, passport("m-2"));
            hub.amqp("KEN.DIS").close();

            // When
            hub.restart();

            // Then
            assertThat(hub.get("operator", "/observe/ready").statusCode()).isEqualTo(200);
            given(sender, passport("m-3"));
            assertThat(hub.desk("UGA.DCIC").fetchAll())
                    .extracting(message -> message.get("id").asText())
                    .containsExactly("m-1", "m-2", "m-3");
        }
    }

    /** Seen to fail with a withdrawer that asked a clock which it was not to believe: it did not leave m-1 aside. */
    @Test
    void nothingExpiresByADoubtedClockAlthoughTheBrokerPutsItAside() throws IOException {
        try (TestHub hub = TestHub.startBy(this::times)) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            Instant end = Instant.now().plusSeconds(3);
            given(sender, passport("m-1").put("expires", end.toString()));
            given(sender, passport("m-2"));

            // When
            clock.setAhead(Duration.ofDays(8));
            closes(hub);
            await().atMost(Desk.PATIENCE).until(() -> Instant.now().isAfter(end));
            brokerLooks(hub);
            await().atMost(Desk.PATIENCE).until(() -> hub.waiting("hub.expired") == 1);

            // Then: it lies there for longer than somebody who believed the clock would need
            await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> hub.waiting("hub.expired") == 1);

            // Then: once it is put right, and confirmed, it still has an hour
            clock.setAhead(Duration.ofHours(-1));
            assertThat(confirm(hub)).isEqualTo(200);
            await().atMost(Desk.PATIENCE).until(() -> hub.waiting("hub.expired") == 0);
            assertThat(hub.desk("UGA.DCIC").fetchAll())
                    .extracting(message -> message.get("id").asText())
                    .containsExactly("m-1", "m-2");
        }
    }

    /** Seen to fail when the start did not ask the ledger when a hub ran last. */
    @Test
    void aHubDoesNotStartByAClockThatWasSetBackUntilSomebodyConfirmsIt() throws IOException {
        try (TestHub hub = TestHub.startBy(this::times)) {
            // When
            clock.setAhead(Duration.ofMinutes(-10));

            // Then
            assertThatThrownBy(hub::restart)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("CLOCK_DOUBTED: the clock reads")
                    .hasMessageContaining("by the last instant that the ledger recorded")
                    .hasMessageContaining("./kivuko clock confirm");
            ClockNote.write(hub.data());
            hub.restart();
            given(hub.desk("KEN.DIS"), passport("m-1"));
            hub.restart();
            assertThat(hub.desk("UGA.DCIC").fetchAll()).hasSize(1);
        }
    }
}
