package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;

class SenderViewTest {
    private static final Instant JUDGED = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-01T09:00:00Z");

    private static MessageStatus.Recipient recipient(Outcome outcome, DeliveryState state) {
        return recipient(outcome, outcome == Outcome.HELD ? Code.REVIEW_REQUIRED : Code.PROHIBITED, state);
    }

    private static MessageStatus.Recipient recipient(Outcome outcome, Code reason, DeliveryState state) {
        return new MessageStatus.Recipient(
                UUID.randomUUID(),
                AgencyId.of("UGA.DCIC"),
                outcome,
                outcome == Outcome.REFUSED || outcome == Outcome.HELD ? Optional.of(reason) : Optional.empty(),
                List.of("KEN-UGA.osbp@3/K-U-1"),
                outcome == Outcome.REDUCED ? List.of("subject.person.surname") : List.of(),
                List.of(),
                JUDGED,
                Optional.ofNullable(state),
                LATER);
    }

    private static JsonNode view(boolean person, MessageStatus.Recipient recipient) {
        var key = new MessageKey(AgencyId.of("KEN.DIS"), "m-1");
        return SenderView.of(new MessageStatus(key, person, JUDGED, true, List.of(recipient)))
                .get("recipients")
                .get(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"RELEASED", "REDUCED", "HELD"})
    void readsTheSameForWhateverBecameOfAMessageWithAPerson(Outcome outcome) {
        // Given
        JsonNode released = view(true, recipient(Outcome.RELEASED, DeliveryState.QUEUED));

        // When
        JsonNode seen = view(true, recipient(outcome, outcome == Outcome.HELD ? null : DeliveryState.QUEUED));

        // Then
        assertThat(seen).isEqualTo(released);
        assertThat(seen.toString())
                .isEqualTo("{\"agency\":\"UGA.DCIC\",\"outcome\":\"processed\",\"state\":\"queued\","
                        + "\"at\":\"2026-11-01T08:00:00.000Z\"}");
    }

    @Test
    void showsWhatWasRemovedWhereNobodyIsConcerned() {
        JsonNode seen = view(false, recipient(Outcome.REDUCED, DeliveryState.FETCHED));
        assertThat(seen.get("outcome").asText()).isEqualTo("reduced");
        assertThat(seen.get("removed").toString()).isEqualTo("[\"subject.person.surname\"]");
        assertThat(seen.get("state").asText()).isEqualTo("fetched");
        assertThat(seen.get("at").asText()).isEqualTo("2026-11-01T09:00:00.000Z");
    }

    @Test
    void showsARefusalWithItsReasonAndWithoutAState() {
        JsonNode seen = view(true, recipient(Outcome.REFUSED, null));
        assertThat(seen.get("outcome").asText()).isEqualTo("refused");
        assertThat(seen.get("reason").asText()).isEqualTo("PROHIBITED");
        assertThat(seen.has("state")).isFalse();
    }

    private static JsonNode viewOfWhatWasRecalled(MessageStatus.Recipient recipient) {
        var key = new MessageKey(AgencyId.of("KEN.DIS"), "m-1");
        var status = new MessageStatus(
                key, true, false, Discretion.Extent.NOBODY, JUDGED, true, List.of(recipient), Optional.of(LATER));
        return SenderView.of(status).get("recipients").get(0);
    }

    private static MessageStatus.Recipient wasHeld(Outcome outcome, Code reason, DeliveryState state) {
        var plain = recipient(outcome, state);
        return new MessageStatus.Recipient(
                plain.ruling(),
                plain.agency(),
                outcome,
                Optional.ofNullable(reason),
                List.of(),
                List.of(),
                List.of(),
                JUDGED,
                plain.state(),
                LATER.plusSeconds(7),
                true,
                outcome == Outcome.REFUSED,
                false);
    }

    /** Seen to fail with a view that knows nothing of recalls: what was held reads queued, what waited reads recalled. */
    @Test
    void doesNotTellWhatWaitedFromWhatWasHeldOnceItIsRecalled() {
        // Given
        JsonNode waited = viewOfWhatWasRecalled(wasHeld(Outcome.RELEASED, null, DeliveryState.RECALLED));

        // When, Then
        assertThat(waited.toString())
                .isEqualTo("{\"agency\":\"UGA.DCIC\",\"outcome\":\"processed\",\"state\":\"recalled\","
                        + "\"at\":\"2026-11-01T09:00:00.000Z\"}");
        assertThat(viewOfWhatWasRecalled(wasHeld(Outcome.REFUSED, Code.RECALLED, null)))
                .isEqualTo(waited);
        assertThat(viewOfWhatWasRecalled(wasHeld(Outcome.REFUSED, Code.REVIEW_REQUIRED, null)))
                .isEqualTo(waited);
        assertThat(viewOfWhatWasRecalled(wasHeld(Outcome.HELD, Code.REVIEW_REQUIRED, null)))
                .isEqualTo(waited);
        assertThat(viewOfWhatWasRecalled(recipient(Outcome.RELEASED, DeliveryState.ACKNOWLEDGED))
                        .get("state")
                        .asText())
                .isEqualTo("acknowledged");
    }

    @Test
    void doesNotTellFromARecallForWhomTheMessageWasHeld() {
        // Given
        var held = recipient(Outcome.REFUSED, null);
        var recalled = new MessageStatus.Recipient(
                held.ruling(),
                held.agency(),
                Outcome.REFUSED,
                Optional.of(Code.RECALLED),
                List.of(),
                List.of(),
                List.of(),
                JUDGED,
                Optional.empty(),
                JUDGED);

        // When
        JsonNode seen = view(true, recalled);

        // Then
        assertThat(seen).isEqualTo(view(true, recipient(Outcome.RELEASED, DeliveryState.QUEUED)));
        assertThat(view(false, recalled).get("reason").asText()).isEqualTo("RECALLED");
    }

    @Test
    void showsWhenAMessageWithAPersonWasFetched() {
        JsonNode seen = view(true, recipient(Outcome.REDUCED, DeliveryState.ACKNOWLEDGED));
        assertThat(seen.get("outcome").asText()).isEqualTo("processed");
        assertThat(seen.get("state").asText()).isEqualTo("acknowledged");
    }

    /** Of what a register may be asked about, what became of it would show by its absence: no state is shown at all. */
    @ParameterizedTest
    @EnumSource(names = {"FETCHED", "ACKNOWLEDGED", "ANSWERED", "RETURNED", "EXPIRED"})
    void whatARegisterMayBeAskedAboutNeverMovesAbroad(DeliveryState state) {
        // Given
        var moved = recipient(Outcome.RELEASED, state);
        var key = new MessageKey(AgencyId.of("KEN.DIS"), "m-1");
        var ofOwnState = new MessageKey(AgencyId.of("UGA.UPF"), "m-1");

        // When
        JsonNode abroad = SenderView.recipients(new MessageStatus(
                        key, true, false, Discretion.Extent.ABROAD, JUDGED, true, List.of(moved), Optional.empty()))
                .get(0);
        JsonNode atHome = SenderView.recipients(new MessageStatus(
                        ofOwnState,
                        true,
                        false,
                        Discretion.Extent.ABROAD,
                        JUDGED,
                        true,
                        List.of(moved),
                        Optional.empty()))
                .get(0);

        // Then
        assertThat(abroad).isEqualTo(view(true, recipient(Outcome.HELD, null)));
        assertThat(atHome.get("state").asText()).isEqualTo(state.code());
    }

    /** What the recipient has told the sender is the hub's secret no more. */
    @Test
    void whatItsRecipientHasAnsweredReadsSoAbroadToo() {
        // Given
        var answered = told(recipient(Outcome.RELEASED, DeliveryState.ANSWERED));
        var key = new MessageKey(AgencyId.of("KEN.DIS"), "m-1");

        // When
        JsonNode seen = SenderView.recipients(new MessageStatus(
                        key, true, false, Discretion.Extent.ABROAD, JUDGED, true, List.of(answered), Optional.empty()))
                .get(0);

        // Then
        assertThat(seen.get("outcome").asText()).isEqualTo("processed");
        assertThat(seen.get("state").asText()).isEqualTo("answered");
        assertThat(seen.get("at").asText()).isEqualTo("2026-11-01T09:00:00.000Z");
    }

    private static MessageStatus.Recipient told(MessageStatus.Recipient part) {
        return new MessageStatus.Recipient(
                part.ruling(),
                part.agency(),
                part.outcome(),
                part.reason(),
                part.rules(),
                part.removed(),
                part.transformed(),
                part.judgedAt(),
                part.state(),
                part.stateAt(),
                part.shownToSender(),
                part.wasHeld(),
                true);
    }

    private static MessageStatus.Recipient refusedAfterReview(boolean shown) {
        MessageStatus.Recipient refused = recipient(Outcome.REFUSED, Code.REVIEW_REQUIRED, null);
        return new MessageStatus.Recipient(
                refused.ruling(),
                refused.agency(),
                refused.outcome(),
                refused.reason(),
                refused.rules(),
                refused.removed(),
                refused.transformed(),
                refused.judgedAt(),
                refused.state(),
                refused.stateAt(),
                shown,
                true,
                false);
    }

    @Test
    void doesNotShowThatAMessageWithAPersonWasHeldOnceItIsRefused() {
        // When
        JsonNode seen = view(true, refusedAfterReview(true));

        // Then
        assertThat(seen).isEqualTo(view(true, recipient(Outcome.RELEASED, DeliveryState.QUEUED)));
        assertThat(view(false, refusedAfterReview(true)).get("reason").asText()).isEqualTo("REVIEW_REQUIRED");
    }

    @Test
    void doesNotShowWhoGotACopy() {
        assertThat(view(false, refusedAfterReview(false))).isNull();
    }

    /** Seen to fail with the state shown: a sender could tell whom a protection found after the message was released. */
    @Test
    void whatAProtectionTookOutOfAnInboxReadsAsIfItWaited() {
        // Given
        var waits = recipient(Outcome.RELEASED, DeliveryState.QUEUED);
        var taken = new MessageStatus.Recipient(
                UUID.randomUUID(),
                waits.agency(),
                Outcome.RELEASED,
                Optional.of(Code.NOT_DELIVERABLE),
                waits.rules(),
                waits.removed(),
                waits.transformed(),
                JUDGED,
                Optional.of(DeliveryState.RETURNED),
                LATER,
                true,
                false,
                false);

        // When, Then
        assertThat(view(true, taken)).isEqualTo(view(true, waits));
    }
}
