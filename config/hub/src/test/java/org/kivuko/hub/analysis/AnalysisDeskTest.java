package org.kivuko.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.Reading;

class AnalysisDeskTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Configuration.Loaded held;
    private AnalysisDesk desk;

    @BeforeEach
    void aHubThatHoldsWhatItsFolderSays() throws IOException {
        write(
                "states/KEN.yaml",
                """
                state: KEN
                name: Kenya
                agencies: [{agency: KEN.DIS, name: A desk, roles: [immigration]}]
                """);
        write(
                "states/UGA.yaml",
                """
                state: UGA
                name: Uganda
                agencies: [{agency: UGA.DCIC, name: A desk, roles: [immigration]}]
                """);
        keeps("'@core'", "in-force");
        held = (Configuration.Loaded) Configuration.load(folder);
        desk = new AnalysisDesk(folder, () -> held, CLOCK);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void keeps(String fields, String state) throws IOException {
        write(
                "agreements/KEN-UGA.two.yaml",
                """
                agreement: KEN-UGA.two
                version: 1
                title: Two
                instrument: {name: A treaty, article: s. 1}
                parties: [KEN, UGA]
                state: %s
                valid: {from: 2020-01-01}
                annexes: {alert: [KEN, UGA]}
                rules:
                  - {rule: K-1, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], alertTypes: [DOC-*],
                     fields: {keep: [%s]}}
                """
                        .formatted(state, fields));
    }

    private static ObjectNode accepted(Reading<ObjectNode> reading) {
        return ((Reading.Accepted<ObjectNode>) reading).value();
    }

    private static String refused(Reading<ObjectNode> reading) {
        return ((Reading.Refused<ObjectNode>) reading).faults().toString();
    }

    @Test
    void whatTheFolderChangesIsShownBeforeItIsPutInForce() throws IOException {
        assertThat(accepted(desk.diff()).get("changes")).isEmpty();

        keeps("'@core', subject.document.number", "in-force");

        var changes = accepted(desk.diff()).get("changes");
        assertThat(changes).isNotEmpty();
        assertThat(changes.get(0).get("gained")).hasToString("[\"subject.document.number\"]");
        assertThat(changes.get(0).get("example").get("message").get("source").asText())
                .isEqualTo("/agencies/KEN.DIS");
    }

    @Test
    void textsThatAreToBeSignedAreComparedAsIfTheyWere() throws IOException {
        write("deploy/hub.yaml", "signatures: required\n");
        keeps("'@core'", "draft");
        held = (Configuration.Loaded) Configuration.load(folder);

        keeps("'@core', subject.document.number", "draft");

        assertThat(accepted(desk.diff()).get("changes")).isNotEmpty();
    }

    @Test
    void aFolderWithAFaultIsNamedWithItsPlaceByEveryAnalysis() throws IOException {
        keeps("nonsense.path", "in-force");

        var check = desk.check();
        assertThat(check.get("fine").asBoolean()).isFalse();
        assertThat(check.get("problems").get(0).get("path").asText()).isEqualTo("rules[0].fields.keep[0]");
        assertThat(refused(desk.diff())).contains("nonsense.path");
        assertThat(refused(desk.prove())).contains("nonsense.path");
        assertThat(desk.proof().get("state").asText()).isEqualTo("none");
    }

    @Test
    void guaranteesOfTheStatesAreProvenWithTheLasting() throws IOException {
        write(
                "agreements/guarantees.yaml",
                """
                guarantees:
                  - {guarantee: no-documents, says: nothing about documents leaves Kenya, never: {from: [KEN], alertTypes: [DOC-*]}}
                """);

        assertThat(accepted(desk.prove()).get("state").asText()).isNotEqualTo("failed");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> desk.proof().get("state").asText().equals("done"));

        var proof = desk.proof();
        assertThat(proof.get("done")).isEqualTo(proof.get("of"));
        assertThat(proof.get("result").get("holds").asBoolean()).isFalse();
        assertThat(proof.get("result").get("guarantees"))
                .filteredOn(it -> it.get("guarantee").asText().equals("no-documents"))
                .singleElement()
                .satisfies(it -> assertThat(
                                it.get("counterexample").get("recipient").asText())
                        .isEqualTo("UGA.DCIC"));
    }
}
