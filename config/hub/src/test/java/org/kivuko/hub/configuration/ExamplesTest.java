package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.AGREEMENT;
import static org.kivuko.hub.configuration.GoodTree.AT_RISK;
import static org.kivuko.hub.configuration.GoodTree.STOLEN;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
    @TempDir
    Path folder;

    @Test
    void examplesThatComeOutAsExpectedAreCounted() {
        // Given
        GoodTree.in(folder).withExamples();

        // When
        var configuration = Configuration.load(folder);

        // Then
        assertThat(configuration)
                .isInstanceOfSatisfying(Configuration.Loaded.class, loaded -> assertThat(loaded.examples())
                        .isEqualTo(2));
    }

    static Stream<BrokenFile> brokenExamples() {
        return Stream.of(
                named("an outcome that does not come")
                        .replacing(AGREEMENT, "outcome: reduced", "outcome: released")
                        .onTheLineOf("outcome: released")
                        .is(
                                "examples[0].expect.outcome",
                                "expected released, found reduced",
                                "outcome: reduced, rules: [K-U-1]"),
                named("a rule widened so that a name crosses")
                        .replacing(
                                AGREEMENT,
                                "subject.document.*, subject.person.dateOfBirth]",
                                "subject.document.*, subject.person.dateOfBirth, subject.person.surname]")
                        .onTheLineOf("removed:")
                        .is("examples[0].expect.removed", "found [subject.person.givenNames]", "change the rules"),
                named("a transform taken out")
                        .replacing(AGREEMENT, "      transform: {subject.person.dateOfBirth: year}\n", "")
                        .onTheLineOf("transformed:")
                        .is(
                                "examples[0].expect.transformed",
                                "expected [subject.person.dateOfBirth], found []",
                                "change the rules"),
                named("a reason that is not given")
                        .replacing(AGREEMENT, "reason: NOT_DELIVERABLE", "reason: NO_AGREEMENT")
                        .onTheLineOf("NO_AGREEMENT")
                        .is(
                                "examples[1].expect.reason",
                                "expected NO_AGREEMENT, found NOT_DELIVERABLE",
                                "NOT_DELIVERABLE"),
                named("a handling code that is not given")
                        .replacing(AGREEMENT, "handling: H0", "handling: H1")
                        .onTheLineOf("handling: H1")
                        .is("examples[0].expect.handling", "expected H1, found H0", "change the rules"),
                named("a rule that the file does not have")
                        .replacing(AGREEMENT, "rules: [K-U-1]", "rules: [K-U-4]")
                        .onTheLineOf("rules: [K-U-4]")
                        .is("examples[0].expect.rules[0]", "unknown rule 'K-U-4'", "K-U-1, K-U-2"),
                named("an expectation of nothing")
                        .replacing(AGREEMENT, "expect: {outcome: refused, reason: NOT_DELIVERABLE}", "expect: {}")
                        .onTheLineOf("expect: {}")
                        .is("examples[1].expect", "nothing is expected", "at least the outcome"),
                named("facts about nothing")
                        .replacing(
                                AGREEMENT,
                                "  - name: no protected person\n",
                                "  - name: no protected person\n    facts: {}\n")
                        .onTheLineOf("facts")
                        .is("examples[1].facts", "no fact is stated", "leave 'facts' out"),
                named("a fact that nobody collects")
                        .replacing(
                                AGREEMENT,
                                "  - name: no protected person\n",
                                "  - name: no protected person\n    facts: {weather: fine}\n")
                        .onTheLineOf("facts")
                        .is("examples[1].facts.weather", "unknown key 'weather'", "threadProtected"),
                named("an answer that no register gives")
                        .replacing(
                                AGREEMENT,
                                "  - name: no protected person\n",
                                "  - name: no protected person\n    facts: {register: maybe}\n")
                        .onTheLineOf("facts")
                        .is("examples[1].facts.register", "unknown answer of a register 'maybe'", "not-protected"),
                named("a use of a rule that the file does not have")
                        .replacing(
                                AGREEMENT,
                                "  - name: no protected person\n",
                                "  - name: no protected person\n    facts: {used: {K-U-7: 3}}\n")
                        .onTheLineOf("facts")
                        .is("examples[1].facts.used.K-U-7", "unknown rule 'K-U-7'", "K-U-1"),
                named("a deadline that no rule gives")
                        .replacing(AGREEMENT, "handling: H0", "handling: H0\n      acknowledgeBy: 2026-11-01T16:00:00Z")
                        .onTheLineOf("acknowledgeBy")
                        .is("examples[0].expect.acknowledgeBy", "expected 2026-11-01T16:00:00Z, found none", "change"),
                named("an agreement beside it that does not exist")
                        .replacing(
                                AGREEMENT,
                                "  - name: no protected person\n",
                                "  - name: no protected person\n    with: [KEN-UGA.osb]\n")
                        .onTheLineOf("with")
                        .is("examples[1].with[0]", "unknown agreement 'KEN-UGA.osb'", "did you mean 'KEN-UGA.osbp'?"),
                named("a recipient that does not exist")
                        .replacing(
                                AGREEMENT,
                                "message: examples/person-at-risk.json\n    to: UGA.DCIC",
                                "message: examples/person-at-risk.json\n    to: UGA.DCIK")
                        .onTheLineOf("to: UGA.DCIK")
                        .is("examples[1].to", "unknown agency 'UGA.DCIK'", "did you mean 'UGA.DCIC'?"),
                named("a message outside the folder")
                        .replacing(
                                AGREEMENT,
                                "message: examples/person-at-risk.json",
                                "message: examples/../../secrets.json")
                        .onTheLineOf("secrets")
                        .is("examples[1].message", "does not have the form", "examples/doc-stolen.json"),
                named("a message that is missing")
                        .by(STOLEN, tree -> tree.delete(STOLEN))
                        .is("", "cannot be read", "put it there"),
                named("a message with a wrong code")
                        .replacing(AT_RISK, "\"severity\": \"Moderate\"", "\"severity\": \"moderate\"")
                        .onTheLineOf("severity")
                        .is("/data/severity", "SCHEMA_VIOLATION", "schema of its type"),
                named("a message that is no JSON")
                        .by(AT_RISK, tree -> tree.write(AT_RISK, "{"))
                        .is("", "UNREADABLE", "schema"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenExamples")
    void anExampleThatFailsStopsTheLoad(BrokenFile broken) {
        broken.assertToldOf(GoodTree.in(folder).withExamples(), folder);
    }

    @Test
    void aFailingExampleTellsPathsAndCodesAndNoValueOfTheMessage() {
        // Given
        GoodTree.in(folder).withExamples().replace(AGREEMENT, "outcome: reduced", "outcome: refused");

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems().toString()).doesNotContain("SPECIMEN", "MFANO", "1988", "ZZ0000001");
    }

    @Test
    void aMessageThatTheDoorWouldRefuseAtThatInstantIsReportedAtItsExample() {
        // Given
        var tree = GoodTree.in(folder).withExamples();
        tree.replace(STOLEN, "\"post\": \"KEN-BUSIA\"", "\"post\": \"KEN-BUSIX\"");

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("examples[0]");
            assertThat(problem.message()).contains("examples/doc-stolen.json is refused at the door");
            assertThat(problem.remedy()).contains("/post");
        });
    }

    @Test
    void anExampleMayStateWhatIsKnownBesideTheMessage() {
        // Given
        var tree = GoodTree.in(folder).withExamples();
        tree.replace(AGREEMENT, "    maxBytes: 262144\n", "    rateCap: 2/PT1H\n    onward: consent\n");
        tree.replace(AGREEMENT, "handling: H0", "handling: H0\n      onward: consent");
        var within = Configuration.load(folder);

        // When
        tree.replace(
                AGREEMENT,
                "    message: examples/doc-stolen.json\n",
                "    facts: {used: {K-U-1: 2}}\n    message: examples/doc-stolen.json\n");
        var over = Configuration.load(folder);

        // Then
        assertThat(within).isInstanceOf(Configuration.Loaded.class);
        assertThat(((Configuration.Refused) over).problems())
                .extracting(Problem::path)
                .contains("examples[0].expect.outcome");
        assertThat(((Configuration.Refused) over).problems())
                .extracting(Problem::remedy)
                .anySatisfy(remedy -> assertThat(remedy).contains("RATE_EXCEEDED"));
    }

    @Test
    void anExampleIsJudgedAgainstItsOwnAgreementAloneUnlessItNamesOthers() {
        // Given
        var other =
                """
                agreement: KEN-UGA.records
                version: 1
                title: Narrower
                instrument: {name: Exchange of letters, article: "1"}
                parties: [KEN, UGA]
                state: in-force
                valid: {from: 2020-01-01}
                annexes: {alert: [KEN, UGA]}
                rules:
                  - {rule: N-1, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], fields: {keep: ["@core"]}}
                """;
        var tree = GoodTree.in(folder).withExamples().write("agreements/KEN-UGA.records.yaml", other);
        var alone = Configuration.load(folder);

        // When
        tree.replace(
                AGREEMENT, "examples/doc-stolen.json\n", "examples/doc-stolen.json\n    with: [KEN-UGA.records]\n");
        tree.replace(AGREEMENT, "rules: [K-U-1]", "rules: [K-U-1, KEN-UGA.records@1/N-1]");
        var together = Configuration.load(folder);

        // Then
        assertThat(alone).isInstanceOf(Configuration.Loaded.class);
        assertThat(((Configuration.Refused) together).problems())
                .extracting(Problem::path)
                .containsExactly("examples[0].expect.removed", "examples[0].expect.transformed");
    }
}
