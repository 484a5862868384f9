package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The dry run, and the protections that it shows. */
final class DecisionCases {
    private static final Cite DRY = Cite.http(
            "dry run of a message: {decisions: [{to, outcome, reason?, rules, removed, transformed, obligations, message?}]}; no content is stored");
    private static final Cite PR_1 = Cite.protections(
            "PR-1: … an alert or crossing record with a sign … is refused whole to every agency of the person's state: nationality, or, where that names no state, the issuer of a document");
    private static final Cite PR_4 =
            Cite.agreements("PR-4 children (minor, or under 18 at time): identity only in PER-MISSING and PER-AT-RISK");
    private static final Cite PR_5 = Cite.agreements(
            "PR-5 suspected trafficking victims: referral without identity; identity only between protection agencies.");
    private static final String HIDE = "Ask the protections before the agreements: no agreement can switch one off.";

    private DecisionCases() {}

    static Topic topic() {
        return Topic.of(
                "Dry runs and protections",
                Case.of(
                        "DRY-001",
                        "A dry run says what would become of a message, for each recipient",
                        DRY,
                        "Answer with a decision for each recipient, with these members.",
                        DecisionCases::members,
                        Need.ADDRESSEE),
                Case.of(
                        "DRY-002",
                        "A refused recipient has a reason and is shown no message",
                        DRY,
                        "Give each refused recipient a reason, and no message.",
                        DecisionCases::refused,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DRY-003",
                        "The message that it shows is the one that is delivered",
                        DRY,
                        "Judge and reduce in the dry run as at acceptance.",
                        DecisionCases::sameAsDelivered,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "DRY-004",
                        "It states the obligations",
                        Cite.answers("obligations: {handling, acknowledgeBy?, retainUntil?, onward}"),
                        "State handling and onward in every decision that lets something cross.",
                        DecisionCases::obligations,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "DRY-005",
                        "It stores nothing and delivers nothing",
                        DRY,
                        "Keep nothing of a dry run but who asked, when, for which type and the outcomes.",
                        DecisionCases::nothingStored,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "DRY-006",
                        "A faulty message is refused as when it is posted",
                        DRY,
                        "Read a message for a dry run as for a post.",
                        bench -> {
                            ObjectNode message = bench.alert();
                            message.put("purpose", "curiosity").put("colour", "red");
                            Expect.refused(
                                    bench.sender().post("/v1/decisions", Json.write(message), Party.JSON),
                                    422,
                                    "SCHEMA_VIOLATION",
                                    "/colour",
                                    "/purpose");
                        },
                        Need.ADDRESSEE),
                Case.of(
                        "DRY-007",
                        "A dry run in another's name is refused",
                        Cite.answers("NOT_SENDER 403 for source"),
                        "Compare source with the agency of the key in dry runs, too.",
                        bench -> Expect.refused(
                                bench.sender()
                                        .post(
                                                "/v1/decisions",
                                                Json.write(bench.alert().put("source", "/agencies/ZWE.NOBODY")),
                                                Party.JSON),
                                403,
                                "NOT_SENDER",
                                "/source"),
                        Need.ADDRESSEE),
                Case.of(
                        "PRT-001",
                        "That somebody is an asylum seeker never reaches the person's own state",
                        PR_1,
                        HIDE,
                        bench -> refusedTo(bench, person(bench, "asylum-seeker", state(bench))),
                        Need.ADDRESSEE),
                Case.of(
                        "PRT-002",
                        "A refugee's nationality without a state counts by the document's issuer",
                        PR_1,
                        HIDE,
                        DecisionCases::byIssuer,
                        Need.ADDRESSEE),
                Case.of(
                        "PRT-003",
                        "A crossing with a refugee's document never reaches the person's own state",
                        PR_1,
                        HIDE,
                        DecisionCases::crossing,
                        Need.ADDRESSEE,
                        Need.POST),
                Case.of(
                        "PRT-004",
                        "A witness's state learns nothing, either",
                        PR_1,
                        HIDE,
                        bench -> refusedTo(bench, person(bench, "witness", state(bench))),
                        Need.ADDRESSEE),
                Case.of(
                        "PRT-005",
                        "A child's identity does not cross in an alert on a document",
                        PR_4,
                        HIDE,
                        bench -> {
                            ObjectNode message = bench.message(Kind.PERSON);
                            Wrong.in(message, "/subject/person").put("minor", true);
                            noIdentity(bench, message);
                        },
                        Need.permitted(Kind.PERSON)),
                Case.of(
                        "PRT-006",
                        "Who is younger than eighteen is a child, whatever minor says",
                        PR_4,
                        HIDE,
                        bench -> {
                            ObjectNode message = bench.message(Kind.PERSON);
                            Wrong.in(message, "/subject/person")
                                    .put(
                                            "dateOfBirth",
                                            bench.stamp()
                                                    .now()
                                                    .toString()
                                                    .substring(0, 4)
                                                    .replaceFirst("..$", "15"));
                            noIdentity(bench, message);
                        },
                        Need.permitted(Kind.PERSON)),
                Case.of(
                        "PRT-007",
                        "A victim's identity does not cross",
                        PR_5,
                        HIDE,
                        bench -> {
                            ObjectNode message = bench.message(Kind.PERSON);
                            Wrong.in(message, "/subject/person").set("protection", Json.list("victim"));
                            noIdentity(bench, message);
                        },
                        Need.permitted(Kind.PERSON)));
    }

    private static void members(Bench bench) throws IOException {
        JsonNode decisions = bench.decide(bench.alert());
        Expect.that(!decisions.isEmpty(), "at least one decision", "none");
        for (JsonNode decision : decisions) {
            String outcome = Expect.member(decision, "outcome", "a decision").asText();
            Expect.that(
                    Set.of("released", "reduced", "held", "refused").contains(outcome),
                    "released, reduced, held or refused",
                    outcome);
            for (String name : List.of("to", "rules", "removed", "transformed")) {
                Expect.member(decision, name, "a decision");
            }
        }
    }

    private static void refused(Bench bench) throws IOException {
        for (JsonNode decision : bench.decide(bench.message(Kind.NOBODY))) {
            Expect.equal("the outcome", "refused", decision.path("outcome").asText());
            Expect.member(decision, "reason", "a refusal");
            Expect.that(!decision.has("message"), "no message beside a refusal", "one");
        }
    }

    private static void sameAsDelivered(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.ALERT);
        JsonNode shown = Expect.member(bench.decide(message).path(0), "message", "a decision");
        JsonNode item = bench.handOver(message).get(0);
        ObjectNode got = item.path("message").deepCopy();
        got.remove(List.of("ruling", "lane", "linknumber", "linkepoch", "retainuntil", "ackby"));
        ObjectNode promised = shown.deepCopy();
        promised.remove(List.of("retainuntil", "ackby"));
        Expect.that(got.equals(promised), "the message of the dry run: " + Json.text(promised), Json.text(got));
    }

    private static void obligations(Bench bench) throws IOException {
        JsonNode obligations =
                Expect.member(bench.decide(bench.message(Kind.ALERT)).path(0), "obligations", "a decision");
        Expect.that(
                Set.of("H0", "H1", "H2", "H3")
                        .contains(Expect.member(obligations, "handling", "the obligations")
                                .asText()),
                "handling H0 to H3",
                obligations.path("handling").asText());
        Expect.member(obligations, "onward", "the obligations");
    }

    private static void nothingStored(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.ALERT);
        bench.decide(message);
        String id = message.path("id").asText();
        Expect.refused(bench.status(id), 404, "NOT_FOUND");
        for (JsonNode item : bench.live().lease(100, "PT1S")) {
            Expect.that(!Bench.idOf(item).equals(id), "nothing of a dry run in an inbox", "the message");
        }
    }

    private static String state(Bench bench) {
        return bench.found().addressee().substring(0, 3);
    }

    private static ObjectNode person(Bench bench, String sign, String nationality) {
        ObjectNode message = Drafts.withPerson(bench.alert());
        Wrong.in(message, "/subject/person").put("nationality", nationality).set("protection", Json.list(sign));
        return message;
    }

    private static void refusedTo(Bench bench, ObjectNode message) throws IOException {
        for (JsonNode decision : bench.decide(message)) {
            Expect.equal(
                    "outcome and reason",
                    "refused NOT_DELIVERABLE",
                    decision.path("outcome").asText() + " "
                            + decision.path("reason").asText("without reason"));
        }
    }

    private static void byIssuer(Bench bench) throws IOException {
        ObjectNode message = Drafts.withPerson(bench.alert());
        Wrong.in(message, "/subject/person").put("nationality", "XXB");
        Wrong.in(message, "/subject/document")
                .put("type", "PP")
                .put("issuer", state(bench))
                .put("number", "X1234567");
        refusedTo(bench, message);
    }

    private static void crossing(Bench bench) throws IOException {
        ObjectNode message = bench.crossing();
        Wrong.data(message).put("docType", "PR").put("nationality", state(bench));
        refusedTo(bench, message);
    }

    private static void noIdentity(Bench bench, ObjectNode message) throws IOException {
        for (JsonNode decision : bench.decide(message)) {
            String shown = decision.path("message").toString();
            Expect.that(
                    !shown.contains("INVENTED") && !shown.contains("NOBODY"), "no name in what crosses", "the name");
        }
    }
}
