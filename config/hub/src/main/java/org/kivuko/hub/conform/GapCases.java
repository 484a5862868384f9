package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asking again for what was lost, and for what is in force. */
final class GapCases {
    private static final Cite RESEND = Cite.description(
            "POST /v1/links/{agency}/resend with {lane, epoch, from, to} puts these numbers of that sender's link into the inbox again");
    private static final Cite ACTIVE = Cite.description(
            "GET /v1/alerts/active answers with the alerts that are in force for the caller now, judged and reduced as deliveries");
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int PAGES = 200;
    private static final Need[] LIVE = {Need.PARTNER_KEY, Need.permitted(Kind.ALERT)};

    private GapCases() {}

    static Topic topic() {
        String again =
                "Keep the originals for as long as you say, and hand out again what the numbers name, the same in everything.";
        String active = "List an alert until it is cancelled, replaced or expired, and on its own channel.";
        return Topic.of(
                "Gaps, and alerts in force",
                Case.of(
                        "GAP-001",
                        "What was taken over and lost comes again under its number",
                        RESEND,
                        again,
                        GapCases::comesAgain,
                        LIVE),
                Case.of(
                        "GAP-002",
                        "It stays acknowledged for its sender",
                        RESEND,
                        again,
                        GapCases::staysAcknowledged,
                        LIVE),
                Case.of(
                        "GAP-003",
                        "A wish without its members is refused, and all are named",
                        Cite.http("errors: … all of them at once"),
                        "Name every member that is missing.",
                        bench -> Expect.refused(
                                bench.partner()
                                        .post("/v1/links/" + bench.sender().agency() + "/resend", Json.object()),
                                422,
                                "SCHEMA_VIOLATION",
                                "/epoch",
                                "/from",
                                "/lane",
                                "/to"),
                        Need.PARTNER_KEY),
                Case.of(
                        "GAP-004",
                        "A link of a sender that nobody knows is not there",
                        Cite.http("What is not yours and what does not exist are both 404."),
                        "Answer 404 NOT_FOUND for links that the caller does not have.",
                        bench -> Expect.refused(
                                bench.partner()
                                        .post(
                                                "/v1/links/ZWE.NOBODY/resend",
                                                wish(Json.read(
                                                        "{\"lane\":\"bulk\",\"linkepoch\":\"x\",\"linknumber\":1}"))),
                                404,
                                "NOT_FOUND"),
                        Need.PARTNER_KEY),
                Case.of(
                        "GAP-005",
                        "Numbers that run backwards are refused",
                        RESEND,
                        "Refuse ranges that end before they begin.",
                        GapCases::backwards,
                        LIVE),
                Case.of(
                        "ALF-001",
                        "An alert is in force after it was posted",
                        ACTIVE,
                        active,
                        bench -> Expect.that(
                                active(bench, posted(bench)).isPresent(),
                                "the alert among those in force",
                                "it is not there"),
                        LIVE),
                Case.of(
                        "ALF-002",
                        "It stands there as it was delivered",
                        ACTIVE,
                        "Answer with the message of the delivery.",
                        GapCases::asDelivered,
                        LIVE),
                Case.of("ALF-003", "A cancelled alert is in force no more", ACTIVE, active, GapCases::cancelled, LIVE),
                Case.of("ALF-004", "An expired alert is in force no more", ACTIVE, active, GapCases::expired, LIVE),
                Case.of(
                        "ALF-005",
                        "An exercise is not in force among what is real",
                        ACTIVE,
                        active,
                        GapCases::exercise,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.EXERCISE)));
    }

    private static ObjectNode wish(JsonNode message) {
        long number = message.path("linknumber").asLong();
        ObjectNode wish = Json.object().put("from", number).put("to", number);
        wish.set("lane", message.path("lane"));
        wish.set("epoch", message.path("linkepoch"));
        return wish;
    }

    private static JsonNode taken(Bench bench) throws IOException {
        JsonNode item = bench.handOver(bench.message(Kind.ALERT)).get(0);
        return item;
    }

    private static JsonNode again(Bench bench, JsonNode item) throws IOException {
        Reply reply =
                bench.partner().post("/v1/links/" + bench.sender().agency() + "/resend", wish(item.path("message")));
        Expect.status(reply, 202);
        JsonNode back = bench.live()
                .await(1, other -> Bench.idOf(other).equals(Bench.idOf(item)))
                .get(0);
        bench.live().takeOver(back);
        return back;
    }

    private static void comesAgain(Bench bench) throws IOException {
        JsonNode item = taken(bench);
        JsonNode back = again(bench, item);
        Expect.that(
                back.path("message").equals(item.path("message")),
                "the same message, link number included",
                "another one");
    }

    private static void staysAcknowledged(Bench bench) throws IOException {
        JsonNode item = taken(bench);
        again(bench, item);
        Expect.equal(
                "the state",
                "acknowledged",
                bench.outcome(Bench.idOf(item)).path("state").asText());
    }

    private static void backwards(Bench bench) throws IOException {
        ObjectNode wish = wish(taken(bench).path("message"));
        wish.put("from", wish.path("to").asLong() + 1);
        Reply reply = bench.partner().post("/v1/links/" + bench.sender().agency() + "/resend", wish);
        Expect.equal("HTTP 422 SCHEMA_VIOLATION:", "422 SCHEMA_VIOLATION", reply.status() + " " + reply.code());
    }

    private static ObjectNode posted(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.ALERT);
        bench.handOver(alert);
        return alert;
    }

    private static Optional<JsonNode> active(Bench bench, ObjectNode alert) throws IOException {
        return Optional.ofNullable(active(bench, "live").get(alert.path("id").asText()));
    }

    /** All that is in force, by id, page by page. */
    private static Map<String, JsonNode> active(Bench bench, String channel) throws IOException {
        var alerts = new HashMap<String, JsonNode>();
        String after = "";
        for (int page = 0; page < PAGES; page++) {
            JsonNode answer = Expect.status(
                            bench.partner().get("/v1/alerts/active?max=100&channel=" + channel + after), 200)
                    .json();
            Expect.member(answer, "alerts", "the answer")
                    .forEach(item -> alerts.put(Bench.idOf(item), item.path("message")));
            if (!answer.hasNonNull("next")) {
                return alerts;
            }
            after = "&after=" + URLEncoder.encode(answer.path("next").asText(), StandardCharsets.UTF_8);
        }
        throw new Deviation("an end of the pages of alerts", "more than " + PAGES);
    }

    private static void asDelivered(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.ALERT);
        JsonNode item = bench.handOver(alert).get(0);
        JsonNode found = active(bench, alert)
                .orElseThrow(() -> new Deviation("the alert among those in force", "it is not there"));
        Expect.equal("data", item.path("message").path("data"), found.path("data"));
        Expect.equal("linknumber", item.path("message").path("linknumber"), found.path("linknumber"));
    }

    private static void cancelled(Bench bench) throws IOException {
        ObjectNode alert = posted(bench);
        OrderCases.takeBack(bench, alert);
        Expect.that(active(bench, alert).isEmpty(), "no cancelled alert among those in force", "the alert");
    }

    private static void expired(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.ALERT);
        alert.put("expires", bench.stamp().now().plus(SHORT).toString());
        bench.give(alert);
        bench.pause(SHORT.plusSeconds(2));
        Expect.that(active(bench, alert).isEmpty(), "no expired alert among those in force", "the alert");
    }

    private static void exercise(Bench bench) throws IOException {
        JsonNode item =
                bench.deliver(bench.exercise(), bench.message(Kind.EXERCISE)).get(0);
        bench.exercise().takeOver(item);
        Expect.that(
                !active(bench, "live").containsKey(Bench.idOf(item)),
                "no exercise among the alerts that are real",
                "the exercise");
    }
}
