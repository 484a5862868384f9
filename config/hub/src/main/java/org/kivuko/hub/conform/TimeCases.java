package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times and their zones. */
final class TimeCases {
    private static final Cite TIME =
            Cite.messages("time: RFC 3339 with offset; more than 5 minutes in the future is refused");
    private static final Cite EXPIRES = Cite.messages("expires: RFC 3339 with offset, after time");
    private static final ZoneOffset EAST = ZoneOffset.ofHours(3);

    private TimeCases() {}

    static Topic topic() {
        Wrong time = Wrong.alert(TIME);
        Wrong expires = Wrong.alert(EXPIRES);
        String instants = "Compare instants, never the texts in which they are written.";
        return Topic.of(
                "Times and zones",
                time.of(
                        "TIM-001",
                        "A time without offset is refused",
                        event -> event.put("time", event.path("time").asText().replace("Z", "")),
                        "/time"),
                time.of(
                        "TIM-002",
                        "A day that does not exist is refused",
                        event -> event.put("time", "2026-02-30T08:00:00Z"),
                        "/time"),
                time.of("TIM-003", "A day alone is no time", event -> event.put("time", "2026-11-01"), "/time"),
                time.of(
                        "TIM-004",
                        "Seconds since 1970 are no time",
                        event -> event.put("time", 1_790_000_000),
                        "/time"),
                time.of(
                        "TIM-005",
                        "A time ten minutes ahead is refused",
                        event -> move(event, "time", Duration.ofMinutes(10)),
                        "/time"),
                Case.of(
                        "TIM-006",
                        "A time four minutes ahead is taken",
                        TIME,
                        "Bear with clocks that go up to five minutes ahead.",
                        bench -> {
                            ObjectNode message = bench.alert();
                            move(message, "time", Duration.ofMinutes(4));
                            bench.decide(message);
                        },
                        Need.ADDRESSEE),
                time.of(
                        "TIM-007",
                        "Ten minutes ahead is ten minutes ahead in every zone",
                        event -> {
                            move(event, "time", Duration.ofMinutes(10));
                            zone(event, "time", ZoneOffset.ofHours(-8));
                        },
                        "/time"),
                expires.of(
                        "TIM-008",
                        "An end that is the beginning is refused",
                        event -> event.set("expires", event.get("time")),
                        "/expires"),
                expires.of(
                        "TIM-009",
                        "An end that looks later and is earlier in its zone is refused",
                        event -> {
                            move(event, "expires", Duration.ofHours(-2));
                            zone(event, "expires", ZoneOffset.ofHours(12));
                        },
                        "/expires"),
                Case.of(
                        "TIM-010",
                        "An end that looks earlier and is later in its zone is taken",
                        EXPIRES,
                        instants,
                        bench -> {
                            ObjectNode message = bench.alert();
                            zone(message, "time", ZoneOffset.ofHours(12));
                            zone(message, "expires", ZoneOffset.ofHours(-11));
                            bench.decide(message);
                        },
                        Need.ADDRESSEE),
                Wrong.alert(Cite.agreements("Reasons: … EXPIRED …"))
                        .of(
                                "TIM-011",
                                "What has ended already is refused",
                                "EXPIRED",
                                event -> {
                                    move(event, "time", Duration.ofHours(-3));
                                    move(event, "expires", Duration.ofHours(-2));
                                },
                                "/expires"),
                Case.of(
                        "TIM-012",
                        "Parts of a second are taken",
                        TIME,
                        "Take RFC 3339 with a fraction of one to nine digits.",
                        bench -> {
                            ObjectNode message = bench.alert();
                            message.put("time", message.path("time").asText().replace("Z", ".123456789Z"));
                            bench.decide(message);
                        },
                        Need.ADDRESSEE),
                Case.of(
                        "TIM-013",
                        "Times are handed over as the instants that were sent, in every zone",
                        TIME,
                        instants
                                + " Hand over time, expires and onset with an offset that makes them the instant that was sent.",
                        TimeCases::zonesCross,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "TIM-014",
                        "acceptedAt is an instant of now with offset",
                        Cite.http("202 with Location … and {id, source, acceptedAt, status}"),
                        "Set the clock of the target by a time service, and write acceptedAt as RFC 3339 with offset.",
                        TimeCases::acceptedNow,
                        Need.permitted(Kind.NOBODY)));
    }

    private static void move(ObjectNode event, String member, Duration by) {
        event.put(member, Instant.parse(event.path(member).asText()).plus(by).toString());
    }

    private static void zone(ObjectNode event, String member, ZoneOffset zone) {
        event.put(member, in(zone, Instant.parse(event.path(member).asText())));
    }

    /** With its seconds also where they are 0, as RFC 3339 wants them and {@code OffsetDateTime.toString} does not. */
    static String in(ZoneOffset zone, Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(zone));
    }

    private static void zonesCross(Bench bench) throws IOException {
        ObjectNode sent = bench.message(Kind.ALERT);
        zone(sent, "time", EAST);
        zone(sent, "expires", ZoneOffset.ofHoursMinutes(-3, -30));
        Wrong.data(sent)
                .put("onset", in(ZoneOffset.ofHoursMinutes(5, 45), bench.stamp().now()));
        JsonNode item = bench.deliver(bench.live(), sent).get(0);
        JsonNode got = item.path("message");
        bench.live().takeOver(item);
        Expect.equal("time, as an instant,", instant(sent.path("time")), instant(got.path("time")));
        Expect.equal("expires, as an instant,", instant(sent.path("expires")), instant(got.path("expires")));
        JsonNode onset = got.path("data").path("onset");
        Expect.equal("onset, as an instant,", instant(sent.path("data").path("onset")), instant(onset));
    }

    private static Instant instant(JsonNode text) {
        try {
            return OffsetDateTime.parse(text.asText()).toInstant();
        } catch (DateTimeException notOne) {
            throw new Deviation("an instant of RFC 3339 with offset", text.asText("none"));
        }
    }

    private static void acceptedNow(Bench bench) throws IOException {
        Reply reply = Expect.status(bench.post(bench.message(Kind.NOBODY)), 202);
        Instant accepted = instant(reply.json().path("acceptedAt"));
        Duration off = Duration.between(bench.stamp().now(), accepted).abs();
        Expect.that(
                off.compareTo(Duration.ofMinutes(5)) < 0,
                "acceptedAt within five minutes of this machine's clock",
                off + " off");
    }
}
