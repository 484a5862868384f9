package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreements;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Directory;
import org.kivuko.model.Lane;

class SuccessorShelfTest {
    private static final AgencyId FORMER = AgencyId.of("UGA.OLD");
    private static final AgencyId NOW = AgencyId.of("UGA.NEW");
    private static final Shelf.Item ITEM = new Shelf.Item(new UUID(0, 1), Lane.BULK, new byte[0]);

    private static final Agreements AGREEMENTS = Agreements.unkeyed(
            new Directory(
                    List.of(new Directory.State(
                            "UGA",
                            "Uganda",
                            Optional.empty(),
                            List.of(new Directory.Agency(NOW, "New", Set.of(), false)))),
                    List.of(),
                    Map.of(FORMER, NOW)),
            List.of());

    /** Seen to fail where the exception was handed through: what was leased then came after newer deliveries. */
    @Test
    void handsOutWhatIsLeasedOfAFormerCodeThoughTheLedgerGoesAwayThen() {
        // Given
        Shelf shelf = new SuccessorShelf(awayFor(NOW), () -> AGREEMENTS, former -> true);

        // Then
        assertThat(shelf.leaseInbox(NOW, Channel.LIVE, 10)).containsExactly(ITEM);
        assertThat(shelf.leaseReceipts(NOW, 10)).containsExactly(ITEM);
    }

    @Test
    void saysThatTheLedgerIsAwayWhereNothingIsLeased() {
        // Given
        Shelf shelf = new SuccessorShelf(awayFor(FORMER), () -> AGREEMENTS, former -> true);

        // Then
        assertThatThrownBy(() -> shelf.leaseInbox(NOW, Channel.LIVE, 10)).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void takesOffWhatWasLeasedUnderAFormerCodeWhoeverWaitsForIt() {
        // Given
        Shelf shelf = new SuccessorShelf(awayFor(NOW), () -> AGREEMENTS, former -> true);
        UUID other = new UUID(0, 2);

        // Then
        assertThat(shelf.acknowledge(NOW, ITEM.delivery())).isTrue();
        assertThat(shelf.acknowledging(NOW, ITEM.delivery())).isCompletedWithValue(true);
        assertThat(shelf.acknowledgingReceipt(NOW, ITEM.delivery())).isCompletedWithValue(true);
        assertThat(shelf.acknowledging(NOW, other)).isCompletedWithValue(false);
        assertThat(shelf.acknowledgingReceipt(NOW, other)).isCompletedWithValue(false);
    }

    private static Shelf awayFor(AgencyId unlucky) {
        return new Shelf() {
            private List<Item> lease(AgencyId agency) {
                if (agency.equals(unlucky)) {
                    throw new LedgerUnavailable("away", null);
                }
                return List.of(ITEM);
            }

            @Override
            public List<Item> leaseInbox(AgencyId agency, Channel channel, int max) {
                return lease(agency);
            }

            @Override
            public Optional<Item> leased(AgencyId agency, UUID delivery) {
                return Optional.empty();
            }

            @Override
            public boolean acknowledge(AgencyId agency, UUID delivery) {
                return agency.equals(FORMER) && delivery.equals(ITEM.delivery());
            }

            @Override
            public List<Item> leaseReceipts(AgencyId agency, int max) {
                return lease(agency);
            }

            @Override
            public boolean acknowledgeReceipt(AgencyId agency, UUID delivery) {
                return acknowledge(agency, delivery);
            }
        };
    }
}
