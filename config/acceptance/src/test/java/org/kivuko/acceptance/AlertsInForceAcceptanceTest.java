package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agency that lost its database, or is new, asks what is in force for it. */
@Tag("slow")
class AlertsInForceAcceptanceTest {
    private static final String SENDER = "KEN.DIS";
    private static final String RESTORED = "UGA.DCIC";
    private static final String NEW = "UGA.NIA";
    private static final String ACTIVE = "/v1/alerts/active";

    @TempDir
    Path folder;

    /**
     * Seen to fail with a book that looks at what refers to an alert itself alone: an update stood although its alert was
     * cancelled.
     */
    @Test
    void whoLostEverythingIsToldTheLatestOfEachThreadAsItWasDelivered() throws Exception {
        var clock = new RunningClock(Instant.parse("2026-11-01T08:00:00Z"));
        try (var hub = TestHub.start(clock)) {
            // Given
            Desk sender = hub.desk(SENDER);
            String plain = give(sender, alert(clock, RESTORED));
            String replaced = give(sender, alert(clock, RESTORED));
            String update = give(sender, about("Update", clock, replaced));
            String cancelled = give(sender, alert(clock, RESTORED));
            String middle = give(sender, about("Update", clock, cancelled));
            give(sender, about("Cancel", clock, cancelled));
            String recalled = give(sender, alert(clock, RESTORED));
            give(sender, recall(clock, recalled));
            String over = give(
                    sender,
                    alert(clock, RESTORED).put("expires", text(clock.instant().plusSeconds(60))));
            String waiting = give(sender, alert(clock, RESTORED));
            assertThat(List.of(middle, over)).doesNotHaveDuplicates();
            List<JsonNode> delivered = hub.desk(RESTORED).fetchAll();
            clock.set(clock.instant().plusSeconds(120));
            String last = give(sender, alert(clock, RESTORED));

            // When
            JsonNode answer = Desk.json(hub.get(RESTORED, ACTIVE));

            // Then
            assertThat(ids(answer)).containsExactly(plain, update, waiting, last);
            assertThat(answer.has("next")).isFalse();
            for (String id : List.of(plain, update, waiting)) {
                assertThat(message(answer, id))
                        .isEqualTo(Desk.withId(delivered, id).get(0));
            }
            assertThat(disclosures(hub)).containsExactly(RESTORED + " 4");
            assertThat(hub.desk(RESTORED).fetched(last)).contains(message(answer, last));
            assertThat(state(sender, plain)).isEqualTo("acknowledged");
        }
    }

    /** Seen to fail with a book that gives what it tells first no ruling. */
    @Test
    void whoIsNewIsToldWhatItsRoleIsToKnowAndFollowsItFromThenOn() throws Exception {
        SmallConfiguration configuration = SmallConfiguration.write(folder.resolve("config"));
        configuration.replace(SmallConfiguration.AGREEMENT, "[UGA.DCIC,", "[\":immigration\",");
        configuration.replace(SmallConfiguration.UGANDA, ", inbox: broker", "");
        try (var hub = TestHub.startOn(configuration.folder(), Clock.systemUTC())) {
            // Given
            Desk sender = hub.desk(SENDER);
            String toRole = give(sender, alert(Clock.systemUTC(), "UGA:immigration"));
            give(sender, alert(Clock.systemUTC(), "UGA.URA"));
            JsonNode known = hub.desk(RESTORED).fetched(toRole).orElseThrow();
            configuration.replace(
                    SmallConfiguration.UGANDA,
                    "  - {agency: UGA.URA",
                    "  - {agency: " + NEW + ", name: New Desk, roles: [immigration]}\n  - {agency: UGA.URA");
            assertThat(hub.reload().statusCode()).isEqualTo(200);

            // When
            JsonNode answer = Desk.json(hub.get(NEW, ACTIVE));

            // Then
            assertThat(ids(answer)).containsExactly(toRole);
            JsonNode told = message(answer, toRole);
            assertThat(told.get("data")).isEqualTo(known.get("data"));
            assertThat(told.get("to").asText()).isEqualTo(NEW);
            assertThat(told.has("linknumber")).isFalse();
            assertThat(schemaErrors(told)).isEmpty();
            assertThat(answer.findValue("delivery")).isEqualTo(told.get("ruling"));
            assertThat(Desk.json(hub.get(NEW, ACTIVE))).isEqualTo(answer);
            assertThat(disclosures(hub)).containsExactly(NEW + " 2");
            assertThat(sender.outcomes(toRole)).doesNotContainKey(NEW);
            assertThat(ids(Desk.json(hub.get("UGA.UPF", ACTIVE)))).isEmpty();
            assertThat(hub.desk(NEW).fetchAll()).isEmpty();

            // When
            give(sender, recall(Clock.systemUTC(), toRole));

            // Then
            List<JsonNode> followed = hub.desk(NEW).fetchAll();
            assertThat(followed).extracting(each -> each.get("type").asText()).containsExactly("kivuko.recall.v1");
            assertThat(followed.get(0).get("linknumber").asLong()).isEqualTo(1);
            assertThat(ids(Desk.json(hub.get(NEW, ACTIVE)))).isEmpty();

            // When
            hub.restart();

            // Then
            assertThat(hub.desk(NEW).fetchAll()).isEmpty();
        }
    }

    /** Seen to fail with judging at the instant at which the alert was accepted. */
    @Test
    void whatMayNotCrossNowIsNotTold() {
        var clock = new RunningClock(Instant.parse("2030-12-31T23:50:00Z"));
        try (var hub = TestHub.start(clock)) {
            // Given
            String id = give(hub.desk(SENDER), alert(clock, RESTORED));
            assertThat(hub.desk(RESTORED).fetchAll()).hasSize(1);
            assertThat(ids(Desk.json(hub.get(RESTORED, ACTIVE)))).containsExactly(id);

            // When
            clock.set(Instant.parse("2031-01-01T00:00:10Z"));

            // Then
            assertThat(ids(Desk.json(hub.get(RESTORED, ACTIVE)))).isEmpty();
        }
    }

    /** Seen to fail with marks that are not bound to whom they are given. */
    @Test
    void longAnswersComeInPagesAndForeignMarksAreRefused() {
        try (var hub = TestHub.start(Clock.systemUTC())) {
            // Given
            Desk sender = hub.desk(SENDER);
            List<String> sent = Stream.generate(() -> give(sender, alert(Clock.systemUTC(), RESTORED)))
                    .limit(25)
                    .toList();

            // When
            var pages = new ArrayList<List<String>>();
            String next = "";
            do {
                JsonNode page = Desk.json(hub.get(RESTORED, ACTIVE + "?max=12" + next));
                pages.add(ids(page));
                next = page.has("next") ? "&after=" + page.get("next").asText() : "";
            } while (!next.isEmpty());
            String mark = Desk.json(hub.get(RESTORED, ACTIVE)).get("next").asText();

            // Then
            assertThat(pages).extracting(List::size).containsExactly(12, 12, 1);
            assertThat(pages.stream().flatMap(List::stream)).containsExactlyElementsOf(sent);
            for (String bad : List.of("?max=0", "?max=101", "?after=x", "?after=" + mark + "A", "?chanel=live")) {
                assertThat(hub.get(RESTORED, ACTIVE + bad).statusCode()).as(bad).isEqualTo(400);
            }
            HttpResponse<String> foreign = hub.get("UGA.URA", ACTIVE + "?after=" + mark);
            assertThat(foreign.statusCode()).isEqualTo(400);
            assertThat(Desk.json(foreign).get("code").asText()).isEqualTo("SCHEMA_VIOLATION");
            assertThat(hub.get(RESTORED, ACTIVE + "?channel=exercise&after=" + mark)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ids(Desk.json(hub.get(RESTORED, ACTIVE + "?channel=exercise"))))
                    .isEmpty();
            assertThat(hub.get("operator", ACTIVE).statusCode()).isEqualTo(403);
        }
    }

    /**
     * Whoever has the alert, and whoever never had it: both are told it under its own id, and a recall reaches both. The correction
     * has no end of its own, and is kept as long as the alert.
     */
    @Test
    void whatWasCorrectedIsToldAsItStandsNow() throws Exception {
        SmallConfiguration configuration = SmallConfiguration.write(folder.resolve("corrected"));
        configuration.replace(SmallConfiguration.AGREEMENT, "[UGA.DCIC,", "[\":immigration\",");
        configuration.replace(SmallConfiguration.UGANDA, ", inbox: broker", "");
        configuration.replace(
                SmallConfiguration.UGANDA,
                "  - {agency: UGA.URA",
                "  - {agency: " + NEW + ", name: New Desk, roles: [customs]}\n  - {agency: UGA.URA");
        var clock = new RunningClock(Instant.parse("2026-11-01T08:00:00Z"));
        try (var hub = TestHub.startOn(configuration.folder(), clock)) {
            // Given
            Desk sender = hub.desk(SENDER);
            ObjectNode alert = alert(clock, "UGA:immigration");
            String id = give(sender, alert);
            give(sender, correction(clock, alert, "AK0000001"));
            give(sender, correction(clock, alert, "AK0000002"));
            List<JsonNode> delivered = hub.desk(RESTORED).fetchAll();
            assertThat(delivered).hasSize(3);
            configuration.replace(
                    SmallConfiguration.UGANDA, "New Desk, roles: [customs]", "New Desk, roles: [immigration]");
            assertThat(hub.reload().statusCode()).isEqualTo(200);
            clock.set(clock.instant().plus(Duration.ofDays(20)));

            // When
            JsonNode restored = Desk.json(hub.get(RESTORED, ACTIVE));
            JsonNode first = Desk.json(hub.get(NEW, ACTIVE));

            // Then
            assertThat(ids(restored)).containsExactly(id);
            assertThat(ids(first)).containsExactly(id);
            JsonNode replacement = delivered.get(2).at("/data/replacement");
            assertThat(replacement.at("/subject/document/number").asText()).isEqualTo("AK0000002");
            assertThat(message(restored, id).get("data")).isEqualTo(replacement);
            assertThat(message(restored, id).get("linknumber"))
                    .isEqualTo(delivered.get(0).get("linknumber"));
            assertThat(message(restored, id).get("ruling"))
                    .isEqualTo(delivered.get(0).get("ruling"));
            assertThat(message(first, id).get("data")).isEqualTo(replacement);
            assertThat(schemaErrors(message(restored, id))).isEmpty();
            assertThat(schemaErrors(message(first, id))).isEmpty();
            assertThat(disclosures(hub)).containsExactly(RESTORED + " 1", NEW + " 1");

            // When
            give(sender, recall(clock, id));

            // Then
            assertThat(ids(Desk.json(hub.get(RESTORED, ACTIVE)))).isEmpty();
            assertThat(ids(Desk.json(hub.get(NEW, ACTIVE)))).isEmpty();
            assertThat(hub.desk(NEW).fetchAll())
                    .extracting(each -> each.get("type").asText())
                    .containsExactly("kivuko.recall.v1");
        }
    }

    private static ObjectNode correction(Clock clock, ObjectNode alert, String number) {
        ObjectNode event = alert(clock, RESTORED);
        event.put("type", "kivuko.correction.v1").remove("expires");
        ObjectNode replacement = alert.get("data").deepCopy();
        ((ObjectNode) replacement.at("/subject/document")).put("number", number);
        ObjectNode data = event.putObject("data");
        data.putArray("references").add(SENDER + "/" + alert.get("id").asText());
        data.put("reason", "error").put("replacementType", "kivuko.alert.v1").set("replacement", replacement);
        return event;
    }

    private static List<?> schemaErrors(JsonNode message) {
        return ShippedSchemas.errors("alert.v1.delivered.json", message);
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ObjectNode alert(Clock clock, String to) {
        ObjectNode event = Samples.stolenPassport(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return event.put("to", to).put("expires", text(clock.instant().plus(Duration.ofDays(30))));
    }

    private static ObjectNode about(String msgType, Clock clock, String of) {
        ObjectNode event = alert(clock, RESTORED);
        ((ObjectNode) event.get("data"))
                .put("msgType", msgType)
                .putArray("references")
                .add(SENDER + "/" + of);
        return event;
    }

    private static ObjectNode recall(Clock clock, String of) {
        ObjectNode event = alert(clock, RESTORED);
        event.put("type", "kivuko.recall.v1").remove("expires");
        event.putObject("data").put("reason", "error").putArray("references").add(SENDER + "/" + of);
        return event;
    }

    private static String give(Desk sender, ObjectNode event) {
        sender.give(event);
        String id = event.get("id").asText();
        sender.judged(id);
        return id;
    }

    private static List<String> ids(JsonNode answer) {
        return messages(answer).map(each -> each.get("id").asText()).toList();
    }

    private static JsonNode message(JsonNode answer, String id) {
        return messages(answer)
                .filter(each -> each.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> messages(JsonNode answer) {
        assertThat(answer.has("alerts")).as(answer.toString()).isTrue();
        return StreamSupport.stream(answer.get("alerts").spliterator(), false).map(each -> each.get("message"));
    }

    private static String state(Desk sender, String id) {
        return sender.outcomes(id).get(RESTORED).get("state").asText();
    }

    /** How many alerts the ledger says that each agency was told. */
    private static List<String> disclosures(TestHub hub) throws Exception {
        var rows = new ArrayList<String>();
        try (Connection ledger = EmbeddedLedger.connect(hub.data());
                Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(
                        "select recipient || ' ' || count(*) from disclosure group by recipient order by 1")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
