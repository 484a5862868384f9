package org.kivuko.operations.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a start is killed, the next one goes on; a part that is put back alone is found. */
class PairingTest {
    /** Where a start is killed. */
    enum Step {
        ANNOUNCED,
        MARKED,
        CONFIRMED,
        NEVER
    }

    /** Both sides; of each a copy can be made and put back. */
    private static final class Two implements LedgerMarks, BrokerMarks {
        private Set<String> known = new HashSet<>();
        private Optional<String> shown = Optional.empty();
        private Map<String, Position> positions = new HashMap<>();
        private Map<String, Long> released = new HashMap<>();
        private Step dies = Step.NEVER;

        private void done(Step step) {
            if (dies == step) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void alone(Runnable work) {
            work.run();
        }

        @Override
        public Set<String> marks() {
            return known;
        }

        @Override
        public void announce(String mark, Instant at) {
            known = new HashSet<>(known);
            known.add(mark);
            done(Step.ANNOUNCED);
        }

        @Override
        public void confirm(String mark) {
            known = Set.of(mark);
            done(Step.CONFIRMED);
        }

        @Override
        public Map<String, Position> positions() {
            return positions;
        }

        @Override
        public void accept(Map<String, Long> all) {
            all.forEach((outbox, batch) -> positions.put(outbox, new Position(batch, batch)));
        }

        @Override
        public Optional<String> mark() {
            return shown;
        }

        @Override
        public void mark(String mark) {
            shown = Optional.of(mark);
            done(Step.MARKED);
        }

        @Override
        public Map<String, Long> released() {
            return released;
        }

        @Override
        public void released(String outbox, long batch) {
            released.put(outbox, batch);
        }
    }

    private final Two two = new Two();

    private Drift start() throws InterruptedException {
        Drift drift = new Pairing(two, two, Clock.systemUTC()).look();
        if (drift.together()) {
            new Pairing(two, two, Clock.systemUTC()).renew();
        }
        return drift;
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void a_start_that_was_killed_anywhere_is_followed_by_one_that_goes_on(Step step) throws InterruptedException {
        start();
        two.dies = step;
        if (step == Step.NEVER) {
            start();
        } else {
            assertThatThrownBy(this::start).hasMessage("killed");
        }
        two.dies = Step.NEVER;
        // When, Then
        assertThat(start().together()).isTrue();
        assertThat(start().together()).isTrue();
    }

    @Test
    void a_ledger_of_the_start_before_is_not_taken_for_one_whose_start_was_killed() throws InterruptedException {
        start();
        Set<String> copy = two.known;
        start();
        // When
        two.known = copy;
        // Then
        assertThat(start().age()).isEqualTo(Drift.Age.UNTOLD);
    }

    @Test
    void a_broker_of_the_start_before_is_found() throws InterruptedException {
        start();
        Optional<String> copy = two.shown;
        start();
        // When
        two.shown = copy;
        // Then
        assertThat(start().age()).isEqualTo(Drift.Age.UNTOLD);
    }

    @Test
    void an_empty_ledger_beside_a_broker_that_was_in_use_is_found_and_an_empty_broker_too()
            throws InterruptedException {
        start();
        Set<String> marks = two.known;
        two.known = Set.of();
        assertThat(start().together()).isFalse();
        two.known = marks;
        two.shown = Optional.empty();
        // When, Then
        assertThat(start().together()).isFalse();
    }

    @Test
    void what_was_released_before_there_were_marks_is_taken_for_known() throws InterruptedException {
        two.positions.put("outbox", new LedgerMarks.Position(3, 5));
        two.released.put("outbox", 6L);
        // When
        start();
        // Then
        assertThat(two.positions).containsEntry("outbox", new LedgerMarks.Position(6, 6));
    }
}
