package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

class EmptyOutboxesTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final FakeLedger ledger = new FakeLedger();
    private final EmptyOutboxes empty = new EmptyOutboxes(ledger, Duration.ofSeconds(5));

    /** Seen to fail where each note was told at once. */
    @Test
    void tellsTheLedgerInOneCallOfAllOutboxesThatWereEmptySinceItWasToldLast() {
        // Given
        empty.note(outbox(0), NOON);

        // When
        for (int i = 1; i <= 200; i++) {
            empty.note(outbox(i), NOON.plusMillis(i));
        }
        assertThat(ledger.emptyCalls()).isEqualTo(1);
        empty.note(outbox(0), NOON.plusSeconds(5));

        // Then
        assertThat(ledger.emptyCalls()).isEqualTo(2);
        assertThat(ledger.emptyNotices()).hasSize(202).contains(NOON.plusMillis(200), NOON.plusSeconds(5));
    }

    private static Outbox outbox(int number) {
        return new Outbox(AgencyId.of("KEN.S%03d".formatted(number)), Channel.LIVE, Lane.BULK);
    }
}
