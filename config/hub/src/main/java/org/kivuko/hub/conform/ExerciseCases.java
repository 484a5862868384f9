package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Exercises and tests, which never come among what is real. */
final class ExerciseCases {
    private static final Cite APART = Cite.channels(
            "exercise and test both use the queues under exercise. and GET /v1/inbox?channel=exercise (default live)");
    private static final Cite LINK = Cite.invariant("A link is sender, recipient, lane and channel (live or exercise)");
    private static final String REMEDY =
            "Keep exercise and test on queues of their own, which only channel=exercise reads.";
    private static final Need[] EXERCISE = {Need.PARTNER_KEY, Need.permitted(Kind.EXERCISE)};
    private static final Need[] TEST = {Need.PARTNER_KEY, Need.permitted(Kind.TEST)};
    private static final Need[] BOTH = {Need.PARTNER_KEY, Need.permitted(Kind.EXERCISE), Need.permitted(Kind.ALERT)};

    private ExerciseCases() {}

    static Topic topic() {
        return Topic.of(
                "Exercises and tests",
                Case.of(
                        "EXE-001",
                        "An exercise is handed over on the channel of exercises",
                        APART,
                        REMEDY,
                        bench -> arrives(bench, Kind.EXERCISE),
                        EXERCISE),
                Case.of(
                        "EXE-002",
                        "It says that it is one",
                        Cite.messages("status: actual (default), exercise, test"),
                        "Hand over status as it was sent.",
                        bench -> Expect.equal(
                                "status",
                                "exercise",
                                arrives(bench, Kind.EXERCISE)
                                        .path("message")
                                        .path("status")
                                        .asText()),
                        EXERCISE),
                Case.of(
                        "EXE-003",
                        "An exercise never comes into the live inbox",
                        APART,
                        REMEDY,
                        bench -> neverLive(bench, Kind.EXERCISE),
                        EXERCISE),
                Case.of(
                        "EXE-004",
                        "A test is handed over on the channel of exercises",
                        APART,
                        REMEDY,
                        bench -> arrives(bench, Kind.TEST),
                        TEST),
                Case.of(
                        "EXE-005",
                        "A test never comes into the live inbox",
                        APART,
                        REMEDY,
                        bench -> neverLive(bench, Kind.TEST),
                        TEST),
                Case.of(
                        "EXE-006",
                        "A live message never comes among exercises",
                        APART,
                        REMEDY,
                        ExerciseCases::liveStaysLive,
                        BOTH),
                Case.of(
                        "EXE-007",
                        "An exercise takes no number of the live link",
                        LINK,
                        "Number each channel by itself.",
                        ExerciseCases::numbersApart,
                        BOTH),
                Case.of(
                        "EXE-008",
                        "The channel is live where none is named",
                        APART,
                        "Read the live queues where the query names no channel.",
                        ExerciseCases::defaultIsLive,
                        BOTH),
                Case.of(
                        "EXE-009",
                        "A message without status is actual",
                        Cite.messages("status: actual (default)"),
                        "Take a message without status for an actual one.",
                        ExerciseCases::defaultIsActual,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)));
    }

    private static JsonNode arrives(Bench bench, Kind kind) throws IOException {
        JsonNode item = bench.deliver(bench.exercise(), bench.message(kind)).get(0);
        bench.exercise().takeOver(item);
        return item;
    }

    private static void neverLive(Bench bench, Kind kind) throws IOException {
        String id = bench.give(bench.message(kind));
        bench.judged(id);
        for (JsonNode item : bench.live().lease(100, "PT1S")) {
            Expect.that(
                    !Bench.idOf(item).equals(id),
                    "nothing of an exercise or test in the live inbox",
                    "the " + kind.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void liveStaysLive(Bench bench) throws IOException {
        String id = bench.give(bench.message(Kind.ALERT));
        bench.judged(id);
        for (JsonNode item : bench.exercise().lease(100, "PT1S")) {
            Expect.that(
                    !Bench.idOf(item).equals(id), "nothing that is real on the channel of exercises", "the live alert");
        }
        bench.live().await(1, item -> Bench.idOf(item).equals(id));
    }

    private static void numbersApart(Bench bench) throws IOException {
        ObjectNode before = bench.message(Kind.ALERT);
        bench.give(before);
        arrives(bench, Kind.EXERCISE);
        ObjectNode after = bench.message(Kind.ALERT);
        bench.give(after);
        List<String> ids = List.of(before.path("id").asText(), after.path("id").asText());
        List<JsonNode> items = bench.live().await(2, item -> ids.contains(Bench.idOf(item)));
        Expect.equal(
                "the link number after an exercise",
                items.get(0).path("linknumber").asLong() + 1,
                items.get(1).path("linknumber").asLong());
    }

    private static void defaultIsLive(Bench bench) throws IOException {
        String live = bench.give(bench.message(Kind.ALERT));
        String exercise = bench.give(bench.message(Kind.EXERCISE));
        bench.judged(live);
        bench.judged(exercise);
        String offered = Expect.status(bench.partner().get("/v1/inbox?max=100&wait=PT5S"), 200)
                .text();
        Expect.that(!offered.contains(exercise), "the live inbox without channel", "an exercise in it");
        Expect.that(offered.contains(live), "the live inbox without channel", "another one, or none");
        bench.live().acknowledge(itemOf(offered, live));
    }

    private static JsonNode itemOf(String offered, String id) {
        for (JsonNode item : Json.read(offered).path("deliveries")) {
            if (Bench.idOf(item).equals(id)) {
                return item;
            }
        }
        return Json.object();
    }

    private static void defaultIsActual(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.ALERT);
        message.remove("status");
        JsonNode item = bench.deliver(bench.live(), message).get(0);
        String status = item.path("message").path("status").asText("actual");
        Expect.equal("status", "actual", status);
    }
}
