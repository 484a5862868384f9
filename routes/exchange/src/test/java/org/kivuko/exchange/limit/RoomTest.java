package org.kivuko.exchange.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;

/** Seen to fail with each of these planted in {@code Room}: assistance has no reserve, its reserve has no end, a count is not taken. */
class RoomTest {
    private static final AgencyId FULL = AgencyId.of("UGA.DCIC");
    private static final AgencyId OTHER = AgencyId.of("UGA.URA");

    private final Room room = new Room(agency -> 50_000);

    @Test
    void whoIsFullIsFullForEverythingButReferralsAndHealth() {
        // Given
        room.counted(Map.of(FULL, 50_000L));

        // Then
        assertThat(room.take(FULL, Traffic.BULK)).isFalse();
        assertThat(room.take(FULL, Traffic.URGENT)).isFalse();
        assertThat(room.take(FULL, Traffic.ASSISTANCE)).isTrue();
        assertThat(room.take(OTHER, Traffic.BULK)).isTrue();
    }

    @Test
    void theReserveIsForAssistanceAloneAndBounded() {
        // Given
        room.counted(Map.of(FULL, 54_999L));

        // Then
        assertThat(room.take(FULL, Traffic.URGENT)).isFalse();
        assertThat(room.take(FULL, Traffic.ASSISTANCE)).isTrue();
        assertThat(room.take(FULL, Traffic.ASSISTANCE)).isFalse();
        assertThat(Room.most(3, Traffic.ASSISTANCE)).isEqualTo(1_003);
    }

    @Test
    void whatWasTakenOverMakesRoom() {
        // Given
        room.counted(Map.of(FULL, 49_999L));
        assertThat(room.take(FULL, Traffic.BULK)).isTrue();
        assertThat(room.take(FULL, Traffic.BULK)).isFalse();

        // When
        room.counted(Map.of(FULL, 49_998L));

        // Then
        assertThat(room.take(FULL, Traffic.BULK)).isTrue();
        assertThat(room.take(FULL, Traffic.BULK)).isTrue();
        assertThat(room.take(FULL, Traffic.BULK)).isFalse();
    }
}
