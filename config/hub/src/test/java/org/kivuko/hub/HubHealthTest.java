package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Inbox;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** What health says about inboxes that hand over nothing. */
class HubHealthTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static Inbox inbox(String agency) {
        return new Inbox(AgencyId.of(agency), Channel.LIVE, Lane.BULK);
    }

    @Test
    void whereAllInboxesAreOpenHealthSaysNothing() {
        assertThat(HubHealth.closed(Map.of())).isEmpty();
    }

    /** Whoever looks for the one that does not open finds the oldest first, whatever the order of the map. */
    @Test
    void theInboxThatIsClosedForLongestStandsFirst() {
        assertThat(HubHealth.closed(Map.of(
                        inbox("KEN.KRA"), NOON,
                        inbox("UGA.DCIC"), NOON.minusSeconds(600),
                        inbox("KEN.DIS"), NOON)))
                .isEqualTo("3 closed: agency.UGA.DCIC.inbox since 2026-11-25T11:50:00.000Z,"
                        + " agency.KEN.DIS.inbox since 2026-11-25T12:00:00.000Z,"
                        + " agency.KEN.KRA.inbox since 2026-11-25T12:00:00.000Z");
    }

    /** All inboxes close for a moment where a directory changes: health stays short, and counts all of them. */
    @Test
    void ofManyInboxesTenAreNamedAndAllAreCounted() {
        Map<Inbox, Instant> closed = IntStream.range(0, 11)
                .boxed()
                .collect(Collectors.toMap(i -> inbox("KEN.A" + (char) ('A' + i)), i -> NOON.plusSeconds(i)));

        assertThat(HubHealth.closed(closed))
                .startsWith("11 closed: agency.KEN.AA.inbox since 2026-11-25T12:00:00.000Z, ")
                .contains("agency.KEN.AJ.inbox")
                .doesNotContain("agency.KEN.AK.inbox")
                .endsWith(", ...");
    }

    @Test
    void tenInboxesAreNamedWithoutAnEllipsis() {
        Map<Inbox, Instant> closed = IntStream.range(0, 10)
                .boxed()
                .collect(Collectors.toMap(i -> inbox("KEN.A" + (char) ('A' + i)), i -> NOON.plusSeconds(i)));

        assertThat(HubHealth.closed(closed)).startsWith("10 closed: ").doesNotContain("...");
    }
}
