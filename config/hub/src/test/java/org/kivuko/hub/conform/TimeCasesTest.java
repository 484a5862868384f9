package org.kivuko.hub.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeCasesTest {
    @Test
    void aWholeMinuteIsWrittenWithItsSecondsInEveryZone() {
        assertThat(TimeCases.in(ZoneOffset.ofHoursMinutes(5, 45), Instant.parse("2026-11-27T12:15:00Z")))
                .isEqualTo("2026-11-27T18:00:00+05:45");
        assertThat(TimeCases.in(ZoneOffset.UTC, Instant.parse("2026-11-27T12:15:07Z")))
                .isEqualTo("2026-11-27T12:15:07Z");
    }
}
