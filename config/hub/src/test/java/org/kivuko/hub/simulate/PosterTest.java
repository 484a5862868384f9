package org.kivuko.hub.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;

/**
 * What a neighbour does with each answer. Seen to fail with a poster that forgot what it had no answer for, and with one that did not wait.
 */
class PosterTest {
    private static final Opening OPENING =
            new Opening(Kind.STOLEN_VEHICLE, new Kind.Way("UGA", "KEN-BUSIA", "KEN-BUSIA/UGA-BUSIA"));

    private final Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Pace pace = new Pace() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public void pause(Duration duration) {
            throw new IllegalStateException("a poster waits for nothing by itself");
        }
    };
    private final Books books = new Books();
    private final Poster poster =
            new Poster(new Supply(AgencyId.of("KEN.DIS"), List.of(OPENING), List.of(), 1, "run", pace), books, pace);
    private ScriptedHub hub;

    @BeforeEach
    void open() throws IOException {
        hub = ScriptedHub.open();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void make(int number, Twist twist) throws IOException {
        poster.make(new Move(number, twist), hub.client(), hub.client());
    }

    private Books.Tally tally(Promise promise) {
        return books.account().promises().getOrDefault(promise, Books.Tally.NONE);
    }

    @Test
    void whatIsAskedToWaitWaitsThatLongAndIsPostedAgainAsItWas() throws IOException {
        // Given
        hub.asksToWait("3").accepts();

        // When
        make(0, Twist.PLAIN);

        // Then
        assertThat(poster.owes()).isTrue();
        assertThat(poster.notBefore()).isEqualTo(now.plusSeconds(3));

        // When
        poster.sendAgain(hub.client());

        // Then
        assertThat(poster.owes()).isFalse();
        assertThat(hub.asked()).hasSize(2);
        assertThat(hub.asked().get(1)).isEqualTo(hub.asked().get(0));
        assertThat(tally(Promise.NAMES_THE_TIME)).isEqualTo(new Books.Tally(1, 0, ""));
        assertThat(books.account().refusals()).containsEntry("429 RATE_EXCEEDED", 1L);
    }

    @Test
    void aHubThatNamesNoTimeOrNeverKeepsToItIsSeen() throws IOException {
        hub.asksToWait("");
        make(0, Twist.PLAIN);
        assertThat(tally(Promise.NAMES_THE_TIME).broken()).isOne();

        hub.asksToWait("1").asksToWait("1").asksToWait("1");
        for (int i = 0; i < 3; i++) {
            poster.sendAgain(hub.client());
        }
        assertThat(tally(Promise.NAMES_THE_TIME).broken()).isEqualTo(2);
    }

    @Test
    void whatHasNoAnswerIsSentAgainAndIsBrokenOnlyWhereItNeverHasOne() throws IOException {
        // Given
        hub.hangsUp().accepts().hangsUp();

        // When
        make(0, Twist.PLAIN);
        poster.sendAgain(hub.client());
        make(1, Twist.PLAIN);
        poster.giveUp();

        // Then
        assertThat(books.account().unanswered()).isEqualTo(2);
        assertThat(tally(Promise.ANSWERS_IN_THE_END).kept()).isOne();
        assertThat(tally(Promise.ANSWERS_IN_THE_END).broken()).isOne();
    }

    @Test
    void aRefusalOfWhatIsValidIsBrokenAndFollowedByNothing() throws IOException {
        // Given
        hub.refuses(422, "SCHEMA_VIOLATION");

        // When
        make(0, Twist.PLAIN);
        make(0, Twist.AGAIN);
        make(0, Twist.CHANGED);

        // Then
        assertThat(hub.asked()).hasSize(1);
        assertThat(tally(Promise.TAKES_VALID).firstBroken()).isEqualTo("422 SCHEMA_VIOLATION");
    }

    @Test
    void anUpdateGoesBeforeItsAlertAndIsTheSameBehindIt() throws IOException {
        // Given
        hub.refuses(422, "UNKNOWN_REFERENCE").accepts().accepts();

        // When
        make(0, Twist.UPDATE_FIRST);
        make(0, Twist.PLAIN);
        make(0, Twist.UPDATE_AFTERWARDS);

        // Then
        assertThat(hub.asked().get(2)).isEqualTo(hub.asked().get(0)).contains("\"Update\"");
        assertThat(hub.asked().get(1)).contains("\"Alert\"");
        assertThat(books.account().fine()).isTrue();
    }
}
