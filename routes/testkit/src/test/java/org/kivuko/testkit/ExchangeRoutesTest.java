package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Passage;
import org.kivuko.exchange.Warnings;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Lane;

class ExchangeRoutesTest extends RoutesTest {
    private static final Outbox URGENT = new Outbox(SmallWorld.KEN_DIS, Channel.LIVE, Lane.URGENT);
    private static final String RECEIPTS = "agency.KEN.DIS.receipts";

    private static String alert(String id) {
        return SmallWorld.stolenPassport(SmallWorld.KEN_DIS, id, "UGA", "\"msgType\":\"Alert\",");
    }

    private static String update(String id, String... references) {
        String list = String.join("\",\"", references);
        return SmallWorld.stolenPassport(
                SmallWorld.KEN_DIS, id, "UGA", "\"msgType\":\"Update\",\"references\":[\"" + list + "\"],");
    }

    @Test
    void releasesToOneReducesForAnotherAndTellsTheSender() {
        // When
        exchange(alert("m-1"));

        // Then
        assertThat(in("agency.UGA.UPF.inbox")).singleElement().satisfies(message -> {
            assertThat(message.at("/data/subject/document/number").asText()).isEqualTo("ZZ0000001");
            assertThat(message.get("to").asText()).isEqualTo("UGA.UPF");
            assertThat(message.get("agreement").asText()).isEqualTo("KEN-UGA.small@1");
            assertThat(message.get("linknumber").asLong()).isEqualTo(1);
            assertThat(message.get("lane").asText()).isEqualTo("bulk");
            assertThat(message.get("onward").asText()).isEqualTo("prohibited");
        });
        assertThat(in("agency.UGA.DCIC.inbox")).singleElement().satisfies(message -> assertThat(
                        message.at("/data/subject").isMissingNode())
                .isTrue());
        assertThat(in(RECEIPTS)).singleElement().satisfies(receipt -> assertThat(
                        receipt.at("/data/recipients").findValuesAsText("outcome"))
                .containsExactly("reduced", "released"));
        assertThat(left).hasSize(3);
    }

    @Test
    void numbersEachLinkWithoutAGap() {
        // When
        Stream.of("m-1", "m-2", "m-3").forEach(id -> exchange(alert(id)));

        // Then
        assertThat(in("agency.UGA.UPF.inbox"))
                .extracting(message -> message.get("linknumber").asLong())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void quarantinesWhatItCannotReadAndSaysSo() {
        // When
        exchange("{\"specversion\":");

        // Then
        assertThat(left).extracting(Parcel::queue).containsExactly(RECEIPTS, "hub.quarantine");
        assertThat(in(RECEIPTS).get(0).at("/data/code").asText()).isEqualTo("UNREADABLE");
        assertThat(ledger.counts()).containsEntry("quarantined", 1L);
    }

    @Test
    void turnsAwayWhatHasNotTheFormAndNamesEveryFault() {
        // When
        exchange(alert("m-1").replace("border-check", "curiosity").replace("PP", "??"));

        // Then
        assertThat(left).extracting(Parcel::queue).containsExactly(RECEIPTS);
        JsonNode data = in(RECEIPTS).get(0).get("data");
        assertThat(data.get("status").asText()).isEqualTo("refused");
        assertThat(data.get("errors").findValuesAsText("pointer")).contains("/purpose");
    }

    @Test
    void turnsAwayTheSourceOfAnotherAgency() {
        // When
        exchange(SmallWorld.stolenPassport(SmallWorld.KEN_KRA, "m-1", "UGA", "\"msgType\":\"Alert\","));

        // Then
        assertThat(in(RECEIPTS)).singleElement().satisfies(receipt -> assertThat(
                        receipt.at("/data/code").asText())
                .isEqualTo("NOT_SENDER"));
    }

    @Test
    void deliversTheSameMessageOnceAndAnswersTheSecondWithTheFirstReceipt() {
        // Given
        exchange(alert("m-1"));

        // When
        exchange(alert("m-1"));

        // Then
        assertThat(in("agency.UGA.UPF.inbox")).hasSize(1);
        assertThat(in(RECEIPTS)).extracting(receipt -> receipt.get("data")).satisfies(both -> assertThat(both.get(1))
                .isEqualTo(both.get(0)));
    }

    @Test
    void answersARepetitionWithTheFirstReceiptEvenAfterTheMessageExpired() {
        // Given
        exchange(alert("m-1"));
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));

        // When
        exchange(alert("m-1"));

        // Then
        assertThat(in(RECEIPTS).get(1).get("data"))
                .isEqualTo(in(RECEIPTS).get(0).get("data"));
        assertThat(in("agency.UGA.UPF.inbox")).hasSize(1);
    }

    @Test
    void refusesOtherContentUnderATakenKey() {
        // Given
        exchange(alert("m-1"));

        // When
        exchange(alert("m-1").replace("ZZ0000001", "ZZ0000002"));

        // Then
        assertThat(in("agency.UGA.UPF.inbox")).hasSize(1);
        assertThat(in(RECEIPTS).get(1).at("/data/code").asText()).isEqualTo("CONFLICT");
    }

    @Test
    void waitsForAnEarlierMessageOfTheSameBatchThatIsReferredTo() {
        // Given
        Passage first = pass(arrival(BULK, Door.BROKER, alert("m-1"), List.of()));

        // When
        Passage second = pass(arrival(BULK, Door.BROKER, update("m-2", "KEN.DIS/m-1"), List.of(first)));

        // Then
        assertThat(second).isInstanceOf(Passage.NeedsEarlier.class);
        release(first);
        release(pass(arrival(BULK, Door.BROKER, update("m-2", "KEN.DIS/m-1"), List.of())));
        assertThat(in("agency.UGA.UPF.inbox"))
                .extracting(message -> message.get("id").asText())
                .containsExactly("m-1", "m-2");
    }

    @Test
    void turnsAwayAReferenceToWhatTheSenderNeitherSentNorGot() {
        // When
        exchange(update("m-2", "UGA.UPF/x-1"));

        // Then
        assertThat(in(RECEIPTS).get(0).at("/data/code").asText()).isEqualTo("UNKNOWN_REFERENCE");
    }

    @Test
    void leavesOutReferencesToMessagesThatARecipientNeverGot() {
        // Given: the first alert goes to the police alone
        exchange(alert("m-1").replace("\"to\":\"UGA\"", "\"to\":\"UGA.UPF\""));
        exchange(alert("m-2"));

        // When
        exchange(update("m-3", "KEN.DIS/m-1", "KEN.DIS/m-2"));

        // Then
        assertThat(referencesOfLast("agency.UGA.UPF.inbox")).containsExactly("KEN.DIS/m-1", "KEN.DIS/m-2");
        assertThat(referencesOfLast("agency.UGA.DCIC.inbox")).containsExactly("KEN.DIS/m-2");
    }

    private List<String> referencesOfLast(String queue) {
        List<JsonNode> messages = in(queue);
        var references = new ArrayList<String>();
        messages.get(messages.size() - 1).at("/data/references").forEach(each -> references.add(each.asText()));
        return references;
    }

    @Test
    void movesToBulkWhatHasNoRightToTheUrgentLane() {
        // When
        Passage passage = pass(arrival(URGENT, Door.BROKER, alert("m-1"), List.of()));
        release(passage);

        // Then
        assertThat(left).singleElement().satisfies(parcel -> {
            assertThat(parcel.queue()).isEqualTo("agency.KEN.DIS.outbox");
            assertThat(parcel.properties()).containsEntry(Parcel.DOOR, "broker");
        });
    }

    @Test
    void refusesEveryRecipientOfAMessageThatExpiredOnItsWay() {
        // Given
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));

        // When
        release(pass(arrival(BULK, Door.HTTP, alert("m-1"), List.of())));

        // Then
        assertThat(left).extracting(Parcel::queue).containsExactly(RECEIPTS);
        assertThat(in(RECEIPTS).get(0).at("/data/recipients").findValuesAsText("reason"))
                .containsOnly("EXPIRED");
    }

    @Test
    void keepsWhatTheHubFailedOnForAnOperator() {
        // When
        var poison = new Arrival(
                BULK, alert("m-1").getBytes(StandardCharsets.UTF_8), "", Door.BROKER, List.of(), true, key -> false);
        release(pass(poison));

        // Then
        assertThat(left).extracting(Parcel::queue).containsExactly(RECEIPTS, "hub.quarantine");
    }

    /** Seen to fail with a recorder that leaves out the name which a copy had before. */
    @Test
    void countsHowOftenWhatFailsWentThroughTheHubBefore() {
        // Given
        byte[] rubbish = "{\"id\":".getBytes(StandardCharsets.UTF_8);
        release(pass(new Arrival(BULK, rubbish, "", Door.BROKER, List.of(), false, key -> false)));
        Optional<UUID> first = ledger.quarantine(1).get(0).copy();

        // When
        release(pass(new Arrival(BULK, rubbish, "", Door.BROKER, List.of(), false, true, first, key -> false)));

        // Then
        assertThat(ledger.quarantine(2)).extracting(row -> row.redriven()).containsExactly(1, 0);
    }

    @Test
    void sendsNothingOfTheSendersTransportAlong() {
        // When
        exchange(alert("m-1"));

        // Then
        assertThat(left).allSatisfy(parcel -> {
            assertThat(parcel.properties()).isEmpty();
            assertThat(parcel.contentType()).isEqualTo("application/cloudevents+json");
        });
    }

    @Test
    void namesInTheReceiptWhatTheHttpDoorFoundOddAndTook() {
        // Given
        var odd = new Fault("/data/texts/0", Code.CAP_18, "markup, taken as it is");
        var body = alert("m-1").getBytes(StandardCharsets.UTF_8);

        // When
        release(pass(new Arrival(
                BULK, body, "", Door.HTTP, Warnings.read(Warnings.text(List.of(odd))), false, key -> false)));

        // Then
        assertThat(in(RECEIPTS).get(0).at("/data/warnings/0/code").asText()).isEqualTo("CAP_18");
    }

    private void let(AgencyId recipient, long waiting) {
        var limit =
                new Quota(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(waiting));
        quotas.follow(new QuotaPlan(Quota.NONE, Map.of(recipient, limit)));
    }

    /** Seen to fail when the judging station did not ask for room, and when what was let in since the last count did not count. */
    @Test
    void refusesOneRecipientWhoHasTooMuchWaitingAndSaysWhenToTryAgain() {
        // Given
        let(SmallWorld.UGA_UPF, 3);
        room.counted(Map.of(SmallWorld.UGA_UPF, 2L));
        exchange(alert("m-1"));

        // When
        exchange(alert("m-2"));

        // Then
        assertThat(in("agency.UGA.UPF.inbox")).hasSize(1);
        assertThat(in("agency.UGA.DCIC.inbox")).hasSize(2);
        assertThat(in(RECEIPTS).get(1).at("/data/recipients"))
                .filteredOn(part -> part.get("agency").asText().equals("UGA.UPF"))
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.get("outcome").asText()).isEqualTo("refused");
                    assertThat(part.get("reason").asText()).isEqualTo("RECIPIENT_FULL");
                    assertThat(part.get("again").asText()).isEqualTo("2026-11-01T08:16:00.000Z");
                    assertThat(part.has("state")).isFalse();
                });
    }

    /** A refusal takes no number in the link, so that its recipient sees no gap. */
    @Test
    void goesOnWithTheNextNumberOnceThereIsRoom() {
        // Given
        let(SmallWorld.UGA_UPF, 1);
        exchange(alert("m-1"));
        exchange(alert("m-2"));

        // When
        room.counted(Map.of());
        exchange(alert("m-3"));

        // Then
        assertThat(in("agency.UGA.UPF.inbox"))
                .extracting(message -> message.get("linknumber").asLong())
                .containsExactly(1L, 2L);
    }

    private void allowUrgent(int perMinute) {
        var allowance = Optional.of(new Allowance(perMinute, Duration.ofMinutes(1)));
        quotas.follow(new QuotaPlan(
                new Quota(Optional.empty(), Optional.empty(), allowance, Optional.empty(), Optional.empty()),
                Map.of()));
    }

    private static String immediate(String id) {
        return alert(id).replace("\"Expected\"", "\"Immediate\"");
    }

    /** Seen to fail when the station did not ask for quotas, and when it asked for what the HTTP door had asked for. */
    @Test
    void turnsAwayAtTheBrokerDoorWhatIsOverTheQuotaAndSaysWhenItMayComeAgain() {
        // Given
        allowUrgent(1);

        // When
        exchange(URGENT, immediate("m-1"));
        exchange(URGENT, immediate("m-2"));
        release(URGENT, pass(arrival(URGENT, Door.HTTP, immediate("m-3"), List.of())));
        exchange(alert("m-4"));

        // Then
        assertThat(in(RECEIPTS))
                .extracting(receipt -> receipt.at("/data/id").asText() + " "
                        + receipt.at("/data/code").asText())
                .containsExactly("m-1 ", "m-2 RATE_EXCEEDED", "m-3 ", "m-4 ");
        assertThat(in(RECEIPTS).get(1).at("/data/errors/0/detail").asText()).contains("2026-11-01T08:02:00.000Z");
        assertThat(ledger.counts()).containsEntry("turned", 1L);
    }

    /** Seen to fail when what comes again was asked for again. */
    @Test
    void asksNoQuotaForWhatTheBrokerHandsOutOnceMore() {
        // Given
        allowUrgent(1);
        pass(arrival(URGENT, Door.BROKER, immediate("m-1"), List.of()));

        // When
        byte[] body = immediate("m-1").getBytes(StandardCharsets.UTF_8);
        Passage again = pass(
                new Arrival(URGENT, body, "", Door.BROKER, List.of(), false, true, Optional.empty(), key -> false));

        // Then
        assertThat(again).isInstanceOf(Passage.Addressed.class);
    }

    @Test
    void namesTheSenderOfEachDelivery() {
        exchange(alert("m-1"));
        assertThat(in("agency.UGA.UPF.inbox").get(0).get("source").asText())
                .isEqualTo(AgencyId.of("KEN.DIS").source());
    }
}
