package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SparinglyTest {
    /** Near its turn, as a clock of nanoseconds may be. */
    private long nanos = Long.MAX_VALUE - 1_000;

    private Duration takes = Duration.ofMillis(400);
    private boolean fails;
    private int readings;
    private final Sparingly<Integer> count = new Sparingly<>(this::read, () -> nanos);

    private int read() {
        nanos += takes.toNanos();
        if (fails) {
            throw new IllegalStateException("down");
        }
        return ++readings;
    }

    @Test
    void whatIsCheapIsReadEachTime() {
        assertThat(count.get()).isEqualTo(1);
        assertThat(count.get()).isEqualTo(2);
    }

    @Test
    void whatTakesLongStandsForTwentyTimesAsLong() {
        takes = Duration.ofSeconds(3);
        count.get();
        nanos += Duration.ofSeconds(59).toNanos();
        assertThat(count.get()).isEqualTo(1);
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(count.get()).isEqualTo(2);
    }

    @Test
    void aReadingThatFailsIsNoAnswer() {
        takes = Duration.ofSeconds(3);
        count.get();
        nanos += Duration.ofSeconds(60).toNanos();
        fails = true;
        assertThatThrownBy(count::get).isInstanceOf(IllegalStateException.class);
        fails = false;
        assertThat(count.get()).isEqualTo(2);
    }
}
