package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Obligations;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Passing;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/**
 * Until when an original is kept. Seen to fail with an alert that is kept for the given time alone, and with the first recipient's limit
 * taken for the last one's.
 */
class KeptForTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant MONTH_END = Instant.parse("2026-12-01T08:00:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofHours(1));

    private static final String ALERT =
            """
            {"msgType":"%s","alertType":"DOC-LOST","category":["Security"],"urgency":"Expected",
             "severity":"Moderate","certainty":"Observed"%s}
            """;

    private static Message alert(String msgType) {
        return message(
                "alert",
                Optional.of(MONTH_END),
                ALERT.formatted(msgType, msgType.equals("Alert") ? "" : ",\"references\":[\"KEN.DIS/m-0\"]"));
    }

    private static Message correction(Optional<Instant> expires) {
        return message(
                "correction",
                expires,
                """
                {"references":["KEN.DIS/m-0"],"reason":"error","replacementType":"kivuko.alert.v1","replacement":%s}
                """
                        .formatted(ALERT.formatted("Alert", "")));
    }

    private static Message recall(Optional<Instant> expires) {
        return message("recall", expires, "{\"references\":[\"KEN.DIS/m-0\"],\"reason\":\"error\"}");
    }

    private static Message message(String type, Optional<Instant> expires, String data) {
        String json =
                """
                {"specversion":"1.0","id":"m-1","source":"/agencies/KEN.DIS","type":"kivuko.%s.v1",
                 "time":"2026-10-31T08:00:00Z","to":"UGA","purpose":"crime",%s"data":%s}
                """
                        .formatted(
                                type,
                                expires.map(end -> "\"expires\":\"" + end + "\",")
                                        .orElse(""),
                                data);
        var reading = MessageJson.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Message>) reading).value();
    }

    private static Delivery delivery(Outcome outcome, Optional<Instant> retainUntil) {
        var recipient = AgencyId.of("UGA.DCIC");
        Ruling ruling = outcome == Outcome.REFUSED
                ? Ruling.refused(recipient, Code.NO_AGREEMENT, Handling.H0)
                : new Ruling(
                        recipient,
                        outcome,
                        Optional.empty(),
                        List.of("KEN-UGA.test@1/P"),
                        List.of("KEN-UGA.test@1"),
                        List.of(),
                        List.of(),
                        new Obligations(Handling.H0, Passing.PROHIBITED, Optional.empty(), retainUntil),
                        Optional.empty(),
                        Optional.empty());
        return new Delivery(UUID.randomUUID(), ruling);
    }

    private static Delivery released() {
        return delivery(Outcome.RELEASED, Optional.empty());
    }

    private static Delivery heldUntil(Instant until) {
        return delivery(Outcome.REDUCED, Optional.of(until));
    }

    private static Optional<Instant> kept(Message message, Delivery... deliveries) {
        return KeptFor.until(message, List.of(deliveries), NOW, WEEK);
    }

    @Test
    void whatIsInForceIsKeptAsLongAsItIsInForceAndEverythingElseForAWeek() {
        for (Message inForce : List.of(alert("Alert"), alert("Update"), correction(Optional.of(MONTH_END)))) {
            assertThat(kept(inForce, released())).contains(MONTH_END);
        }
        for (Message other : List.of(
                alert("Cancel"),
                alert("Ack"),
                correction(Optional.empty()),
                recall(Optional.empty()),
                recall(Optional.of(MONTH_END)))) {
            assertThat(kept(other, released())).contains(NOW.plus(WEEK));
        }
    }

    @Test
    void nothingIsKeptBeyondItsOwnEnd() {
        assertThat(kept(recall(Optional.of(SOON)), released())).contains(SOON);
        assertThat(kept(recall(Optional.of(NOW)), released())).isEmpty();
        assertThat(kept(correction(Optional.of(NOW.minusSeconds(1))), released()))
                .isEmpty();
    }

    @Test
    void itIsKeptNoLongerThanTheLastOfItsRecipientsMayHoldIt() {
        Instant later = SOON.plusSeconds(60);
        Delivery refused = delivery(Outcome.REFUSED, Optional.empty());
        for (Message message : List.of(alert("Alert"), recall(Optional.empty()))) {
            assertThat(kept(message, heldUntil(SOON))).contains(SOON);
            for (List<Delivery> order : orders(heldUntil(SOON), heldUntil(later), refused)) {
                assertThat(KeptFor.until(message, order, NOW, WEEK)).contains(later);
            }
            assertThat(kept(message, heldUntil(SOON), released())).isEqualTo(kept(message, released()));
            assertThat(kept(message, heldUntil(NOW))).isEmpty();
        }
        assertThat(kept(alert("Alert"), heldUntil(MONTH_END.plusSeconds(1)))).contains(MONTH_END);
    }

    /** Nobody knows yet how long whoever gets it may hold it. */
    @Test
    void whatIsHeldForAnOfficerIsKeptAsIfItWereForEver() {
        assertThat(kept(recall(Optional.empty()), heldUntil(SOON), delivery(Outcome.HELD, Optional.empty())))
                .contains(NOW.plus(WEEK));
    }

    @Test
    void whatCrossesToNobodyAndWhatNobodyMayAskForIsNotKept() {
        Delivery refused = delivery(Outcome.REFUSED, Optional.empty());
        assertThat(kept(alert("Alert"))).isEmpty();
        assertThat(kept(alert("Alert"), refused, refused)).isEmpty();
        assertThat(KeptFor.until(alert("Alert"), List.of(released()), NOW, Duration.ZERO))
                .isEmpty();
    }

    private static List<List<Delivery>> orders(Delivery one, Delivery two, Delivery three) {
        return Stream.of(List.of(one, two, three), List.of(two, one, three), List.of(three, two, one))
                .<List<Delivery>>map(ArrayList::new)
                .toList();
    }
}
