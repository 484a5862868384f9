package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What agreements let cross, and what the protections keep back that no agreement can release. */
class AgreementAcceptanceTest {
    /** Police who get every alert on a document whole: what is missing there, a protection took out. */
    private static final String GETS_ALL = "UGA.UPF";

    private static TestHub hub;

    /** The agreements' own clauses on protected persons are taken out or over, so that only the hub's protections are left. */
    @BeforeAll
    static void start() {
        UnaryOperator<String> withoutClause = text -> text.lines()
                .filter(line -> !line.contains("kind: prohibit") || !line.contains("protected: true"))
                .collect(Collectors.joining("\n"));
        UnaryOperator<String> over =
                text -> text.replace("valid: {from: 2018-01-01}", "valid: {from: 2018-01-01, until: 2026-11-20}");
        hub = TestHub.start(
                Clock.systemUTC(),
                Map.of(
                        "agreements/IGAD.shelter.yaml", over,
                        "agreements/KEN-UGA.osbp.yaml", withoutClause,
                        "agreements/KEN-SSD.nadapal.yaml", withoutClause));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static ObjectNode example(String file) {
        return Samples.example(file, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static ObjectNode passport() {
        return example("doc-stolen.json");
    }

    private static ObjectNode person(ObjectNode alert) {
        return (ObjectNode) alert.at("/data/subject/person");
    }

    private static String id(JsonNode event) {
        return event.get("id").asText();
    }

    private static ObjectNode update(ObjectNode event, ObjectNode... earlier) {
        var references =
                ((ObjectNode) event.get("data")).put("msgType", "Update").putArray("references");
        for (ObjectNode each : earlier) {
            references.add("KEN.DIS/" + id(each));
        }
        return event;
    }

    /** Posts as KEN.DIS; what became of it, by agency. */
    private static Map<String, JsonNode> given(ObjectNode event) {
        hub.desk("KEN.DIS").give(event);
        return hub.desk("KEN.DIS").outcomes(id(event));
    }

    private static void assertRefused(JsonNode outcome, String reason) {
        assertThat(outcome.get("outcome").asText()).as(outcome.toString()).isEqualTo("refused");
        assertThat(outcome.get("reason").asText()).isEqualTo(reason);
    }

    @Test
    void whatIsRefusedLeavesNoTraceAtTheRecipient() {
        // Given
        hub.desk("UGA.URA").fetchAll();
        ObjectNode before = passport();
        ObjectNode harmless = passport();
        ((ObjectNode) harmless.get("data")).put("severity", "Minor");
        ObjectNode after = passport();

        // When
        given(before);
        Map<String, JsonNode> refused = given(harmless);
        given(after);

        // Then
        assertRefused(refused.get("UGA.URA"), "SEVERITY_TOO_LOW");
        List<JsonNode> messages = hub.desk("UGA.URA").fetchAll();
        assertThat(messages).extracting(AgreementAcceptanceTest::id).containsExactly(id(before), id(after));
        long first = messages.get(0).get("linknumber").asLong();
        assertThat(messages.get(1).get("linknumber").asLong()).isEqualTo(first + 1);
    }

    @Test
    void noAlertOnAPersonWhoSoughtProtectionGoesToTheStateOfTheirNationality() {
        // Given
        ObjectNode refugee = passport();
        person(refugee).put("nationality", "UGA").putArray("protection").add("refugee");
        ObjectNode other = passport();
        person(other).put("nationality", "UGA");

        // When
        Map<String, JsonNode> protectedOnes = given(refugee);
        Map<String, JsonNode> others = given(other);

        // Then
        assertThat(protectedOnes).isNotEmpty();
        protectedOnes.values().forEach(outcome -> assertRefused(outcome, "NOT_DELIVERABLE"));
        assertThat(others.get(GETS_ALL).get("outcome").asText()).isEqualTo("processed");
        assertThat(others.get(GETS_ALL).has("removed")).isFalse();
        List<JsonNode> messages = hub.desk(GETS_ALL).fetchAll();
        assertThat(Desk.withId(messages, id(refugee))).isEmpty();
        assertThat(Desk.withId(messages, id(other))).hasSize(1);
    }

    @Test
    void noCrossingOfAPersonWhoSoughtProtectionGoesToTheStateOfTheirNationality() {
        // Given
        ObjectNode plain = example("ssd-crossing.json");
        ObjectNode refugee = example("ssd-crossing.json");
        ((ObjectNode) refugee.get("data")).put("docType", "PR").put("docIssuer", "SSD");
        Desk sender = hub.desk("SSD.DNPI");

        // When
        sender.give(plain);
        sender.give(refugee);

        // Then
        assertThat(sender.outcomes(id(plain)).get("KEN.DIS").get("outcome").asText())
                .isEqualTo("processed");
        assertRefused(sender.outcomes(id(refugee)).get("KEN.DIS"), "NOT_DELIVERABLE");
        List<JsonNode> messages = hub.desk("KEN.DIS").fetchAll();
        assertThat(Desk.withId(messages, id(plain))).hasSize(1);
        assertThat(Desk.withId(messages, id(refugee))).isEmpty();
    }

    @Test
    void aChildsIdentityStaysEvenWhereTheAgreementKeepsEverything() {
        // Given
        ObjectNode child = passport();
        person(child).put("dateOfBirth", "2015-06-01").put("minor", true);
        ObjectNode adult = passport();

        // When
        Map<String, JsonNode> outcomes = given(child);
        given(adult);

        // Then
        assertThat(outcomes.get(GETS_ALL).get("outcome").asText()).isEqualTo("processed");
        List<JsonNode> messages = hub.desk(GETS_ALL).fetchAll();
        JsonNode reduced = Desk.withId(messages, id(child)).get(0);
        assertThat(reduced.at("/data/subject/person").properties())
                .extracting(Map.Entry::getKey)
                .containsOnly("minor");
        assertThat(reduced.toString()).doesNotContain("SPECIMEN").doesNotContain("2015");
        assertThat(Desk.withId(messages, id(adult)).get(0).toString()).contains("SPECIMEN");
    }

    @Test
    void aVictimsIdentityStaysWhereThePoliceAskAndTheSenderIsNotTold() {
        // Given
        ObjectNode victim = example("ken-missing-child.json").put("source", "/agencies/KEN.BPU");
        victim.put("to", "UGA");
        person(victim).put("dateOfBirth", "1990-01-01").putArray("protection").add("victim");
        person(victim).remove("minor");
        Desk police = hub.desk("KEN.BPU");

        // When
        police.give(victim);

        // Then
        JsonNode outcome = police.outcomes(id(victim)).get("UGA.MGLSD");
        assertThat(outcome.get("outcome").asText()).isEqualTo("processed");
        assertThat(outcome.properties()).extracting(Map.Entry::getKey).containsOnly("agency", "outcome", "state", "at");
        JsonNode delivered = hub.desk("UGA.MGLSD").fetched(id(victim)).orElseThrow();
        assertThat(delivered.toString())
                .doesNotContain("SPECIMEN")
                .doesNotContain("MFANO")
                .doesNotContain("1990");
        assertThat(delivered.at("/data/alertType").asText()).isEqualTo("PER-MISSING");
    }

    @Test
    void aProtectionOnceSeenInAThreadHoldsForTheThread() {
        // Given
        ObjectNode refugee = passport();
        person(refugee).put("nationality", "UGA").putArray("protection").add("refugee");
        given(refugee);
        ObjectNode silent = update(passport(), refugee);
        person(silent).put("nationality", "UGA");
        ObjectNode silentAgain = update(passport(), silent);
        person(silentAgain).put("nationality", "UGA");

        // When
        Map<String, JsonNode> first = given(silent);
        Map<String, JsonNode> second = given(silentAgain);

        // Then
        assertRefused(first.get(GETS_ALL), "NOT_DELIVERABLE");
        assertRefused(second.get(GETS_ALL), "NOT_DELIVERABLE");
        assertThat(hub.desk(GETS_ALL).fetchAll())
                .extracting(AgreementAcceptanceTest::id)
                .doesNotContain(id(silent), id(silentAgain));
    }

    @Test
    void referencesToWhatARecipientNeverGotDoNotCross() {
        // Given
        ObjectNode toPolice = passport().put("to", GETS_ALL);
        ObjectNode toImmigration = passport().put("to", "UGA.DCIC");
        given(toPolice);
        given(toImmigration);
        ObjectNode update = update(passport(), toPolice, toImmigration).put("to", GETS_ALL + " UGA.DCIC UGA.URA");

        // When
        given(update);

        // Then
        assertThat(references(GETS_ALL, update)).isEqualTo("[\"KEN.DIS/" + id(toPolice) + "\"]");
        assertThat(references("UGA.DCIC", update)).isEqualTo("[\"KEN.DIS/" + id(toImmigration) + "\"]");
        assertThat(references("UGA.URA", update)).isEmpty();
    }

    private static String references(String agency, ObjectNode update) {
        JsonNode delivered = hub.desk(agency).fetched(id(update)).orElseThrow();
        return delivered.at("/data/references").toString();
    }
}
