package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Leases and acknowledgements. */
final class LeaseCases {
    private static final Cite LEASED =
            Cite.http("{deliveries: [{delivery, lane, linknumber, from, message}]}, leased for a minute; long poll");
    private static final Cite AGAIN = Cite.http(
            "an unacknowledged delivery comes again under the same id, before anything newer of its link; an acknowledged one never");
    private static final Cite ACK =
            Cite.answers("An ack is 204, also late or twice, for what was ever leased to the caller, else 404.");
    private static final Cite BOUNDS =
            Cite.answers("max 1 to 100, wait up to PT30S, default PT0S; outside: 400 SCHEMA_VIOLATION.");
    private static final Duration LEASE = Duration.ofSeconds(62);
    private static final Need[] LIVE = {Need.PARTNER_KEY, Need.permitted(Kind.ALERT)};

    private LeaseCases() {}

    static Topic topic() {
        String bounds = "Refuse what is out of bounds with 400 SCHEMA_VIOLATION; do not cut it down silently.";
        return Topic.of(
                "Leases and acknowledgements",
                Case.of(
                        "LSE-001",
                        "A leased delivery is not handed out a second time",
                        LEASED,
                        "Lease what you hand out for a minute, to nobody else meanwhile.",
                        LeaseCases::notTwice,
                        LIVE),
                Case.of(
                        "LSE-002",
                        "An acknowledged delivery never comes again",
                        AGAIN,
                        "Record the acknowledgement before you answer 204.",
                        LeaseCases::neverAgain,
                        LIVE),
                Case.of(
                        "LSE-003",
                        "A second acknowledgement is 204, too",
                        ACK,
                        "Answer 204 to every acknowledgement of what was ever leased to the caller.",
                        LeaseCases::twice,
                        LIVE),
                Case.of(
                        "LSE-004",
                        "A delivery that never was cannot be acknowledged",
                        ACK,
                        "Answer 404 NOT_FOUND to acknowledgements of what was not leased to the caller.",
                        bench -> Expect.refused(
                                bench.partner().post("/v1/inbox/" + bench.freshId() + "/ack"), 404, "NOT_FOUND"),
                        Need.PARTNER_KEY),
                Case.of(
                        "LSE-005",
                        "Nobody acknowledges for another",
                        ACK,
                        "Answer 404 NOT_FOUND to acknowledgements of what was not leased to the caller.",
                        LeaseCases::forAnother,
                        LIVE),
                Case.of(
                        "LSE-006",
                        "The acknowledgement stands in the sender's status",
                        Cite.http("state: queued, fetched, acknowledged"),
                        "Record the acknowledgement before you answer 204.",
                        LeaseCases::recorded,
                        LIVE),
                Case.of(
                        "LSE-007",
                        "No more are handed out than were asked for",
                        BOUNDS,
                        "Hand out at most max deliveries.",
                        LeaseCases::most,
                        LIVE),
                Case.of(
                        "LSE-008",
                        "Deliveries of a link may be leased together, in their order",
                        Cite.answers("Deliveries of a link may be leased together"),
                        "Hand out as many of a link as were asked for, oldest first.",
                        LeaseCases::together,
                        LIVE),
                outside("LSE-009", "A max of 0 is refused", "max=0", bounds),
                outside("LSE-010", "A max of 101 is refused", "max=101", bounds),
                outside("LSE-011", "A max that is no number is refused", "max=all", bounds),
                outside("LSE-012", "A wait of 31 seconds is refused", "wait=PT31S", bounds),
                outside("LSE-013", "A wait below nothing is refused", "wait=-PT1S", bounds),
                outside("LSE-014", "A wait that is no duration is refused", "wait=5", bounds),
                outside("LSE-015", "A channel that nobody knows is refused", "channel=rumours", bounds),
                Case.of(
                        "LSE-016",
                        "Whoever waits at an empty inbox is answered after that time",
                        LEASED,
                        "Hold the answer back until something comes or the time is over.",
                        LeaseCases::waits,
                        Need.PARTNER_KEY),
                Case.of(
                        "LSE-017",
                        "Whoever waits is answered as soon as something comes",
                        LEASED,
                        "Answer a call that waits as soon as there is a delivery.",
                        LeaseCases::answeredAtOnce,
                        LIVE),
                Case.of(
                        "LSE-018",
                        "Whoever does not wait is answered at once",
                        BOUNDS,
                        "Answer without wait at once, empty where nothing is there.",
                        LeaseCases::atOnce,
                        Need.PARTNER_KEY),
                Case.of(
                        "LSE-019",
                        "What is not acknowledged comes again after a minute, under the same id and before anything newer",
                        AGAIN,
                        "When a lease has run out, hand the delivery out again, the same in everything, before newer ones of its link.",
                        LeaseCases::comesAgain,
                        LIVE),
                Case.of(
                        "LSE-020",
                        "A late acknowledgement counts",
                        ACK,
                        "Take acknowledgements after the lease has run out as well; the delivery does not come again.",
                        LeaseCases::late,
                        LIVE));
    }

    private static Case outside(String id, String title, String query, String remedy) {
        return Case.of(
                id,
                title,
                BOUNDS,
                remedy,
                bench -> Expect.refused(bench.partner().get("/v1/inbox?" + query), 400, "SCHEMA_VIOLATION"),
                Need.PARTNER_KEY);
    }

    private static JsonNode leased(Bench bench) throws IOException {
        return bench.deliver(bench.live(), bench.message(Kind.ALERT)).get(0);
    }

    private static void absent(Bench bench, JsonNode item, String when) throws IOException {
        for (JsonNode other : bench.live().lease(100, "PT0.5S")) {
            Expect.that(
                    !Bench.idOf(other).equals(Bench.idOf(item)), "no such delivery " + when, "the same message again");
        }
    }

    private static void notTwice(Bench bench) throws IOException {
        absent(bench, leased(bench), "while it is leased");
    }

    private static void neverAgain(Bench bench) throws IOException {
        JsonNode item = leased(bench);
        bench.live().takeOver(item);
        absent(bench, item, "after it was acknowledged");
    }

    private static void twice(Bench bench) throws IOException {
        JsonNode item = leased(bench);
        Expect.status(bench.live().acknowledge(item), 204);
        Expect.status(bench.live().acknowledge(item), 204);
    }

    private static void forAnother(Bench bench) throws IOException {
        JsonNode item = leased(bench);
        Expect.refused(bench.sender().post("/v1/inbox/" + item.path("delivery").asText() + "/ack"), 404, "NOT_FOUND");
        Expect.equal(
                "the state that the sender sees",
                "fetched",
                bench.outcome(Bench.idOf(item)).path("state").asText());
    }

    private static void recorded(Bench bench) throws IOException {
        JsonNode item = leased(bench);
        bench.live().takeOver(item);
        Expect.equal(
                "the state right after the acknowledgement",
                "acknowledged",
                bench.outcome(Bench.idOf(item)).path("state").asText());
    }

    private static void most(Bench bench) throws IOException {
        for (int i = 0; i < 3; i++) {
            bench.judged(bench.give(bench.message(Kind.ALERT)));
        }
        bench.pause(Duration.ofMillis(500));
        int handed = bench.live().lease(2, "PT5S").size();
        Expect.that(handed <= 2, "at most 2 deliveries of 3 with max=2", handed + " deliveries");
    }

    private static void together(Bench bench) throws IOException {
        var first = bench.message(Kind.ALERT);
        var second = bench.message(Kind.ALERT);
        bench.judged(bench.give(first));
        bench.judged(bench.give(second));
        bench.pause(Duration.ofMillis(500));
        List<String> got = bench.live().lease(100, "PT5S").stream()
                .map(Bench::idOf)
                .filter(id -> id.equals(first.path("id").asText())
                        || id.equals(second.path("id").asText()))
                .toList();
        Expect.equal(
                "both, the older first,",
                List.of(first.path("id").asText(), second.path("id").asText()),
                got);
    }

    private static void waits(Bench bench) throws IOException {
        bench.live().empty();
        long begin = System.nanoTime();
        Expect.status(bench.partner().get("/v1/inbox?wait=PT2S"), 200);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Expect.that(took.toMillis() >= 1500, "an answer after about 2 seconds", "one after " + took.toMillis() + " ms");
    }

    private static void atOnce(Bench bench) throws IOException {
        long begin = System.nanoTime();
        Expect.status(bench.partner().get("/v1/inbox?channel=exercise"), 200);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Expect.that(took.toSeconds() < 10, "an answer at once", "one after " + took.toSeconds() + " s");
    }

    private static void answeredAtOnce(Bench bench) throws IOException {
        bench.live().empty();
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return bench.live().lease(1, "PT25S");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        bench.pause(Duration.ofMillis(300));
        long begin = System.nanoTime();
        ObjectNode message = bench.message(Kind.ALERT);
        bench.give(message);
        List<JsonNode> items = waiting.join();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Expect.that(
                took.toSeconds() < 15 && items.size() == 1,
                "the delivery soon after the post",
                items.size() + " after " + took.toSeconds() + " s");
    }

    private static void comesAgain(Bench bench) throws IOException {
        JsonNode first = leased(bench);
        ObjectNode newer = bench.message(Kind.ALERT);
        bench.judged(bench.give(newer));
        bench.pause(LEASE);
        String id = Bench.idOf(first);
        List<JsonNode> items = bench.live()
                .await(
                        2,
                        item -> Bench.idOf(item).equals(id)
                                || Bench.idOf(item).equals(newer.path("id").asText()));
        JsonNode again = items.get(0);
        Expect.equal("first of all the one whose lease has run out", id, Bench.idOf(again));
        Expect.equal(
                "its delivery",
                first.path("delivery").asText(),
                again.path("delivery").asText());
        Expect.that(
                first.path("message").equals(again.path("message")),
                "the same message, link number included",
                "another one");
    }

    private static void late(Bench bench) throws IOException {
        JsonNode item = leased(bench);
        bench.pause(LEASE);
        Expect.status(bench.live().acknowledge(item), 204);
        absent(bench, item, "after it was acknowledged late");
    }
}
