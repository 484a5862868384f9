package org.kivuko.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.testkit.TestClock;

class HubClockTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final TestClock machine = new TestClock(NOW);
    private final HubClock clock = new HubClock(machine);

    @Test
    void itGoesOnAsTheMachinesDoesFromWhereATestHasMovedIt() {
        clock.set(NOW.plusSeconds(3_600));
        machine.advance(Duration.ofSeconds(5));

        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(3_605));
    }

    @Test
    void whereATestClassSaysWhenItBeginsItStandsStill() {
        clock.begin(Optional.of(NOW));
        machine.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(NOW);

        clock.advance(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void itRemembersHowFarItWasMovedUntilTheNextTestBegins() {
        clock.advance(Duration.ofDays(2));
        clock.advance(Duration.ofDays(-3));
        assertThat(clock.earliest()).isEqualTo(NOW.minus(Duration.ofDays(1)));
        assertThat(clock.latest()).isEqualTo(NOW.plus(Duration.ofDays(2)));

        clock.begin(Optional.empty());
        assertThat(clock.instant()).isEqualTo(NOW);
        assertThat(clock.latest()).isEqualTo(NOW);
    }
}
