package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.GoodTree.AGREEMENT;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each finding has two rule sets: one in which it must be told, and nearly the same one in which there is nothing to tell. */
class PlacedFindingsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    @TempDir
    Path folder;

    /**
     * @param rules of which the second lines differ: {@code faulty} stands in for {@code %s}, or {@code sound}
     */
    private record Case(String name, String rules, String faulty, String sound, String path, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String PERMIT =
            "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert], alertTypes: [DOC-LOST], %s}\n";
    private static final String KEEP = "fields: {keep: [\"@core\", texts]}";

    private static String permit(String name, String more) {
        return PERMIT.formatted(more).replace("rule: P", "rule: " + name);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "a prohibit refuses all that a permit permits",
                        permit("P", "purposes: [customs], " + KEEP)
                                + "- {rule: N, kind: prohibit, from: \"*\", to: \"*\", %s}\n",
                        "purposes: [customs, crime]",
                        "purposes: [crime], alertTypes: [VEH-*], messages: [alert]",
                        "rules[0]",
                        "the prohibit KEN-UGA.osbp@3/N refuses everything that the permit 'P' permits"),
                new Case(
                        "a prohibit refuses one of the alerts of a permit",
                        "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert],"
                                + " alertTypes: [DOC-LOST, DOC-STOLEN], fields: {keep: [\"@core\"]}}\n"
                                + "- {rule: N, kind: prohibit, from: KEN, to: UGA, messages: [alert], alertTypes: [%s]}\n",
                        "DOC-LOST",
                        "VEH-STOLEN",
                        "rules[0]",
                        "refuses alert DOC-LOST that the permit 'P' permits"),
                new Case(
                        "another permit takes away all that a permit keeps",
                        permit("P", "fields: {keep: [texts]}")
                                + "- {rule: Q, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert],"
                                + " fields: {keep: [%s]}}\n",
                        "subject",
                        "subject, texts",
                        "rules[0].fields.keep",
                        "nothing that the permit 'P' keeps ever crosses: KEN-UGA.osbp@3/Q fits the same messages"),
                new Case(
                        "a permit raises messages above what another lets cross",
                        permit("P", "handling: {default: H2}, " + KEEP)
                                + "- {rule: Q, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert],"
                                + " fields: {keep: [\"*\"]}, handling: {max: %s}}\n",
                        "H1",
                        "H2",
                        "rules[0].handling",
                        "it raises every message to H2, and KEN-UGA.osbp@3/Q, which fits the same messages, lets at most H1"),
                new Case(
                        "a permit says what a stricter one says already",
                        permit("P", KEEP)
                                + "- {rule: Q, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert], %s,"
                                + " fields: {keep: [\"@core\"]}}\n",
                        "alertTypes: [DOC-*]",
                        "alertTypes: [DOC-*], purposes: [crime]",
                        "rules[0]",
                        "the permit 'P' never decides anything: KEN-UGA.osbp@3/Q fits all its messages"),
                new Case(
                        "of two permits that say the same the second decides nothing",
                        permit("P", KEEP) + permit("Q", "%s"),
                        KEEP,
                        "purposes: [crime], " + KEEP.replace("texts", "subject"),
                        "rules[1]",
                        "the permit 'Q' never decides anything: KEN-UGA.osbp@3/P fits all its messages"),
                new Case(
                        "a prohibit refuses what nobody permits",
                        permit("P", KEEP)
                                + "- {rule: N, kind: prohibit, from: KEN, to: UGA, messages: [%s], recipients: [UGA.URA]}\n",
                        "crossing-record",
                        "alert",
                        "rules[1]",
                        "the prohibit 'N' refuses nothing that any permit lets cross from KEN to UGA"),
                new Case(
                        "a field is required that only some of the messages have",
                        "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [%s],"
                                + " fields: {keep: [\"@core\"], require: [subject.document.issuer]}}\n",
                        "alert, crossing-record",
                        "alert",
                        "rules[0].fields.require[0]",
                        "'subject.document.issuer' is required of messages that can have it: crossing-record has no such field"),
                new Case(
                        "nobody has the role of the senders",
                        permit("P", "senders: [%s], " + KEEP),
                        "\":health\"",
                        "\":health\", KEN.DIS",
                        "rules[0].senders",
                        "no agency of KEN fits 'senders', so nobody can send under this rule"),
                new Case(
                        "nobody has the role of the recipients",
                        permit("P", "recipients: [%s], " + KEEP),
                        "\":standards\"",
                        "\":customs\"",
                        "rules[0].recipients",
                        "no agency of UGA fits 'recipients', so nobody can receive under this rule"),
                new Case(
                        "a post of other states",
                        permit("P", "posts: [%s], " + KEEP),
                        "ETH-DOLO/SOM-DOOLOW",
                        "KEN-BUSIA/UGA-BUSIA",
                        "rules[0].posts",
                        "the crossing ETH-DOLO/SOM-DOOLOW is no post of the states of this rule"),
                new Case(
                        "a report on the other side's post",
                        "- {rule: P, kind: permit, from: UGA, to: KEN, annex: both, messages: [%s],"
                                + " posts: [KEN-KONYAO/unknown], fields: {keep: [\"@core\"]}}\n",
                        "flow-report",
                        "alert",
                        "rules[0].posts",
                        "a state reports on its own posts, and KEN-KONYAO/unknown has none of UGA"),
                new Case(
                        "an alert that always travels under a higher code",
                        "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert],"
                                + " alertTypes: [THREAT-IMMINENT], handling: {max: %s}, fields: {keep: [\"@core\"]}}\n",
                        "H1",
                        "H2",
                        "rules[0].handling",
                        "THREAT-IMMINENT never crosses: it travels under H2 at least, and 'max' is H1"),
                new Case(
                        "alert types of a rule without alerts",
                        "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [%s],"
                                + " alertTypes: [DOC-LOST], fields: {keep: [\"@core\"]}}\n",
                        "flow-report",
                        "flow-report, alert",
                        "rules[0].alertTypes",
                        "'alertTypes' is asked of alerts alone, and this rule is about none"),
                new Case(
                        "a prohibit of alerts that refuses everything else too",
                        permit("P", KEEP) + "- {rule: N, kind: prohibit, from: KEN, to: UGA, %salertTypes: [DOC-*],"
                                + " recipients: [UGA.URA]}\n",
                        "",
                        "messages: [alert], ",
                        "rules[1].alertTypes",
                        "alert types are asked of alerts alone: this prohibit refuses every other message as well"),
                new Case(
                        "travellers of a flow report",
                        "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [%s],"
                                + " travellers: [third-country], fields: {keep: [\"@core\"]}}\n",
                        "flow-report",
                        "crossing-record",
                        "rules[0].travellers",
                        "'travellers' is asked of messages on a person, and a flow report is on none"),
                new Case(
                        "a person in a referral",
                        "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert],"
                                + " alertTypes: [%s], fields: {keep: [\"@core\", subject.person.sex]}}\n",
                        "PROT-REFERRAL",
                        "PROT-REFERRAL, PER-MISSING",
                        "rules[0].fields.keep",
                        "a referral never names a person, so there is none to keep"),
                new Case(
                        "a cap on what is never capped",
                        "- {rule: P, kind: permit, from: KEN, to: UGA, annex: both, messages: [alert],"
                                + " alertTypes: [%s], rateCap: 200/PT1H, fields: {keep: [\"@core\"]}}\n",
                        "PROT-REFERRAL, HEALTH-*",
                        "DOC-LOST",
                        "rules[0].rateCap",
                        "referrals and health alerts are never capped"),
                new Case(
                        "an annex that one side has accepted",
                        permit("P", KEEP).replace("annex: both", "annex: %s"),
                        "ours",
                        "both",
                        "annexes.ours",
                        "nothing crosses under the annex 'ours': it is accepted by KEN alone"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatNobodyCanHaveMeantIsToldAtItsPlaceAndTheSoundRuleIsNot(Case told) {
        // When
        var faulty = findings(told.rules().formatted(told.faulty()), NOW);
        var sound = findings(told.rules().formatted(told.sound()), NOW);

        // Then
        assertThat(faulty).as("told").anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo(told.path());
            assertThat(finding.message()).contains(told.message());
            assertThat(finding.line()).isPositive();
        });
        assertThat(sound).as("not told").noneSatisfy(finding -> assertThat(finding.message())
                .contains(told.message()));
    }

    static Stream<List<String>> instants() {
        return Stream.of(
                List.of("2030-10-02T23:59:59Z", ""),
                List.of("2030-10-03T00:00:00Z", "in 90 days (less than 91)"),
                List.of("2030-12-02T00:00:00Z", "in 30 days (less than 31)"),
                List.of("2030-12-31T12:00:00Z", "in 1 day (less than 8)"),
                List.of("2031-01-01T00:00:00Z", "the agreement ended on 2031-01-01"));
    }

    @ParameterizedTest
    @MethodSource("instants")
    void anEndIsToldNinetyThirtyAndSevenDaysAhead(List<String> instant) {
        // When
        var findings = findings(permit("P", KEEP), Instant.parse(instant.get(0)));

        // Then
        if (instant.get(1).isEmpty()) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).singleElement().satisfies(finding -> {
                assertThat(finding.path()).isEqualTo("valid.until");
                assertThat(finding.message()).contains(instant.get(1));
            });
        }
    }

    @Test
    void thePairsOfAMultilateralAgreementAreLookedAtOneByOne() {
        // Given a prohibit of one direction beside a permit of both
        var rules = "- {rule: P, kind: permit, from: \"*\", to: \"*\", annex: both, messages: [alert], " + KEEP + "}\n"
                + "- {rule: N, kind: prohibit, from: KEN, to: UGA}\n";

        // When
        var findings = findings(rules, NOW);

        // Then what still crosses from Uganda to Kenya keeps the permit from being refused by it
        assertThat(findings).isEmpty();
    }

    private List<Problem> findings(String rules, Instant at) {
        var indented = rules.replace("- {", "  - {");
        GoodTree.in(folder)
                .append(
                        "states/posts.yaml",
                        """
                          - crossing: ETH-DOLO/SOM-DOOLOW
                            oneStop: false
                            verify: true
                            committee: []
                            sides:
                              ETH-DOLO: {agencies: []}
                              SOM-DOOLOW: {agencies: []}
                        """)
                .write(
                        "states/ETH.yaml",
                        "state: ETH\nname: Ethiopia\nagencies: [{agency: ETH.ICS, name: A, roles: [immigration]}]\n")
                .write(
                        "states/SOM.yaml",
                        "state: SOM\nname: Somalia\nagencies: [{agency: SOM.ICA, name: A, roles: [health]}]\n")
                .write(
                        AGREEMENT,
                        """
                        agreement: KEN-UGA.osbp
                        version: 3
                        title: One-stop border posts
                        instrument: {name: EAC One Stop Border Posts Act 2016, article: s. 13}
                        parties: [KEN, UGA]
                        state: in-force
                        valid: {from: 2018-02-24, until: 2031-01-01}
                        annexes: {%s}
                        rules:
                        """
                                        .formatted(rules.contains("annex: ours") ? "ours: [KEN]" : "both: [KEN, UGA]")
                                + indented);
        var loaded = Configuration.load(folder);
        assertThat(loaded)
                .as(() -> loaded instanceof Configuration.Refused refused
                        ? refused.problems().toString()
                        : "")
                .isInstanceOf(Configuration.Loaded.class);
        return PlacedFindings.of(folder, (Configuration.Loaded) loaded, at);
    }
}
