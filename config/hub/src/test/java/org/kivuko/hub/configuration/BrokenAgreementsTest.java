package org.kivuko.hub.configuration;

import static org.kivuko.hub.configuration.BrokenFile.named;
import static org.kivuko.hub.configuration.GoodTree.AGREEMENT;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agreements and rules that are written wrongly. */
class BrokenAgreementsTest {
    @TempDir
    Path folder;

    static Stream<BrokenFile> brokenAgreements() {
        return Stream.of(
                named("a file with another name than its agreement")
                        .replacing(AGREEMENT, "agreement: KEN-UGA.osbp", "agreement: KEN-UGA.osbq")
                        .onTheLineOf("agreement:")
                        .is("agreement", "named 'KEN-UGA.osbq'", "KEN-UGA.osbq.yaml"),
                named("an id of another form")
                        .replacing(AGREEMENT, "agreement: KEN-UGA.osbp", "agreement: Busia")
                        .onTheLineOf("agreement:")
                        .is("agreement", "'Busia' does not have the form", "KEN-UGA.osbp"),
                named("a version with a point")
                        .replacing(AGREEMENT, "version: 3", "version: 3.0")
                        .onTheLineOf("version")
                        .is("version", "expected a whole number, found '3.0'", "whole number in digits, 1 or more"),
                named("a title that is missing")
                        .replacing(AGREEMENT, "title: One-stop border posts Busia and Malaba\n", "")
                        .onTheLineOf("agreement:")
                        .is("title", "the key 'title' is missing", "add 'title'"),
                named("an instrument without its article")
                        .replacing(AGREEMENT, ", article: s. 13", "")
                        .onTheLineOf("instrument")
                        .is("instrument.article", "the key 'article' is missing", "add 'article'"),
                named("a party that is no state of the configuration")
                        .replacing(AGREEMENT, "parties: [KEN, UGA]", "parties: [KEN, UGN]")
                        .onTheLineOf("parties")
                        .is("parties[1]", "unknown state 'UGN'", "did you mean 'UGA'?"),
                named("a state of life that nobody knows")
                        .replacing(AGREEMENT, "state: in-force", "state: inforce")
                        .onTheLineOf("state:")
                        .is("state", "unknown state of an agreement 'inforce'", "did you mean 'in-force'?"),
                named("a day that does not exist")
                        .replacing(AGREEMENT, "from: 2018-02-24", "from: 2018-02-30")
                        .onTheLineOf("valid")
                        .is("valid.from", "expected a day, found '2018-02-30'", "a day that exists"),
                named("an end before the beginning")
                        .replacing(AGREEMENT, "until: 2031-01-01", "until: 2018-02-24")
                        .onTheLineOf("valid")
                        .is("valid.until", "not after it begins", "'until' excluded"),
                named("an annex that no rule uses")
                        .replacing(AGREEMENT, "record: [KEN]}", "record: [KEN], health: [KEN]}")
                        .onTheLineOf("annexes")
                        .is("annexes.health", "no rule uses the annex 'health'", "take it out"),
                named("an annex that is not declared")
                        .replacing(AGREEMENT, "annex: alert\n", "annex: alerts\n")
                        .onTheLineOf("annex: alerts")
                        .is("rules[0].annex", "unknown annex 'alerts'", "did you mean 'alert'?"),
                named("an annex accepted by a state that is no party")
                        .by(AGREEMENT, tree -> {
                            tree.write(
                                    "states/ETH.yaml",
                                    """
                                    state: ETH
                                    name: Ethiopia
                                    agencies: [{agency: ETH.ICS, name: Immigration, roles: [immigration]}]
                                    """);
                            tree.replace(AGREEMENT, "record: [KEN]", "record: [ETH]");
                        })
                        .onTheLineOf("annexes")
                        .is("annexes.record[0]", "unknown party 'ETH'", "KEN, UGA"),
                named("no rule at all")
                        .by(
                                AGREEMENT,
                                tree -> tree.write(
                                        AGREEMENT,
                                        """
                                agreement: KEN-UGA.osbp
                                version: 3
                                title: One-stop border posts
                                instrument: {name: EAC One Stop Border Posts Act 2016, article: s. 13}
                                parties: [KEN, UGA]
                                state: in-force
                                valid: {from: 2018-02-24}
                                annexes: {}
                                rules: []
                                """))
                        .onTheLineOf("rules")
                        .is("rules", "the list is empty", "at least one"));
    }

    static Stream<BrokenFile> brokenRules() {
        return Stream.of(
                named("a key with a slip of the pen")
                        .replacing(AGREEMENT, "recipients:", "recipents:")
                        .onTheLineOf("recipents")
                        .is("rules[0].recipents", "unknown key 'recipents'", "did you mean 'recipients'?"),
                named("two rules of one name")
                        .replacing(AGREEMENT, "rule: K-U-2", "rule: K-U-1")
                        .onTheLineOf("annex: flow")
                        .is("rules[1].rule", "'K-U-1' stands twice", "its own name"),
                named("a kind that does not exist")
                        .replacing(AGREEMENT, "rule: K-U-9, kind: prohibit", "rule: K-U-9, kind: forbid")
                        .onTheLineOf("K-U-9")
                        .is("rules[3].kind", "unknown kind of rule 'forbid'", "permit, prohibit"),
                named("a side that is no party")
                        .replacing(AGREEMENT, "from: KEN\n", "from: KNE\n")
                        .onTheLineOf("from: KNE")
                        .is("rules[0].from", "unknown party 'KNE'", "did you mean 'KEN'?"),
                named("a pair of a state with itself")
                        .replacing(
                                AGREEMENT,
                                "kind: prohibit, from: \"*\", to: \"*\"",
                                "kind: prohibit, from: UGA, to: UGA")
                        .onTheLineOf("K-U-9")
                        .is("rules[3].to", "from UGA to itself", "national protocol"),
                named("a permit without an annex")
                        .replacing(AGREEMENT, "to: UGA, annex: record", "to: UGA")
                        .onTheLineOf("K-U-3")
                        .is("rules[2].annex", "a permit must state 'annex'", "alert, flow, record"),
                named("a permit without messages")
                        .replacing(AGREEMENT, "annex: flow, messages: [flow-report]", "annex: flow")
                        .onTheLineOf("K-U-2")
                        .is("rules[1].messages", "a permit must state 'messages'", "types"),
                named("a permit that keeps nothing knowingly")
                        .replacing(
                                AGREEMENT,
                                "messages: [flow-report], fields: {keep: [\"@core\"]}",
                                "messages: [flow-report], fields: {}")
                        .onTheLineOf("K-U-2")
                        .is("rules[1].fields.keep", "the key 'keep' is missing", "add 'keep'"),
                named("a prohibit with fields")
                        .replacing(AGREEMENT, "when: {protected: true}", "fields: {keep: [\"@core\"]}")
                        .onTheLineOf("K-U-9")
                        .is("rules[3].fields", "a prohibit cannot state 'fields'", "messages, alertTypes"),
                named("a permit with when")
                        .replacing(AGREEMENT, "minSeverity: Moderate", "when: {protected: true}")
                        .onTheLineOf("when: {protected: true}\n    travellers")
                        .is("rules[0].when", "only a prohibit may state 'when'", "a prohibit of its own"),
                named("a condition that does not exist")
                        .replacing(AGREEMENT, "when: {protected: true}", "when: {protected: true, minor: true}")
                        .onTheLineOf("K-U-9")
                        .is("rules[3].when.minor", "unknown key 'minor'", "protected"),
                named("a type of message that does not exist")
                        .replacing(AGREEMENT, "messages: [crossing-record]", "messages: [crossing]")
                        .onTheLineOf("K-U-3")
                        .is(
                                "rules[2].messages[0]",
                                "unknown type of message 'crossing'",
                                "alert, flow-report, crossing-record, request, reply"),
                named("a star inside an alert type")
                        .replacing(AGREEMENT, "DOC-*", "DOC-*-LOST")
                        .onTheLineOf("alertTypes")
                        .is("rules[0].alertTypes[0]", "a * stands inside", "only at the end"),
                named("an alert type that nobody sends")
                        .replacing(AGREEMENT, "VEH-STOLEN", "VEH-STOLLEN")
                        .onTheLineOf("alertTypes")
                        .is("rules[0].alertTypes[1]", "unknown alert type 'VEH-STOLLEN'", "did you mean 'VEH-STOLEN'?"),
                named("a matcher without a value")
                        .replacing(AGREEMENT, "purposes: [border-check, customs]", "purposes: []")
                        .onTheLineOf("purposes: []")
                        .is("rules[0].purposes", "the list is empty", "leave the key out"),
                named("a purpose that does not exist")
                        .replacing(AGREEMENT, "[border-check, customs]", "[border-checks, customs]")
                        .onTheLineOf("purposes")
                        .is("rules[0].purposes[0]", "unknown purpose 'border-checks'", "did you mean 'border-check'?"),
                named("a sender of the receiving side")
                        .replacing(AGREEMENT, "senders: [\":immigration\", KEN.KRA]", "senders: [UGA.URA]")
                        .onTheLineOf("senders")
                        .is("rules[0].senders[0]", "unknown agency of KEN 'UGA.URA'", "KEN.KRA"),
                named("a recipient role that does not exist")
                        .replacing(AGREEMENT, "\":customs\"]", "\":police\"]")
                        .onTheLineOf("recipients")
                        .is("rules[0].recipients[1]", "unknown role ':police'", ":border-security"),
                named("a crossing that does not exist")
                        .replacing(AGREEMENT, "posts: [KEN-BUSIA/UGA-BUSIA]", "posts: [KEN-BUSSIA/UGA-BUSIA]")
                        .onTheLineOf("posts: [")
                        .is("rules[0].posts[0]", "unknown crossing", "did you mean 'KEN-BUSIA/UGA-BUSIA'?"),
                named("a field path that no message has")
                        .replacing(AGREEMENT, "\"texts[].event\"", "\"texts.event\"")
                        .onTheLineOf("keep: [\"@core\", ")
                        .is("rules[0].fields.keep[1]", "'texts.event'", "texts[].event"),
                named("a required field that no message has")
                        .replacing(AGREEMENT, "require: [subject.document.issuer]", "require: [subject.document.isuer]")
                        .onTheLineOf("require")
                        .is("rules[0].fields.require[0]", "'subject.document.isuer'", "subject.document.issuer"),
                named("a transform of what is not kept")
                        .replacing(
                                AGREEMENT,
                                "transform: {subject.person.dateOfBirth: year}",
                                "transform: {subject.person.surname: mask}")
                        .onTheLineOf("transform")
                        .is(
                                "rules[0].fields.transform['subject.person.surname']",
                                "keep does not name",
                                "add the path to keep"),
                named("a year of something else than a birth")
                        .replacing(
                                AGREEMENT,
                                "transform: {subject.person.dateOfBirth: year}",
                                "transform: {subject.document.number: year}")
                        .onTheLineOf("transform")
                        .is("rules[0].fields.transform['subject.document.number']", "date of birth alone", "mask"),
                named("a transform that does not exist")
                        .replacing(AGREEMENT, "dateOfBirth: year}", "dateOfBirth: month}")
                        .onTheLineOf("transform")
                        .is(
                                "rules[0].fields.transform['subject.person.dateOfBirth']",
                                "unknown transform 'month'",
                                "year, ageBand, mask, hash"),
                named("a default above the maximum")
                        .replacing(AGREEMENT, "{default: H0, max: H1}", "{default: H2, max: H1}")
                        .onTheLineOf("handling")
                        .is("rules[0].handling", "H2 is above the maximum H1", "raise 'max'"),
                named("a size that is no number")
                        .replacing(AGREEMENT, "maxBytes: 262144", "maxBytes: 256 KiB")
                        .onTheLineOf("maxBytes")
                        .is("rules[0].maxBytes", "expected a whole number", "whole number"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"brokenAgreements", "brokenRules"})
    void whatIsBrokenIsNamedOnceWithFileLinePathAndRemedy(BrokenFile broken) {
        broken.assertToldOf(GoodTree.in(folder), folder);
    }
}
