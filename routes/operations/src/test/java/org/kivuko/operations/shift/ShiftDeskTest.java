package org.kivuko.operations.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Vault;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Role;
import org.kivuko.operations.people.Scope;

/** Partners are told of maintenance: all that it concerns, once, and also where the broker or the hub goes down in between. */
class ShiftDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-26T20:00:00Z");
    private static final String TEXT = "The power supply is renewed";
    private static final AgencyId DIS = AgencyId.of("KEN.DIS");
    private static final AgencyId BMS = AgencyId.of("KEN.BMS");
    private static final AgencyId DCIC = AgencyId.of("UGA.DCIC");

    private final Book book = new Book();
    private final List<Parcel> sent = new ArrayList<>();
    private final ShiftDesk desk =
            new ShiftDesk(book, List::of, ShiftDeskTest::directory, new Vault(new byte[32]), InstantSource.fixed(NOW));

    private static Directory directory() {
        return new Directory(
                List.of(
                        new Directory.State("KEN", "Kenya", Optional.of(BMS), List.of(agency(BMS), agency(DIS))),
                        new Directory.State("UGA", "Uganda", Optional.empty(), List.of(agency(DCIC)))),
                List.of());
    }

    private static Directory.Agency agency(AgencyId id) {
        return new Directory.Agency(id, id.toString(), Set.of(Role.IMMIGRATION), false);
    }

    private static final class Book implements ShiftBook {
        private final Map<UUID, Window> untold = new LinkedHashMap<>();

        @Override
        public List<Note> notes(int max, Scope scope) {
            return List.of();
        }

        @Override
        public void add(Note note) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Window> windows(Instant after) {
            return List.of();
        }

        @Override
        public void announce(Window window) {
            untold.put(window.maintenance().id(), window);
        }

        @Override
        public List<Window> untold() {
            return List.copyOf(untold.values());
        }

        @Override
        public void told(UUID window, Instant at) {
            untold.remove(window);
        }
    }

    private boolean announce(Optional<AgencyId> agency, Scope scope) {
        return desk.announce(
                UUID.randomUUID(), agency, NOW.plusSeconds(60), NOW.plusSeconds(7_200), "night", TEXT, scope);
    }

    private List<String> told() {
        return sent.stream().map(parcel -> parcel.queue()).toList();
    }

    @Test
    void givenAWindowOfTheHub_whenPartnersAreTold_thenEachAgencyIsToldOnceByItsReceipts() throws Exception {
        assertThat(announce(Optional.empty(), Scope.ALL)).isTrue();

        desk.tell(sent::add);
        desk.tell(sent::add);

        assertThat(told())
                .containsExactlyInAnyOrder(
                        "agency.KEN.BMS.receipts", "agency.KEN.DIS.receipts", "agency.UGA.DCIC.receipts");
        JsonNode data = MessageJson.tree(sent.get(0).body()).get("data");
        assertThat(data.get("notice").asText()).isEqualTo("maintenance");
        assertThat(data.get("text").asText()).isEqualTo(TEXT);
        assertThat(Instant.parse(data.get("from").asText())).isEqualTo(NOW.plusSeconds(60));
        assertThat(Instant.parse(data.get("until").asText())).isEqualTo(NOW.plusSeconds(7_200));
        assertThat(data.has("agency")).isFalse();
        assertThat(data.toString()).doesNotContain("night");
    }

    @Test
    void givenAWindowOfAnAgency_whenPartnersAreTold_thenItAndTheCentralContactsAre() throws Exception {
        announce(Optional.of(DIS), Scope.ALL);

        desk.tell(sent::add);

        assertThat(told()).containsExactly("agency.KEN.DIS.receipts", "agency.KEN.BMS.receipts");
        assertThat(MessageJson.tree(sent.get(0).body()).at("/data/agency").asText())
                .isEqualTo("KEN.DIS");
    }

    @Test
    void givenABrokerThatGoesDownInBetween_whenItIsBack_thenEveryPartnerIsTold_andWhoWasToldTwiceKnowsItByTheId() {
        announce(Optional.empty(), Scope.ALL);
        assertThatThrownBy(() -> desk.tell(parcel -> {
                    if (sent.size() == 2) {
                        throw new BrokerUnavailable("refused by the test", null);
                    }
                    sent.add(parcel);
                }))
                .isInstanceOf(BrokerUnavailable.class);
        assertThat(book.untold).hasSize(1);

        desk.tell(sent::add);

        assertThat(sent).hasSize(5);
        assertThat(sent.stream().map(Parcel::id).distinct()).hasSize(3);
        assertThat(book.untold).isEmpty();
    }

    @Test
    void givenAScope_whenSomethingOutsideItIsAnnounced_thenNothingIs() {
        var kenya = new Scope(Set.of("KEN"), Set.of());

        assertThat(announce(Optional.of(DCIC), kenya)).isFalse();
        assertThat(announce(Optional.empty(), kenya)).isFalse();
        assertThat(announce(Optional.of(AgencyId.of("KEN.NONE")), kenya)).isFalse();
        assertThat(announce(Optional.of(DIS), kenya)).isTrue();
        assertThat(book.untold).hasSize(1);
    }
}
