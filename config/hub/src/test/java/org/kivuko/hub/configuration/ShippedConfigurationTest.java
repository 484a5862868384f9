package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Directory;
import org.kivuko.model.Role;

/** The seven states, their agencies and the crossings between them. */
class ShippedConfigurationTest {
    private static final Set<String> STATES = Set.of("DJI", "ETH", "KEN", "SDN", "SOM", "SSD", "UGA");

    /** The crossings of the 27 places between the seven states. */
    private static final Set<String> CROSSINGS = Set.of(
            "KEN-BUSIA/UGA-BUSIA",
            "KEN-MALABA/UGA-MALABA",
            "KEN-LWAKHAKHA/UGA-LWAKHAKHA",
            "KEN-SUAM/UGA-SUAM",
            "KEN-MULUANDA/unknown",
            "KEN-KONYAO/unknown",
            "KEN-LOMOKORI/unknown",
            "KEN-MOYALE/ETH-MOYALE",
            "ETH-NEPRUMUS/unknown",
            "KEN-MANDERA/SOM-BELED-HAWO",
            "KEN-MANDERA/ETH-SUFTU",
            "ETH-SUFTU/SOM-BELED-HAWO",
            "KEN-LIBOI/SOM-DHOBLEY",
            "KEN-KIUNGA/SOM-RAS-KAMBONI",
            "ETH-DOLO-ODO/SOM-DOOLOW",
            "ETH-TOGOCHALE/SOM-WAJAALE",
            "ETH-GALAFI/DJI-GALAFI",
            "ETH-DEWELE/DJI-GUELILE",
            "ETH-BALHO/DJI-BALHO",
            "DJI-LOYADA/SOM-LOYADA",
            "ETH-METEMA/SDN-GALLABAT",
            "ETH-HUMERA/SDN-LUGDI",
            "ETH-HUMERA/SDN-HAMDAYET",
            "ETH-KURMUK/SDN-KURMUK",
            "ETH-PAGAK/SSD-PAGAK",
            "ETH-TERGOL/SSD-AKOBO",
            "UGA-ELEGU/SSD-NIMULE",
            "UGA-ORABA/SSD-KAYA",
            "UGA-MOYO/SSD-KAJO-KEJI",
            "KEN-LOKICHOGGIO/SSD-NADAPAL",
            "KEN-NADAPAL/SSD-NADAPAL",
            "SDN-JODA/SSD-RENK",
            "SSD-MAJOKYITHIU/unknown");

    @Test
    void everyStateHasAnAgencyForEachRoleThatProtectsOrControls() {
        // When
        var directory = Shipped.loaded().directory();

        // Then
        assertThat(directory.states()).extracting(Directory.State::code).containsExactlyInAnyOrderElementsOf(STATES);
        assertThat(directory.states())
                .allSatisfy(state -> assertThat(rolesOf(state))
                        .contains(
                                Role.IMMIGRATION,
                                Role.CUSTOMS,
                                Role.BORDER_SECURITY,
                                Role.HEALTH,
                                Role.REFUGEE,
                                Role.CHILD_PROTECTION,
                                Role.AGRICULTURE))
                .allSatisfy(state -> assertThat(state.centralContact()).isPresent());
    }

    @Test
    void everyCrossingOfTheTwentySevenPlacesIsThere() {
        assertThat(Shipped.loaded().directory().crossings())
                .extracting(Directory.Crossing::id)
                .containsExactlyInAnyOrderElementsOf(CROSSINGS);
    }

    @Test
    void threePostsAreKnownToControlJointly() {
        assertThat(Shipped.loaded().directory().crossings())
                .filteredOn(Directory.Crossing::oneStop)
                .extracting(Directory.Crossing::id)
                .containsExactlyInAnyOrder("KEN-BUSIA/UGA-BUSIA", "KEN-MALABA/UGA-MALABA", "KEN-MOYALE/ETH-MOYALE");
    }

    @Test
    void everyCrossingHasACommitteeAndSidesWithAgencies() {
        assertThat(Shipped.loaded().directory().crossings())
                .allSatisfy(crossing -> assertThat(crossing.committee()).isNotEmpty())
                .allSatisfy(crossing -> assertThat(crossing.sides())
                        .hasSize(crossing.id().endsWith("/unknown") ? 1 : 2)
                        .allSatisfy(side -> assertThat(side.agencies()).isNotEmpty()));
    }

    @Test
    void aPostThatIsASideOfTwoCrossingsIsDescribedAlike() {
        // When
        var descriptions = Shipped.loaded().directory().crossings().stream()
                .flatMap(crossing -> crossing.sides().stream())
                .collect(Collectors.groupingBy(Directory.Side::post, Collectors.toSet()));

        // Then
        assertThat(descriptions.values()).allSatisfy(sides -> assertThat(sides).hasSize(1));
    }

    @Test
    void aCodeStandsOnlyWhereItNamesThePlaceItself() {
        // When
        var codes = Shipped.loaded().directory().crossings().stream()
                .flatMap(crossing -> crossing.sides().stream())
                .flatMap(side -> side.unlocode().stream())
                .collect(Collectors.toSet());

        // Then
        assertThat(codes).hasSize(14).doesNotContain("SDSRA", "SODH9", "DJAII", "ETETE", "UGKOB", "KELKG");
    }

    @Test
    void whoOperatesAPostStandsBesideTheState() {
        // When
        var sides = Shipped.loaded().directory().crossings().stream()
                .flatMap(crossing -> crossing.sides().stream())
                .filter(side -> side.operatedBy().isPresent());

        // Then
        assertThat(sides)
                .extracting(Directory.Side::post, Directory.Side::state)
                .containsExactlyInAnyOrder(tuple("SOM-WAJAALE", "SOM"), tuple("SOM-LOYADA", "SOM"));
    }

    @Test
    void whatRestsOnMemoryIsMarked() {
        // When
        var directory = Shipped.loaded().directory();

        // Then
        assertThat(directory.crossings().stream().filter(Directory.Crossing::verify))
                .extracting(Directory.Crossing::id)
                .contains("KEN-SUAM/UGA-SUAM", "KEN-LIBOI/SOM-DHOBLEY", "ETH-GALAFI/DJI-GALAFI", "SDN-JODA/SSD-RENK")
                .doesNotContain("KEN-BUSIA/UGA-BUSIA", "KEN-MOYALE/ETH-MOYALE", "ETH-DOLO-ODO/SOM-DOOLOW");
    }

    private static Set<Role> rolesOf(Directory.State state) {
        return state.agencies().stream()
                .flatMap(agency -> agency.roles().stream())
                .collect(Collectors.toSet());
    }
}
