package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.testkit.TestClock;

/**
 * A correction reaches whom its original reached, tells nobody more than the original did, and is followed until each of them
 * has confirmed it. For the purpose of crime Uganda's customs may know everything here, for checks at the border they may not:
 * what they were not given then must not come to them by a correction for another purpose. Seen to fail with what was kept from
 * a recipient before left out of judging: the names came after.
 */
@Tag("slow")
class CorrectionAcceptanceTest {
    private static final String AT_BROKER = "UGA.UPF";
    private static final String AT_DOOR = "UGA.URA";
    private static final String REFUSED = "UGA.UNBS";
    private static final String RULES = "\nrules:\n";
    private static final String WIDER =
            """
              - {rule: CO-1, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], alertTypes: [DOC-*],
                 recipients: [UGA.URA], purposes: [crime], fields: {keep: ["*"]}}
            """;

    @SuppressWarnings("TimeInStaticInitializer") // the hub of this class lives from then on
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static TestHub hub;
    private static Talk talk;

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                CLOCK,
                Map.of(
                        "agreements/KEN-UGA.osbp.yaml",
                        text -> text.replace(RULES, RULES + WIDER),
                        "states/UGA.yaml",
                        text -> text.replace("roles: [border-security]}", "roles: [border-security], inbox: broker}")));
        talk = new Talk(hub, CLOCK);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static ObjectNode original() {
        ObjectNode alert = Samples.stolenPassport(CLOCK.instant());
        return alert.put("to", "UGA " + REFUSED).put("handling", "H1");
    }

    /** For another purpose, under no handling code, and addressed to nobody who was given the original. */
    private static ObjectNode correction(ObjectNode original) {
        ObjectNode correction = talk.about("KEN.DIS", "correction", REFUSED, "crime", Talk.key(original));
        correction.set("post", original.get("post"));
        ObjectNode replacement = original.get("data").deepCopy();
        ((ObjectNode) replacement.at("/subject/person")).put("surname", "ANDERE");
        Talk.data(correction)
                .put("reason", "error")
                .put("replacementType", "kivuko.alert.v1")
                .set("replacement", replacement);
        return correction;
    }

    private static Map<String, JsonNode> delivered(ObjectNode event) {
        String id = event.get("id").asText();
        try (AmqpAgency police = hub.amqp(AT_BROKER)) {
            var delivered = new TreeMap<String, JsonNode>();
            police.takeUntil("inbox", json -> json.path("id").asText().equals(id)).stream()
                    .map(AmqpAgency::json)
                    .filter(json -> json.path("id").asText().equals(id))
                    .forEach(json -> delivered.put(AT_BROKER, json));
            for (String agency : Set.of(AT_DOOR, "UGA.DCIC", REFUSED, "UGA.MOH", "UGA.OPM", "ETH.ICS")) {
                hub.desk(agency).fetched(id).ifPresent(json -> delivered.put(agency, json));
            }
            return delivered;
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> leaves(JsonNode node, String path) {
        var leaves = new TreeSet<String>();
        if (node.isObject()) {
            node.properties().forEach(entry -> leaves.addAll(leaves(entry.getValue(), path + "." + entry.getKey())));
        } else if (node.isArray()) {
            node.forEach(element -> leaves.addAll(leaves(element, path + "[]")));
        } else {
            leaves.add(path);
        }
        return leaves;
    }

    /** Where each recipient stands in the eyes of an operator. */
    private static Map<String, String> standings(ObjectNode correction) {
        var standings = new TreeMap<String, String>();
        json(hub.get("operator", "/v1/ops/corrections")).get("corrections").forEach(row -> {
            if (row.get("correction").asText().equals(Talk.key(correction))) {
                row.get("recipients")
                        .forEach(part -> standings.put(
                                part.get("agency").asText(),
                                part.get("standing").asText()));
                standings.put("done", row.get("done").asText());
            }
        });
        return standings;
    }

    @ParameterizedTest
    @EnumSource(Talk.DoorKind.class)
    void aCorrectionReachesWhomItsOriginalReachedTellsNoMoreAndIsFollowedUntilConfirmed(Talk.DoorKind door) {
        // Given
        ObjectNode original = talk.give(original(), door);
        Map<String, JsonNode> before = delivered(original);
        assertThat(before).containsKeys(AT_BROKER, AT_DOOR, "UGA.DCIC").doesNotContainKey(REFUSED);
        assertThat(talk.outcome(original, REFUSED)).startsWith("refused");

        // When
        ObjectNode correction = talk.give(correction(original), door);
        Map<String, String> told = standings(correction);
        Map<String, JsonNode> after = delivered(correction);

        // Then: no more recipients, and no fewer
        assertThat(after).containsOnlyKeys(before.keySet());
        assertThat(told)
                .containsEntry(AT_BROKER, "told")
                .containsEntry(AT_DOOR, "told")
                .containsEntry("done", "false");
        after.forEach((agency, message) -> {
            assertThat(leaves(message.at("/data/replacement"), ""))
                    .as("what reaches " + agency)
                    .isSubsetOf(leaves(before.get(agency).get("data"), ""));
            assertThat(message.get("handling").asText())
                    .as("handling for " + agency)
                    .isEqualTo("H1");
        });
        assertThat(after.get(AT_BROKER)
                        .at("/data/replacement/subject/person/surname")
                        .asText())
                .isEqualTo("ANDERE");
        assertThat(after.get(AT_DOOR).toString()).contains("ZZ0000001").doesNotContain("ANDERE", "1988");
        await().atMost(Desk.PATIENCE).untilAsserted(() -> assertThat(standings(correction))
                .containsEntry(AT_BROKER, "confirmed")
                .containsEntry(AT_DOOR, "confirmed")
                .containsEntry("done", "true"));
    }
}
