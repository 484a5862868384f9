package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.testkit.TestClock;

/**
 * What Ethiopia told Kenya of a document does not go on to Uganda unless Ethiopia consents, for as long as it consents, and to
 * whom; by both doors, under the shipped agreements.
 */
@Tag("slow")
class ConsentAcceptanceTest {
    private static final String REFUSED = "refused CONSENT_REQUIRED";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @SuppressWarnings("TimeInStaticInitializer") // the hub of this class lives from then on
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static TestHub hub;
    private static Talk talk;

    private final String number = "ZZ00003" + String.format("%02d", NUMBERS.incrementAndGet());

    @BeforeAll
    static void start() {
        hub = TestHub.start(CLOCK);
        talk = new Talk(hub, CLOCK);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Ethiopia's alert, which Kenya's immigration service has taken over. */
    private String received() {
        ObjectNode alert = Samples.example("eth-doc-stolen.json", CLOCK.instant());
        ((ObjectNode) alert.at("/data/subject/document")).put("number", number);
        talk.give(alert);
        assertThat(hub.desk("KEN.DIS").fetched(alert.get("id").asText())).isPresent();
        return Talk.key(alert);
    }

    /** Kenya's own alert to Uganda, on a document of this issuer and number. */
    private static ObjectNode own(String issuer, String number) {
        ObjectNode alert = Samples.stolenPassport(CLOCK.instant());
        ObjectNode subject = Talk.data(alert).putObject("subject");
        // The members in another order than they came.
        subject.putObject("document")
                .put("number", number)
                .put("issuer", issuer)
                .put("type", "PP");
        return alert;
    }

    /** The same content under another id, its number with the filler that stands for a space. */
    private ObjectNode passedOn() {
        return own("ETH", number.substring(0, 4) + "<" + number.substring(4));
    }

    private static ObjectNode consent(String sender, String to, String act, String content, String... recipients) {
        ObjectNode event = talk.about(sender, "consent", to, "border-check", content);
        var data = Talk.data(event).put("act", act);
        if (recipients.length > 0) {
            var list = data.putArray("recipients");
            for (String recipient : recipients) {
                list.add(recipient);
            }
        }
        return event;
    }

    private static ObjectNode grant(String content, Duration time, String... recipients) {
        ObjectNode event = consent("ETH.ICS", "KEN.DIS", "grant", content, recipients);
        Talk.data(event).put("until", CLOCK.instant().plus(time).toString());
        return event;
    }

    /** Seen to fail with withdrawals ignored. */
    @ParameterizedTest
    @EnumSource(Talk.DoorKind.class)
    void whatWasReceivedGoesOnWhileItsOriginatorConsentsAndNoLonger(Talk.DoorKind door) {
        // Given
        String content = received();

        // When: it is passed on without a word
        ObjectNode first = talk.give(passedOn(), door);

        // Then
        assertThat(talk.outcome(first, "UGA.DCIC")).isEqualTo(REFUSED);
        assertThat(talk.outcome(first, "UGA.UPF")).isEqualTo(REFUSED);
        assertThat(hub.desk("UGA.DCIC").fetched(first.get("id").asText())).isEmpty();

        // When: its originator is asked
        ObjectNode ask = talk.give(consent("KEN.DIS", "ETH.ICS", "ask", content, "UGA.DCIC"), door);

        // Then
        assertThat(hub.desk("ETH.ICS").fetched(ask.get("id").asText())).isPresent();
        assertThat(standing(ask)).isEqualTo("open");

        // When: it consents, for a day and for one agency
        ObjectNode grant = talk.give(grant(content, Duration.ofDays(1), "UGA.DCIC"), door);
        assertThat(hub.desk("KEN.DIS").fetched(grant.get("id").asText())).isPresent();
        ObjectNode second = talk.give(passedOn(), door);

        // Then
        assertThat(standing(ask)).isEqualTo("in-time");
        assertThat(talk.outcome(second, "UGA.DCIC")).isIn("released", "reduced");
        assertThat(talk.outcome(second, "UGA.UPF")).isEqualTo(REFUSED);
        assertThat(hub.desk("UGA.DCIC").fetched(second.get("id").asText())).isPresent();

        // When: it takes its consent back
        talk.give(consent("ETH.ICS", "KEN.DIS", "withdraw", content), door);
        ObjectNode third = talk.give(passedOn(), door);

        // Then
        assertThat(talk.outcome(third, "UGA.DCIC")).isEqualTo(REFUSED);
    }

    private static String standing(ObjectNode ask) {
        JsonNode clocks = talk.inThread("KEN.DIS", Talk.key(ask), Talk.key(ask)).get("clocks");
        assertThat(clocks).hasSize(1);
        assertThat(clocks.get(0).get("what").asText()).isEqualTo("answer");
        return clocks.get(0).get("standing").asText();
    }

    /** Seen to fail with the end of a grant ignored. */
    @Test
    void consentEndsWithItsTime() {
        // Given
        String content = received();
        talk.give(grant(content, Duration.ofHours(1), "UGA"));
        ObjectNode before = talk.give(passedOn());

        // When
        CLOCK.advance(Duration.ofHours(1));
        ObjectNode after = talk.give(passedOn());

        // Then
        assertThat(talk.outcome(before, "UGA.DCIC")).isIn("released", "reduced");
        assertThat(talk.outcome(before, "UGA.UPF")).isIn("released", "reduced");
        assertThat(talk.outcome(after, "UGA.DCIC")).isEqualTo(REFUSED);
    }

    @Test
    void whatOthersMayNotGrantIsNotGranted() {
        // Given
        String content = received();
        ObjectNode asIf = consent("KEN.DIS", "KEN.DIS ETH.ICS", "grant", content, "UGA");
        Talk.data(asIf).put("until", CLOCK.instant().plusSeconds(3600).toString());

        // When
        String answer = hub.desk("KEN.DIS").post(asIf).body();

        // Then
        assertThat(answer).contains("NOT_SENDER");
        assertThat(talk.outcome(talk.give(passedOn()), "UGA.DCIC")).isEqualTo(REFUSED);
    }

    /** Another document, the same words, the same holder's surname and nationality: nothing that was received. */
    @Test
    void whatIsAlikeWithoutBeingTheSameIsNotTakenForIt() {
        // Given
        received();
        ObjectNode alike = own("ETH", number + "9");
        Talk.data(alike)
                .set(
                        "texts",
                        Samples.example("eth-doc-stolen.json", CLOCK.instant()).at("/data/texts"));
        ObjectNode sameNumber = own("SDN", number);

        // When
        talk.give(alike);
        talk.give(sameNumber);

        // Then
        assertThat(talk.outcome(alike, "UGA.DCIC")).isIn("released", "reduced");
        assertThat(talk.outcome(sameNumber, "UGA.DCIC")).isIn("released", "reduced");
    }

    @Test
    void whatAnAgencyKnewBeforeIsItsOwn() {
        // Given
        ObjectNode known = talk.give(passedOn());
        received();

        // When
        ObjectNode again = talk.give(passedOn());

        // Then
        assertThat(talk.outcome(known, "UGA.DCIC")).isIn("released", "reduced");
        assertThat(talk.outcome(again, "UGA.DCIC")).isIn("released", "reduced");
    }
}
