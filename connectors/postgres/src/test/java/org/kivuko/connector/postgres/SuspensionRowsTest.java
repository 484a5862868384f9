package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.watch.Suspension;
import org.kivuko.operations.watch.SuspensionBook;
import org.kivuko.testkit.LedgerCast;

/** What a real database keeps of agreements that operators suspend and resume. */
class SuspensionRowsTest extends OnSharedLedger {
    private static final Instant NOON = LedgerCast.NOON;
    private static final Optional<Suspension.Way> THERE = Optional.of(new Suspension.Way("KEN", "UGA"));
    private static final Optional<Suspension.Way> BACK = Optional.of(new Suspension.Way("UGA", "KEN"));
    private static final SealedContent REASON = new SealedContent(new byte[] {7}, new byte[] {8, 0, -1});

    private final String agreement = "KEN-UGA.s" + UUID.randomUUID().toString().substring(0, 8);
    private final SuspensionBook book = ledger.watch().suspensions();

    private Suspension suspension(Optional<Suspension.Way> way) {
        return new Suspension(UUID.randomUUID(), agreement, way, "night", NOON);
    }

    private List<SuspensionBook.Kept> open() {
        return book.open().stream()
                .filter(kept -> kept.suspension().agreement().equals(agreement))
                .toList();
    }

    @Test
    void givenASuspension_whenRecordedTwice_thenItStandsOnce_withWhoWhenAndWhy() {
        Suspension suspension = suspension(THERE);

        assertThat(book.suspend(suspension, REASON)).isTrue();
        assertThat(book.suspend(suspension, REASON)).isTrue();

        assertThat(open()).singleElement().satisfies(kept -> {
            assertThat(kept.suspension()).isEqualTo(suspension);
            assertThat(kept.reason().wrappedKey()).containsExactly(REASON.wrappedKey());
            assertThat(kept.reason().sealed()).containsExactly(REASON.sealed());
        });
    }

    @Test
    void givenASuspension_whenAnotherHubSuspendsTheSame_thenTheFirstStands() {
        Suspension first = suspension(THERE);
        book.suspend(first, REASON);

        assertThat(book.suspend(suspension(THERE), REASON)).isFalse();

        assertThat(open()).extracting(SuspensionBook.Kept::suspension).containsExactly(first);
    }

    @Test
    void givenBothWaysAndTheWhole_whenOneIsResumed_thenTheOthersStand_oldestFirst() {
        Suspension there = suspension(THERE);
        Suspension back = suspension(BACK);
        Suspension whole = suspension(Optional.empty());
        List.of(there, back, whole)
                .forEach(each -> assertThat(book.suspend(each, REASON)).isTrue());

        assertThat(book.resume(agreement, BACK, "day", NOON.plusSeconds(9))).isTrue();
        assertThat(book.resume(agreement, BACK, "day", NOON.plusSeconds(9))).isFalse();

        assertThat(open()).extracting(SuspensionBook.Kept::suspension).containsExactly(there, whole);
    }

    @Test
    void givenWhatWasResumed_whenSuspendedAnew_thenItStandsAgain() {
        book.suspend(suspension(THERE), REASON);
        book.resume(agreement, THERE, "day", NOON.plusSeconds(9));

        Suspension anew = suspension(THERE);
        assertThat(book.suspend(anew, REASON)).isTrue();

        assertThat(open()).extracting(SuspensionBook.Kept::suspension).containsExactly(anew);
    }

    @Test
    void givenNothing_whenResumed_thenNothingIs() {
        assertThat(book.resume(agreement, Optional.empty(), "day", NOON)).isFalse();
        assertThat(open()).isEmpty();
    }
}
