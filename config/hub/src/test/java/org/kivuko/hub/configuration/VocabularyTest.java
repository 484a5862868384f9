package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.AGREEMENT;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Cells;
import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Controls.Copy;
import org.kivuko.agreement.Controls.Emergency;
import org.kivuko.agreement.Controls.RateCap;
import org.kivuko.agreement.Demands;
import org.kivuko.agreement.Dimension;
import org.kivuko.agreement.Duties;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Passing;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Urgency;

/** What a permit may state beyond who, what and which fields; in the good tree the first rule is of alerts, the second of figures. */
class VocabularyTest {
    private static final String LINE = "    maxBytes: 262144\n";
    private static final String FLOW = "messages: [flow-report], fields: {keep: [\"@core\"]}";

    @TempDir
    Path folder;

    @Test
    void everyWordOfTheContractReachesItsRule() {
        // Given
        GoodTree.in(folder)
                .replace(GoodTree.UGANDA, "name: Uganda\n", "name: Uganda\ncentralContact: UGA.DCIC\n")
                .replace(
                        AGREEMENT,
                        LINE,
                        LINE
                                + """
                                    retention: P90D
                                    onward: listed
                                    onwardTo: [KEN, UGA.URA]
                                    evidence: consent
                                    acknowledge: {Immediate: PT15M, Expected: PT8H, Default: P3D}
                                    rateCap: 200/PT1H
                                    review: true
                                    reviewWithin: PT12H
                                    languages: [en, sw]
                                    evaluation: true
                                    participants: [KEN.DIS, UGA.DCIC]
                                    copies: [central-contact]
                                    emergency: {by: [KEN.BMS], most: PT24H}
                                """)
                .replace(
                        AGREEMENT,
                        FLOW,
                        FLOW + ", cells: {min: 5, minBy: {nationality: 10}, secondary: true}, retention: P5Y");

        // When
        var rules = ((Configuration.Loaded) Configuration.load(folder))
                .agreements()
                .get(0)
                .rules();

        // Then
        assertThat(rules.get(0).demands())
                .isEqualTo(new Demands(List.of("en", "sw"), true, Set.of(agency("KEN.DIS"), agency("UGA.DCIC"))));
        assertThat(rules.get(0).duties())
                .isEqualTo(new Duties(
                        Optional.of(Period.ofDays(90)),
                        new Passing(Onward.LISTED, Set.of("KEN", "UGA.URA"), EvidenceUse.CONSENT),
                        Map.of(Urgency.IMMEDIATE, Duration.ofMinutes(15), Urgency.EXPECTED, Duration.ofHours(8)),
                        Optional.of(Duration.ofDays(3))));
        assertThat(rules.get(0).controls())
                .isEqualTo(new Controls(
                        Optional.of(new RateCap(200, Duration.ofHours(1))),
                        Optional.of(Duration.ofHours(12)),
                        Set.of(Copy.CENTRAL_CONTACT),
                        Optional.of(new Emergency(Set.of(agency("KEN.BMS")), Duration.ofHours(24)))));
        assertThat(rules.get(1).cells()).contains(new Cells(5, Map.of(Dimension.NATIONALITY, 10), true));
        assertThat(rules.get(1).duties().retention()).contains(Period.ofYears(5));
    }

    @Test
    void whatIsNotStatedIsTheNarrowest() {
        // Given
        GoodTree.in(folder).replace(AGREEMENT, LINE, "    review: false\n");

        // When
        var rule = ((Configuration.Loaded) Configuration.load(folder))
                .agreements()
                .get(0)
                .rules()
                .get(0);

        // Then
        assertThat(rule)
                .extracting(Rule::demands, Rule::duties, Rule::controls, Rule::cells)
                .containsExactly(Demands.NONE, Duties.NONE, Controls.NONE, Optional.empty());
        assertThat(rule.duties().passing()).isEqualTo(Passing.PROHIBITED);
    }

    @Test
    void aReviewWithoutAClockHasADay() {
        // Given
        GoodTree.in(folder).replace(AGREEMENT, LINE, "    review: true\n");

        // When
        var rule = ((Configuration.Loaded) Configuration.load(folder))
                .agreements()
                .get(0)
                .rules()
                .get(0);

        // Then
        assertThat(rule.controls().reviewWithin()).contains(Duration.ofHours(24));
    }

    private static AgencyId agency(String code) {
        return AgencyId.of(code);
    }

    static Stream<BrokenFile> wrongDuties() {
        return Stream.of(
                wrong("retention: 90 days", "retention", "'90 days' is no period", "P90D, P6M, P5Y"),
                wrong("retention: PT90M", "retention", "'PT90M' is no period", "at least a day"),
                wrong("retention: P0D", "retention", "'P0D' is no period", "at least a day"),
                wrong("retention: P200Y", "retention", "'P200Y' is no period", "at most a hundred years"),
                wrong("retention: -P1D", "retention", "'-P1D' is no period", "P90D"),
                wrong("onward: always", "onward", "unknown onward rule 'always'", "prohibited, consent, listed"),
                wrong("onward: listed", "onward", "without a list", "add onwardTo"),
                wrong("onwardTo: [KEN]", "onwardTo", "for 'onward: listed' alone", "write onward: listed"),
                wrong(
                        "onward: consent\n    onwardTo: [KEN]",
                        "onwardTo",
                        "for 'onward: listed' alone",
                        "take 'onwardTo' out"),
                wrong(
                        "onward: listed\n    onwardTo: [KEN, ETJ]",
                        "onwardTo[1]",
                        "unknown state 'ETJ'",
                        "Known here: KEN, UGA"),
                wrong(
                        "onward: listed\n    onwardTo: [UGA.DCIK]",
                        "onwardTo[0]",
                        "unknown agency 'UGA.DCIK'",
                        "did you mean 'UGA.DCIC'?"),
                wrong("onward: listed\n    onwardTo: []", "onwardTo", "the list is empty", "name at least one"),
                wrong("evidence: maybe", "evidence", "unknown evidence rule 'maybe'", "prohibited, consent, free"),
                wrong("acknowledge: PT8H", "acknowledge", "expected a mapping, found 'PT8H'", "keys and values"),
                wrong("acknowledge: {}", "acknowledge", "no urgency is stated", "Immediate: PT15M"),
                wrong(
                        "acknowledge: {Imediate: PT15M}",
                        "acknowledge.Imediate",
                        "unknown urgency 'Imediate'",
                        "did you mean 'Immediate'?"),
                wrong(
                        "acknowledge: {Immediate: 15 min}",
                        "acknowledge.Immediate",
                        "'15 min' is no length of time",
                        "PT15M"),
                wrong("acknowledge: {Default: PT0S}", "acknowledge.Default", "'PT0S' is no length of time", "PT8H"));
    }

    static Stream<BrokenFile> wrongControls() {
        return Stream.of(
                wrong("rateCap: 200", "rateCap", "'200' is no number of copies in a time", "200/PT1H"),
                wrong("rateCap: 0/PT1H", "rateCap", "'0/PT1H' is no number of copies in a time", "200/PT1H"),
                wrong("rateCap: 200 per hour", "rateCap", "is no number of copies in a time", "200/PT1H"),
                wrong("rateCap: 200/P60D", "rateCap", "is no number of copies in a time", "at most 31 days"),
                wrong("rateCap: 200/PT", "rateCap", "is no number of copies in a time", "200/PT1H"),
                wrong("review: yes", "review", "expected true or false, found 'yes'", "true or false"),
                wrong("reviewWithin: PT24H", "reviewWithin", "the clock of a review", "review: true"),
                wrong(
                        "review: false\n    reviewWithin: PT24H",
                        "reviewWithin",
                        "the clock of a review",
                        "write review: true beside it"),
                wrong("review: true\n    reviewWithin: a day", "reviewWithin", "is no length of time", "PT8H"),
                wrong(
                        "copies: [central]",
                        "copies[0]",
                        "unknown further recipient 'central'",
                        "Known here: central-contact"),
                wrong(
                        "copies: [central-contact]",
                        "copies[0]",
                        "UGA has no central contact",
                        "name one in states/UGA.yaml"),
                wrong("emergency: {by: [KEN.BMS]}", "emergency.most", "the key 'most' is missing", "add 'most'"),
                wrong("emergency: {most: PT24H}", "emergency.by", "the key 'by' is missing", "add 'by'"),
                wrong(
                        "emergency: {by: [KEN.BSM], most: PT24H}",
                        "emergency.by[0]",
                        "unknown agency of KEN, UGA 'KEN.BSM'",
                        "did you mean 'KEN.BMS'?"),
                wrong(
                        "emergency: {by: [KEN.BMS], most: for ever}",
                        "emergency.most",
                        "'for ever' is no length of time",
                        "at most 366 days"),
                wrong("cells: {min: 5}", "cells", "'cells' is about flow reports", "add flow-report"));
    }

    static Stream<BrokenFile> wrongDemands() {
        return Stream.of(
                wrong("languages: english", "languages", "expected a list, found 'english'", "a list"),
                wrong("languages: [e]", "languages[0]", "'e' is no language tag of BCP 47", "en, sw, am-ET"),
                wrong("languages: [en_GB]", "languages[0]", "'en_GB' is no language tag", "am-ET"),
                wrong("languages: [en, en]", "languages[1]", "stands twice", "keep one"),
                wrong("evaluation: A1", "evaluation", "expected true or false, found 'A1'", "true or false"),
                wrong(
                        "participants: [KEN.DIS, UGA.UPDF]",
                        "participants[1]",
                        "unknown agency of KEN, UGA 'UGA.UPDF'",
                        "KEN.DIS"));
    }

    /** A line of the first rule, what is wrong with it and where. */
    private static BrokenFile wrong(String lines, String path, String message, String remedy) {
        var key = path.replaceAll("[.\\[].*", "");
        return named(lines.replace("\n   ", ","))
                .replacing(AGREEMENT, LINE, "    " + lines + "\n")
                .onTheLineOf(key + ":")
                .is("rules[0]." + path, message, remedy);
    }

    static Stream<BrokenFile> wrongElsewhere() {
        return Stream.of(
                named("languages of figures")
                        .replacing(AGREEMENT, FLOW, FLOW + ", languages: [en]")
                        .onTheLineOf("languages")
                        .is("rules[1].languages", "asked of alerts alone", "add alert to 'messages'"),
                named("participants of what is no exercise")
                        .replacing(AGREEMENT, FLOW, FLOW + ", participants: [KEN.DIS]")
                        .onTheLineOf("participants")
                        .is("rules[1].participants", "exercises and tests", "add exercise or test to 'statuses'"),
                named("a dimension that no report has")
                        .replacing(AGREEMENT, FLOW, FLOW + ", cells: {min: 5, minBy: {nationalities: 10}}")
                        .onTheLineOf("cells")
                        .is(
                                "rules[1].cells.minBy.nationalities",
                                "unknown dimension 'nationalities'",
                                "did you mean 'nationality'?"),
                named("cells without a least count")
                        .replacing(AGREEMENT, FLOW, FLOW + ", cells: {minBy: {nationality: 10}}")
                        .onTheLineOf("cells")
                        .is("rules[1].cells.min", "the key 'min' is missing", "add 'min'"),
                named("a dimension with less than every cell")
                        .replacing(AGREEMENT, FLOW, FLOW + ", cells: {min: 5, minBy: {sex: 3}}")
                        .onTheLineOf("cells")
                        .is("rules[1].cells.minBy.sex", "3 by sex is below", "raise it"),
                named("nationalities below the floor of the protection")
                        .replacing(AGREEMENT, FLOW, FLOW + ", cells: {min: 5, minBy: {nationality: 9}}")
                        .onTheLineOf("cells")
                        .is("rules[1].cells.minBy.nationality", "9 by nationality is below 10", "write 10 or more"),
                named("totals that give the hidden away")
                        .replacing(AGREEMENT, FLOW, FLOW + ", cells: {min: 5, secondary: false}")
                        .onTheLineOf("cells")
                        .is("rules[1].cells.secondary", "PR-7", "secondary: true"),
                named("a prohibit with a duty")
                        .replacing(AGREEMENT, "when: {protected: true}", "retention: ninety")
                        .onTheLineOf("K-U-9")
                        .is("rules[3].retention", "a prohibit cannot state 'retention'", "messages, alertTypes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongDuties", "wrongControls", "wrongDemands", "wrongElsewhere"})
    void aWrongValueGetsOneSentenceWithPlaceAndRemedy(BrokenFile broken) {
        broken.assertToldOf(GoodTree.in(folder), folder);
    }
}
