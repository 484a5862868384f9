package org.kivuko.hub.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.hub.client.HubClient;

/**
 * Each thing that a hub may do wrong is written down as such. Seen to fail with books that knew deliveries alone by their message, that
 * took a void for a gap, and that forgot what was acknowledged.
 */
class BooksTest {
    private static final HubClient.Answer TAKEN = new HubClient.Answer(204, "", Optional.empty());
    private final Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Books books = new Books();

    private static JsonNode delivery(String name, String id, long number) {
        ObjectNode delivery = JsonNodeFactory.instance
                .objectNode()
                .put("delivery", name)
                .put("lane", "bulk")
                .put("linknumber", number)
                .put("from", "KEN.DIS");
        delivery.putObject("message").put("id", id).put("linknumber", number).put("linkepoch", 1);
        return delivery;
    }

    private static JsonNode emptyPlace(String name, long number) {
        ObjectNode delivery = JsonNodeFactory.instance
                .objectNode()
                .put("delivery", name)
                .put("lane", "bulk")
                .put("linknumber", number);
        delivery.putObject("message")
                .put("id", name)
                .put("lane", "bulk")
                .put("linknumber", number)
                .put("linkepoch", 1);
        return delivery;
    }

    private long kept(Promise promise) {
        return tally(promise).kept();
    }

    private long broken(Promise promise) {
        return tally(promise).broken();
    }

    private Books.Tally tally(Promise promise) {
        return books.account().promises().getOrDefault(promise, Books.Tally.NONE);
    }

    @Test
    void whatComesInOrderAndOnceBreaksNothing() {
        for (int i = 1; i <= 5; i++) {
            books.handed(delivery("d-" + i, "m-" + i, i), now);
            books.acknowledged("d-" + i, TAKEN);
        }
        books.close(true);

        assertThat(books.account().fine()).isTrue();
        assertThat(books.account().delivered()).isEqualTo(5);
        assertThat(kept(Promise.LEAVES_NO_GAP)).isOne();
        assertThat(kept(Promise.KEEPS_ORDER)).isEqualTo(5);
    }

    @Test
    void aMessageUnderTwoDeliveriesIsDoubled() {
        books.handed(delivery("d-1", "m-1", 1), now);
        books.handed(delivery("d-2", "m-1", 2), now);

        assertThat(broken(Promise.DELIVERS_ONCE)).isOne();
        assertThat(tally(Promise.DELIVERS_ONCE).firstBroken()).contains("KEN.DIS/m-1");
        assertThat(books.account().delivered()).isOne();
    }

    @Test
    void aNumberThatIsMissingIsAGapUnlessAVoidStandsInItsPlace() {
        books.handed(delivery("d-1", "m-1", 1), now);
        books.handed(emptyPlace("d-2", 2), now);
        books.handed(delivery("d-3", "m-3", 3), now);
        assertThat(books.account().gaps()).isZero();

        books.handed(delivery("d-6", "m-6", 6), now);
        books.close(true);
        assertThat(books.account().gaps()).isEqualTo(2);
        assertThat(broken(Promise.LEAVES_NO_GAP)).isOne();
    }

    @Test
    void aLowerNumberAfterAHigherOneIsOutOfOrderUnlessItIsOfATimeBefore() {
        books.handed(delivery("d-5", "m-5", 5), now);
        books.handed(delivery("d-7", "m-7", 7), now);
        books.handed(delivery("d-6", "m-6", 6), now);
        assertThat(broken(Promise.KEEPS_ORDER)).isOne();

        books.handed(delivery("d-2", "m-2", 2), now);
        assertThat(broken(Promise.KEEPS_ORDER)).isOne();
        assertThat(books.account().gaps()).isZero();
    }

    @Test
    void whatWasAcknowledgedDoesNotComeAgainAndWhatWasNotDoes() {
        books.handed(delivery("d-1", "m-1", 1), now);
        assertThat(books.handed(delivery("d-1", "m-1", 1), now)).isTrue();
        assertThat(kept(Promise.COMES_AGAIN)).isOne();
        assertThat(books.inHand(now.plusSeconds(1))).isOne();

        books.acknowledged("d-1", TAKEN);
        books.acknowledged("d-1", TAKEN);
        assertThat(books.inHand(now.plusSeconds(1))).isZero();
        assertThat(kept(Promise.TAKES_ACKNOWLEDGEMENT)).isEqualTo(2);
        assertThat(books.account().fine()).isTrue();

        books.handed(delivery("d-1", "m-1", 1), now);
        assertThat(broken(Promise.NEVER_AFTERWARDS)).isOne();
        assertThat(books.account().handedAgain()).isEqualTo(2);
    }

    @Test
    void nothingNewerOvertakesWhatIsDueAgain() {
        books.handed(delivery("d-1", "m-1", 1), now);
        books.handed(delivery("d-2", "m-2", 2), now.plusSeconds(30));
        assertThat(broken(Promise.NOTHING_NEWER_FIRST)).isZero();

        books.handed(delivery("d-3", "m-3", 3), now.plusSeconds(90));
        assertThat(broken(Promise.NOTHING_NEWER_FIRST)).isOne();
    }

    @Test
    void oneReceiptForEachMessageThatWasAccepted() {
        accept("sim-1");
        accept("sim-2");
        ObjectNode status =
                JsonNodeFactory.instance.objectNode().put("id", "sim-1").put("status", "judged");
        books.receipt("r-1", status, now);
        books.receipt("r-1", status, now);
        books.receipt("r-9", JsonNodeFactory.instance.objectNode().put("id", "of somebody else"), now);
        assertThat(books.withoutReceipt()).containsExactly("sim-2");

        books.close(true);
        assertThat(kept(Promise.GIVES_ONE_RECEIPT)).isOne();
        assertThat(broken(Promise.GIVES_ONE_RECEIPT)).isOne();
        assertThat(tally(Promise.GIVES_ONE_RECEIPT).firstBroken()).isEqualTo("none in time of sim-2");
    }

    @Test
    void aSecondReceiptIsOneTooManyAndOneMayComeBeforeTheAnswerThatWasLost() {
        ObjectNode status =
                JsonNodeFactory.instance.objectNode().put("id", "sim-1").put("status", "judged");
        books.receipt("r-1", status, now);
        accept("sim-1");
        assertThat(books.withoutReceipt()).isEmpty();

        books.receipt("r-2", status, now);
        books.close(true);
        assertThat(broken(Promise.GIVES_ONE_RECEIPT)).isOne();
    }

    @Test
    void whoLooksAtSignaturesLooksAtAll() {
        books.brokenSignatureTaken();
        books.close(false);
        assertThat(tally(Promise.REFUSES_BROKEN_SIGNATURE)).isEqualTo(Books.Tally.NONE);

        books.promise(Promise.REFUSES_BROKEN_SIGNATURE, true, "");
        books.close(false);
        assertThat(broken(Promise.REFUSES_BROKEN_SIGNATURE)).isOne();
    }

    private void accept(String id) {
        books.answered(
                id,
                new HubClient.Answer(202, "{\"acceptedAt\":\"2026-11-23T08:00:00Z\"}", Optional.empty()),
                Duration.ofMillis(3),
                now);
    }

    @Test
    void refusalsAreCountedByTheirCode() {
        accept("m-1");
        books.answered(
                "m-2",
                new HubClient.Answer(409, "{\"code\":\"CONFLICT\"}", Optional.empty()),
                Duration.ofMillis(5),
                now);

        Account account = books.account();
        assertThat(account.posted()).isEqualTo(2);
        assertThat(account.accepted()).isOne();
        assertThat(account.refusals()).containsEntry("409 CONFLICT", 1L);
        assertThat(account.answers()).isEqualTo(new Spread(2, Duration.ofMillis(3), Duration.ofMillis(5)));
    }
}
