package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A recipient has lost its database and asks for what it has taken over. */
@Tag("slow")
class ResendAcceptanceTest {
    private static final String SENDER = "KEN.DIS";
    private static final String AT_HTTP = "UGA.DCIC";
    private static final String AT_BROKER = "UGA.URA";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Seen to fail with a round that puts nothing back. */
    @Test
    void itGetsTheSameAgainInItsPlaceByEitherDoorAndOnce() throws Exception {
        try (var hub = TestHub.start(
                Clock.systemUTC(),
                Map.of(
                        "states/UGA.yaml",
                        text -> text.replace("roles: [customs]}", "roles: [customs], inbox: broker}")))) {
            // Given
            Desk sender = hub.desk(SENDER);
            Desk recipient = hub.desk(AT_HTTP);
            for (int i = 0; i < 3; i++) {
                give(sender, Instant.now());
            }
            List<JsonNode> first = recipient.fetchAll();
            List<JsonNode> firstAtBroker = atBroker(hub);
            give(sender, Instant.now());

            // When
            HttpResponse<String> answer = ask(hub, AT_HTTP, first.get(0), 2, 4);
            HttpResponse<String> answerAtBroker = ask(hub, AT_BROKER, firstAtBroker.get(0), 1, 3);

            // Then
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"again\":2,\"waiting\":1,\"gone\":[]}");
            assertThat(answerAtBroker.body()).isEqualTo("{\"again\":3,\"waiting\":0,\"gone\":[]}");
            List<JsonNode> again = awaitFetched(recipient, 3);
            assertThat(again.subList(0, 2)).isEqualTo(first.subList(1, 3));
            assertThat(numbers(again)).containsExactly(2L, 3L, 4L);
            var againAtBroker = new ArrayList<JsonNode>();
            await().atMost(PATIENCE).until(() -> {
                againAtBroker.addAll(atBroker(hub));
                return againAtBroker.size() >= 4;
            });
            assertThat(againAtBroker.subList(0, 3)).isEqualTo(firstAtBroker);
            assertThat(numbers(againAtBroker)).containsExactly(1L, 2L, 3L, 4L);

            // When
            hub.restart();

            // Then
            assertThat(hub.desk(AT_HTTP).fetchAll()).isEmpty();
            assertThat(atBroker(hub)).isEmpty();
        }
    }

    @Test
    void whatMayNotCrossAnyMoreIsAVoidAndItsSenderSeesNothingOfIt() {
        var clock = new RunningClock(Instant.parse("2030-12-31T23:50:00Z"));
        try (var hub = TestHub.start(clock)) {
            // Given
            Desk sender = hub.desk(SENDER);
            Desk recipient = hub.desk(AT_HTTP);
            ObjectNode event = give(sender, clock.instant());
            ObjectNode recalled = give(sender, clock.instant());
            List<JsonNode> first = recipient.fetchAll();
            sender.give(recall(recalled, clock.instant()));
            List<JsonNode> told = awaitFetched(recipient, 1);

            // When
            ask(hub, AT_HTTP, first.get(0), 1, 3);

            // Then
            List<JsonNode> again = awaitFetched(recipient, 3);
            assertThat(again.get(0)).isEqualTo(first.get(0));
            assertThat(kinds(again)).containsExactly("alert 1", "void 2", "recall 3");
            assertThat(again.get(2)).isEqualTo(told.get(0));

            // When
            clock.set(Instant.parse("2031-01-01T00:00:10Z"));
            HttpResponse<String> answer = ask(hub, AT_HTTP, first.get(0), 1, 2);

            // Then
            assertThat(answer.body()).isEqualTo("{\"again\":2,\"waiting\":0,\"gone\":[]}");
            List<JsonNode> voids = awaitFetched(recipient, 2);
            assertThat(kinds(voids)).containsExactly("void 1", "void 2");
            assertThat(voids.get(1)).isEqualTo(again.get(1));
            assertThat(sender.outcomes(event.get("id").asText())
                            .get(AT_HTTP)
                            .get("state")
                            .asText())
                    .isEqualTo("acknowledged");
            assertThat(sender.outcomes(event.get("id").asText()).get(AT_HTTP).has("reason"))
                    .isFalse();
        }
    }

    @Test
    void whatWaitsAgainWhenItIsRecalledIsAVoidInItsPlace() throws Exception {
        try (var hub = TestHub.start(Clock.systemUTC())) {
            // Given
            Desk sender = hub.desk(SENDER);
            Desk recipient = hub.desk(AT_HTTP);
            ObjectNode recalled = give(sender, Instant.now());
            give(sender, Instant.now());
            List<JsonNode> first = recipient.fetchAll();
            ask(hub, AT_HTTP, first.get(0), 1, 2);
            await().atMost(PATIENCE)
                    .until(() -> rows(hub, "select count(*) from resend where placed_at is not null") == 2);

            // When
            sender.give(recall(recalled, Instant.now()));
            await().atMost(PATIENCE)
                    .until(() -> rows(
                                    hub,
                                    "select count(*) from withdrawal w join ruling r on r.no = w.ruling where r.recipient = '"
                                            + AT_HTTP + "'")
                            == 1);

            // Then
            List<JsonNode> again = awaitFetched(recipient, 3);
            assertThat(kinds(again)).containsExactly("void 1", "alert 2", "recall 3");
            assertThat(again.get(1)).isEqualTo(first.get(1));
            assertThat(sender.outcomes(recalled.get("id").asText())
                            .get(AT_HTTP)
                            .get("state")
                            .asText())
                    .isEqualTo("acknowledged");
        }
    }

    private static long rows(TestHub hub, String query) throws Exception {
        try (Connection ledger = EmbeddedLedger.connect(hub.data());
                Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void whatWasKeptLongEnoughIsGoneAndBadRangesAreRefusedWithTheirPlace() {
        var clock = new RunningClock(Instant.parse("2026-11-01T08:00:00Z"));
        try (var hub = TestHub.start(clock)) {
            // Given
            Desk sender = hub.desk(SENDER);
            give(sender, clock.instant());
            List<JsonNode> first = hub.desk(AT_HTTP).fetchAll();

            // When
            JsonNode bad = Desk.json(post(hub, AT_HTTP, SENDER, wish("x", 3, 2)));
            JsonNode unread = Desk.json(hub.post(
                    AT_HTTP,
                    "/v1/links/" + SENDER + "/resend",
                    "{\"lane\":\"fast\",\"from\":0,\"to\":\"2\"}",
                    "application/json"));

            // Then
            assertThat(bad.get("code").asText()).isEqualTo("SCHEMA_VIOLATION");
            assertThat(bad.get("errors").findValuesAsText("pointer")).containsExactly("/epoch", "/from", "/to");
            assertThat(unread.get("errors").findValuesAsText("pointer"))
                    .containsExactly("/epoch", "/from", "/lane", "/to");
            assertThat(post(hub, AT_HTTP, "KEN.KRA", wish("x", 1, 1)).statusCode())
                    .isEqualTo(404);
            assertThat(post(hub, AT_HTTP, "nobody", wish("x", 1, 1)).statusCode())
                    .isEqualTo(404);

            // When
            clock.set(Instant.parse("2027-02-01T08:00:00Z"));

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            ask(hub, AT_HTTP, first.get(0), 1, 1).body())
                    .isEqualTo("{\"again\":0,\"waiting\":0,\"gone\":[1]}"));
        }
    }

    private static ObjectNode give(Desk sender, Instant now) {
        ObjectNode event = Samples.stolenPassport(now.truncatedTo(ChronoUnit.SECONDS));
        event.put("to", AT_HTTP + " " + AT_BROKER)
                .put(
                        "expires",
                        now.plus(Duration.ofDays(30))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        sender.give(event);
        sender.judged(event.get("id").asText());
        return event;
    }

    private static ObjectNode recall(ObjectNode recalled, Instant now) {
        ObjectNode event = Samples.stolenPassport(now.truncatedTo(ChronoUnit.SECONDS));
        event.put("to", AT_HTTP).put("type", "kivuko.recall.v1").remove("expires");
        event.putObject("data")
                .put("reason", "error")
                .putArray("references")
                .add(SENDER + "/" + recalled.get("id").asText());
        return event;
    }

    private static HttpResponse<String> ask(TestHub hub, String recipient, JsonNode known, long from, long to) {
        return post(hub, recipient, SENDER, wish(known.get("linkepoch").asText(), from, to));
    }

    private static String wish(String epoch, long from, long to) {
        return "{\"lane\":\"bulk\",\"epoch\":\"" + epoch + "\",\"from\":" + from + ",\"to\":" + to + "}";
    }

    private static HttpResponse<String> post(TestHub hub, String recipient, String sender, String wish) {
        return hub.post(recipient, "/v1/links/" + sender + "/resend", wish, "application/json");
    }

    private static List<JsonNode> awaitFetched(Desk desk, int count) {
        var fetched = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> {
            fetched.addAll(desk.fetchAll());
            return fetched.size() >= count;
        });
        assertThat(fetched).hasSize(count);
        return fetched;
    }

    private static List<JsonNode> atBroker(TestHub hub) throws Exception {
        var taken = new ArrayList<JsonNode>();
        try (var agency = hub.amqp(AT_BROKER)) {
            agency.take("inbox").forEach(message -> taken.add(AmqpAgency.json(message)));
        }
        return taken;
    }

    private static List<Long> numbers(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> message.get("linknumber").asLong())
                .toList();
    }

    private static List<String> kinds(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> message.get("type").asText().split("\\.", -1)[1] + " "
                        + message.get("linknumber").asLong())
                .toList();
    }
}
