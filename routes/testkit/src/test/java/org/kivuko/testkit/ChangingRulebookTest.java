package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.ChangingRulebook.Change;

class ChangingRulebookTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");
    private static final Duration LITTLE = Duration.ofMillis(1);

    private final Agreements first = SmallWorld.agreements();
    private final ChangingRulebook book = new ChangingRulebook(first, NOW);
    private final List<String> told = new ArrayList<>();

    private static Agreements ending(LocalDate day) {
        var agreement = new Agreement(
                "KEN-UGA.ending",
                1,
                "Ends",
                new Agreement.Instrument("Test", Optional.empty()),
                List.of("KEN", "UGA"),
                Agreement.State.IN_FORCE,
                new Agreement.Validity(LocalDate.of(2020, 1, 1), Optional.of(day)),
                Map.of(),
                List.of());
        return Agreements.unkeyed(SmallWorld.directory(), List.of(agreement));
    }

    /** Writes down what it is told, and which agreements could be seen at that moment. */
    private void listen() {
        book.listen(new ChangingRulebook.Listener() {
            @Override
            public void before(Change change) {
                told.add("before " + change.at() + (book.agreements() == change.old() ? " old" : " new"));
            }

            @Override
            public void after(Change change) {
                told.add("after " + change.at() + (book.agreements() == change.next() ? " new" : " old"));
            }
        });
    }

    /** Seen to fail with the new agreements set before the listeners are told. */
    @Test
    void whoListensIsToldBeforeTheNewAgreementsAreSeenAndAgainAfterwards() {
        listen();

        book.change(SmallWorld.agreements(), NOW);

        assertThat(told).containsExactly("before " + NOW + " old", "after " + NOW + " new");
        assertThat(book.agreements()).isNotSameAs(first);
    }

    /** Seen to fail with a change that ends at the first listener that throws. */
    @Test
    void theChangeIsMadeAndEverybodyToldEvenWhereOneListenerFails() {
        book.listen(new ChangingRulebook.Listener() {
            @Override
            public void before(Change change) {
                throw new IllegalStateException("broken");
            }
        });
        listen();
        var next = SmallWorld.agreements();

        assertThatThrownBy(() -> book.change(next, NOW)).hasMessage("broken");

        assertThat(book.agreements()).isSameAs(next);
        assertThat(told).hasSize(2);
    }

    @Test
    void anEndIsToldAheadAndOnceWhenItIsReached() {
        var timed = new ChangingRulebook(ending(LocalDate.of(2026, 12, 1)), NOW);
        timed.listen(new ChangingRulebook.Listener() {
            @Override
            public void before(Change change) {
                told.add("before " + change.at());
            }

            @Override
            public void after(Change change) {
                told.add("after " + change.at());
                assertThat(change.old()).isSameAs(change.next());
            }
        });

        timed.look(END.minus(ChangingRulebook.LEAD).minus(LITTLE));
        assertThat(told).isEmpty();
        timed.look(END.minus(ChangingRulebook.LEAD));
        timed.look(END.minus(LITTLE));
        assertThat(told).containsExactly("before " + END);
        timed.look(END);
        timed.look(END.plus(LITTLE));
        assertThat(told).containsExactly("before " + END, "after " + END);
    }

    /** A clock that stood still or a hub that was frozen does not lose an end. */
    @Test
    void anEndThatWasSleptThroughIsToldBeforeAndAfter() {
        var timed = new ChangingRulebook(ending(LocalDate.of(2026, 12, 1)), NOW);
        timed.listen(new ChangingRulebook.Listener() {
            @Override
            public void before(Change change) {
                told.add("before");
            }

            @Override
            public void after(Change change) {
                told.add("after");
            }
        });

        timed.look(END.plus(Duration.ofDays(30)));

        assertThat(told).containsExactly("before", "after");
    }

    /** Seen to fail where a change leaves an announcement open: what was closed for it would stay closed. */
    @Test
    void aChangeWhileAnEndIsAnnouncedEndsTheAnnouncementFirst() {
        var timed = new ChangingRulebook(ending(LocalDate.of(2026, 12, 1)), NOW);
        var open = new ArrayList<Change>();
        timed.listen(new ChangingRulebook.Listener() {
            @Override
            public void before(Change change) {
                assertThat(open).isEmpty();
                open.add(change);
            }

            @Override
            public void after(Change change) {
                assertThat(open).containsExactly(change);
                open.clear();
            }
        });
        timed.look(END.minus(LITTLE));
        assertThat(open).hasSize(1);

        timed.change(ending(LocalDate.of(2027, 1, 1)), END.minus(LITTLE));

        assertThat(open).isEmpty();
        timed.look(END.plus(LITTLE));
        assertThat(open).isEmpty();
    }
}
