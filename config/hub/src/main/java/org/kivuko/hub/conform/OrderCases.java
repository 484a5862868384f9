package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Order, lanes, link numbers and voids. */
final class OrderCases {
    private static final Cite ORDER = Cite.invariant(
            "I4 in order. Messages of one sender reach each recipient, within one lane, in the order of the sender's outbox of that lane.");
    private static final Cite NUMBERS =
            Cite.invariant("A link is sender, recipient, lane and channel; its deliveries carry gap-free numbers.");
    private static final Cite VOID = Cite.invariant(
            "A delivery that leaves an inbox before hand-over is replaced, in its place, by a void (kivuko.void.v1: the number and nothing else, the same for every cause).");
    private static final Cite LANES =
            Cite.channels("A right to urgent have: urgency Immediate, …, and messages that refer to an urgent one.");
    private static final Need[] LIVE = {Need.PARTNER_KEY, Need.permitted(Kind.ALERT)};
    private static final Need[] URGENT = {Need.PARTNER_KEY, Need.permitted(Kind.ALERT), Need.permitted(Kind.URGENT)};
    private static final Need[] REFUSED = {Need.PARTNER_KEY, Need.permitted(Kind.ALERT), Need.permitted(Kind.NOBODY)};

    private OrderCases() {}

    static Topic topic() {
        String order = "Keep the order of each sender's messages, from the post to the inbox.";
        String numbers =
                "Raise the number of the link by one for each delivery, and by nothing else; an epoch changes only when a ledger was restored.";
        return Topic.of(
                "Order, lanes and link numbers",
                Case.of(
                        "ORD-001",
                        "Five messages come in the order in which they were posted",
                        ORDER,
                        order,
                        OrderCases::inOrder,
                        LIVE),
                Case.of(
                        "ORD-002",
                        "Their link numbers follow one another",
                        NUMBERS,
                        numbers,
                        OrderCases::gapFree,
                        LIVE),
                Case.of(
                        "ORD-003",
                        "Delivery and message say the same lane and number",
                        Cite.messages(
                                "What the hub adds on delivery, as attributes: agreement, ruling, lane, linknumber, …"),
                        "Write lane and linknumber into the message as they stand beside it.",
                        OrderCases::twiceTheSame,
                        LIVE),
                Case.of(
                        "ORD-004",
                        "Messages of one link have one epoch",
                        Cite.messages("linkepoch (changes only when a ledger was restored)"),
                        numbers,
                        OrderCases::oneEpoch,
                        LIVE),
                Case.of(
                        "ORD-005",
                        "A message that is refused for the recipient takes no number",
                        Cite.invariant("Refused and held recipients take no number"),
                        numbers,
                        OrderCases::refusedTakeNone,
                        REFUSED),
                Case.of(
                        "ORD-006",
                        "What is urgent is offered first",
                        Cite.channels("HTTP … offers urgent first on the way out"),
                        "Offer the urgent lane before the bulk lane.",
                        OrderCases::urgentFirst,
                        URGENT),
                Case.of(
                        "ORD-007",
                        "Urgency Immediate travels in the urgent lane",
                        LANES,
                        "Give the urgent lane to whatever has a right to it, and to nothing else.",
                        bench -> lane(bench, Kind.URGENT, "urgent"),
                        URGENT),
                Case.of(
                        "ORD-008",
                        "All else travels in the bulk lane",
                        LANES,
                        "Give the urgent lane to whatever has a right to it, and to nothing else.",
                        bench -> lane(bench, Kind.ALERT, "bulk"),
                        LIVE),
                Case.of(
                        "ORD-009",
                        "Each lane has numbers of its own",
                        NUMBERS,
                        numbers,
                        OrderCases::numbersOfLanes,
                        URGENT),
                Case.of(
                        "ORD-010",
                        "A cancel travels in the lane of its alert",
                        Cite.invariant(
                                "an Update, Cancel, Ack or Error travels in the lane of the message it refers to"),
                        "Look up the lane of the message that is referred to.",
                        OrderCases::cancelIsUrgent,
                        URGENT),
                Case.of(
                        "ORD-011",
                        "A message that is recalled before it is fetched leaves a void in its place",
                        VOID,
                        "Put a void with the same number where a delivery leaves an inbox before it was handed over.",
                        OrderCases::recalled,
                        LIVE),
                Case.of(
                        "ORD-012",
                        "A void says its number and nothing else",
                        Cite.answers(
                                "A void has specversion id source type time lane linknumber linkepoch, source: /hub, no data."),
                        "Give a void these eight attributes and no others.",
                        OrderCases::nothingInVoid,
                        LIVE));
    }

    private static List<JsonNode> handed(Bench bench, Kind... kinds) throws IOException {
        var messages = new ArrayList<ObjectNode>();
        for (Kind kind : kinds) {
            messages.add(bench.message(kind));
        }
        return bench.handOver(messages.toArray(ObjectNode[]::new));
    }

    private static List<Long> numbers(List<JsonNode> items) {
        return items.stream().map(item -> item.path("linknumber").asLong()).toList();
    }

    private static void inOrder(Bench bench) throws IOException {
        var sent = new ArrayList<String>();
        var messages = new ObjectNode[5];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = bench.message(Kind.ALERT);
            sent.add(messages[i].path("id").asText());
        }
        List<JsonNode> items = bench.handOver(messages);
        Expect.equal(
                "the order of the posts", sent, items.stream().map(Bench::idOf).toList());
    }

    private static void follows(List<Long> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            long due = numbers.get(i - 1) + 1;
            Expect.that(
                    numbers.get(i) == due,
                    "link number " + due + " after " + numbers.get(i - 1),
                    String.valueOf(numbers.get(i)));
        }
    }

    private static void gapFree(Bench bench) throws IOException {
        List<Long> numbers = numbers(handed(bench, Kind.ALERT, Kind.ALERT, Kind.ALERT));
        Expect.that(numbers.get(0) >= 1, "link numbers from 1 on", String.valueOf(numbers.get(0)));
        follows(numbers);
    }

    private static void twiceTheSame(Bench bench) throws IOException {
        JsonNode item = handed(bench, Kind.ALERT).get(0);
        for (String name : List.of("lane", "linknumber")) {
            Expect.equal(
                    name + " in the message",
                    Expect.member(item, name, "a delivery"),
                    Expect.member(item.path("message"), name, "its message"));
        }
        Expect.equal("from", bench.sender().agency(), item.path("from").asText());
    }

    private static void oneEpoch(Bench bench) throws IOException {
        List<JsonNode> items = handed(bench, Kind.ALERT, Kind.ALERT);
        Expect.equal(
                "linkepoch of the second",
                Expect.member(items.get(0).path("message"), "linkepoch", "a message"),
                items.get(1).path("message").path("linkepoch"));
    }

    private static void refusedTakeNone(Bench bench) throws IOException {
        String before = bench.give(bench.message(Kind.ALERT));
        bench.judged(bench.give(bench.message(Kind.NOBODY)));
        String after = bench.give(bench.message(Kind.ALERT));
        follows(numbers(bench.takenOver(
                bench.live().await(2, item -> Set.of(before, after).contains(Bench.idOf(item))))));
    }

    private static void urgentFirst(Bench bench) throws IOException {
        List<JsonNode> items = handed(bench, Kind.ALERT, Kind.URGENT);
        Expect.equal(
                "the lanes in which they are offered",
                List.of("urgent", "bulk"),
                items.stream().map(item -> item.path("lane").asText()).toList());
    }

    private static void lane(Bench bench, Kind kind, String lane) throws IOException {
        Expect.equal("the lane", lane, handed(bench, kind).get(0).path("lane").asText());
    }

    private static void numbersOfLanes(Bench bench) throws IOException {
        List<JsonNode> items = handed(bench, Kind.ALERT, Kind.URGENT, Kind.ALERT, Kind.URGENT);
        for (String lane : List.of("bulk", "urgent")) {
            List<JsonNode> own = items.stream()
                    .filter(item -> item.path("lane").asText().equals(lane))
                    .toList();
            Expect.equal("deliveries in the lane " + lane, 2, own.size());
            follows(numbers(own));
        }
    }

    private static void cancelIsUrgent(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.URGENT);
        bench.handOver(alert);
        JsonNode item = takeBack(bench, alert);
        Expect.equal("the lane of the cancel", "urgent", item.path("lane").asText());
    }

    /** Takes an alert back, and hands that over where an agreement lets it cross. */
    static JsonNode takeBack(Bench bench, ObjectNode alert) throws IOException {
        String id = bench.give(cancel(bench, alert));
        JsonNode recipient = bench.outcome(id);
        if (recipient.path("outcome").asText().equals("refused")) {
            throw new Unasked("no agreement lets the Cancel of such an alert cross: "
                    + recipient.path("reason").asText());
        }
        return bench.takenOver(bench.live().await(1, item -> Bench.idOf(item).equals(id)))
                .get(0);
    }

    /** What takes an alert back. */
    private static ObjectNode cancel(Bench bench, ObjectNode alert) {
        ObjectNode cancel = bench.message(Kind.ALERT);
        ObjectNode data = cancel.putObject("data").put("msgType", "Cancel");
        data.set(
                "references",
                Json.list(bench.sender().agency() + "/" + alert.path("id").asText()));
        data.set("alertType", alert.path("data").path("alertType"));
        return cancel;
    }

    private static List<JsonNode> voided(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.ALERT);
        bench.give(alert);
        bench.judged(alert.path("id").asText());
        ObjectNode recall = bench.message(Kind.ALERT).put("type", "kivuko.recall.v1");
        recall.putObject("data")
                .put("reason", "error")
                .set(
                        "references",
                        Json.list(
                                bench.sender().agency() + "/" + alert.path("id").asText()));
        bench.give(recall);
        bench.status(alert.path("id").asText(), "recalled");
        bench.judged(recall.path("id").asText());
        return bench.takenOver(bench.live()
                .await(
                        2,
                        item -> isVoid(item)
                                || Bench.idOf(item).equals(recall.path("id").asText())));
    }

    private static boolean isVoid(JsonNode item) {
        return item.path("message").path("type").asText().equals("kivuko.void.v1");
    }

    private static void recalled(Bench bench) throws IOException {
        List<JsonNode> items = voided(bench);
        Expect.that(
                isVoid(items.get(0)),
                "a void before the recall",
                items.get(0).path("message").path("type").asText());
        follows(numbers(items));
    }

    private static void nothingInVoid(Bench bench) throws IOException {
        JsonNode message = voided(bench).get(0).path("message");
        var names = new TreeSet<String>();
        message.fieldNames().forEachRemaining(names::add);
        Expect.equal(
                "the attributes of a void",
                new TreeSet<>(Set.of("specversion", "id", "source", "type", "time", "lane", "linknumber", "linkepoch")),
                names);
        Expect.equal("source", "/hub", message.path("source").asText());
    }
}
