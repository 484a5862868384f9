package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.operations.restore.BrokerMarks;

/** What the broker shows of batches and of its ledger, also after a restart. */
class CommitMarksTest {
    @TempDir
    private Path folder;

    @Test
    void theLastOfEachIsShownAndStays() throws Exception {
        try (var hub = new TestHub(folder)) {
            // Given
            BrokerMarks marks = hub.broker().marks();
            assertThat(marks.mark()).isEmpty();
            assertThat(marks.released()).isEmpty();
            // When
            marks.mark("first");
            marks.mark("second");
            marks.released(TestHub.OUTBOX.queue(), 3);
            marks.released(TestHub.OUTBOX.queue(), 7);
            hub.restart();
            // Then
            marks = hub.broker().marks();
            assertThat(marks.mark()).contains("second");
            assertThat(marks.released()).containsExactly(Map.entry(TestHub.OUTBOX.queue(), 7L));
            try (OutboxSeat seat = OutboxSeat.take(hub.broker().link(), TestHub.OUTBOX, FailPoints.none())
                    .orElseThrow()) {
                assertThat(seat.marker()).isEqualTo(7);
            }
        }
    }
}
