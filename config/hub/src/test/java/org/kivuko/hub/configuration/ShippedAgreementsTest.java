package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** The agreements that come with the project; that their examples come out as expected is part of loading them. */
class ShippedAgreementsTest {
    private static final Instant MORNING = Instant.parse("2026-11-01T08:00:00Z");
    private static final Path FOLDER = Shipped.FOLDER.resolve("agreements");

    private final Configuration.Loaded shipped = Shipped.loaded();
    private final Agreements agreements = Agreements.unkeyed(shipped.directory(), shipped.agreements());

    static List<Agreement> everyAgreement() {
        return Shipped.loaded().agreements();
    }

    @Test
    void thereAreAtLeastTwentyAndANationalProtocolForEachState() {
        assertThat(shipped.agreements()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(withParties(1))
                .containsAll(shipped.directory().states().stream()
                        .map(state -> Set.of(state.code()))
                        .toList());
    }

    @Test
    void everyPairThatSharesABorderHasAnAgreementOfItsOwn() {
        assertThat(Set.copyOf(withParties(2)))
                .containsExactlyInAnyOrder(
                        Set.of("KEN", "UGA"),
                        Set.of("KEN", "ETH"),
                        Set.of("KEN", "SOM"),
                        Set.of("KEN", "SSD"),
                        Set.of("UGA", "SSD"),
                        Set.of("ETH", "DJI"),
                        Set.of("ETH", "SOM"),
                        Set.of("ETH", "SDN"),
                        Set.of("ETH", "SSD"),
                        Set.of("DJI", "SOM"),
                        Set.of("SDN", "SSD"));
    }

    @Test
    void documentsHealthAndMissingPersonsAreSharedByAllSeven() {
        assertThat(shipped.agreements())
                .filteredOn(agreement -> agreement.parties().size() == 7)
                .extracting(Agreement::id)
                .contains("IGAD.documents", "IGAD.health", "IGAD.missing-persons");
    }

    @Test
    void noTwoDirectionsHaveTheSameRulesOnceTheStatesAreRenamed() {
        // When
        Map<Set<BareRule>, List<String>> directions = shipped.agreements().stream()
                .filter(agreement -> agreement.parties().size() <= 2)
                .flatMap(agreement -> Direction.of(agreement).stream())
                .collect(Collectors.groupingBy(
                        direction -> direction.rules(shipped.directory()),
                        Collectors.mapping(Direction::name, Collectors.toList())));

        // Then
        assertThat(directions.values()).allSatisfy(alike -> assertThat(alike).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("everyAgreement")
    void anAgreementSaysThatItIsAModelAndShowsAReleaseAReductionAndARefusal(Agreement agreement) throws IOException {
        // Given
        var file = FOLDER.resolve(agreement.id() + ".yaml");

        // When
        var outcomes = new TreeMap<String, Long>();
        examples(file)
                .forEach(example ->
                        outcomes.merge(example.path("expect").path("outcome").textValue(), 1L, Long::sum));

        // Then
        assertThat(Files.readString(file)).startsWith("# Model text, to be confirmed by ");
        assertThat(outcomes).containsKeys("released", "reduced", "refused");
    }

    @Test
    void everyMessageBesideTheAgreementsBelongsToAnExample() throws IOException {
        // When
        var used = everyAgreement().stream()
                .flatMap(agreement -> examples(FOLDER.resolve(agreement.id() + ".yaml")).stream())
                .map(example -> example.path("message").textValue())
                .collect(Collectors.toSet());

        // Then
        try (var files = Files.list(FOLDER.resolve("examples"))) {
            assertThat(files.map(file -> "examples/" + file.getFileName())).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    @Test
    void aStolenPassportFromKenyaIsReleasedReducedAndRefusedInUganda() {
        assertThat(outcomesInUganda("doc-stolen.json"))
                .containsEntry("UGA.UPF", Outcome.RELEASED)
                .containsEntry("UGA.DCIC", Outcome.REDUCED)
                .containsEntry("UGA.URA", Outcome.REDUCED)
                .containsEntry("UGA.MOH", Outcome.REFUSED);
    }

    @Test
    void soIsARevokedPassportWithoutAHolderSoThatTheSenderMaySeeIt() {
        assertThat(outcomesInUganda("doc-revoked.json").values())
                .contains(Outcome.RELEASED, Outcome.REDUCED, Outcome.REFUSED);
    }

    @Test
    void aPublicWarningReachesEveryOtherStateAsItWasIssued() {
        // Given
        var warning = message("ken-public-warning.json");

        // When
        var outcomes = expanded(warning);

        // Then
        assertThat(outcomes.values()).contains(Outcome.RELEASED).doesNotContain(Outcome.REDUCED);
        assertThat(outcomes.entrySet().stream()
                        .filter(entry -> entry.getValue() == Outcome.RELEASED)
                        .map(entry -> entry.getKey().substring(0, 3)))
                .contains("DJI", "ETH", "SDN", "SOM", "SSD", "UGA");
    }

    private Map<String, Outcome> outcomesInUganda(String file) {
        return expanded(message(file));
    }

    private Map<String, Outcome> expanded(Message message) {
        var expansion = agreements.expand(message, MORNING);
        assertThat(expansion).isInstanceOf(Agreements.Expansion.Recipients.class);
        return ((Agreements.Expansion.Recipients) expansion)
                .agencies().stream().collect(Collectors.toMap(AgencyId::toString, agency -> agreements
                        .judge(message, agency, MORNING, Facts.NONE)
                        .outcome()));
    }

    private static Message message(String name) {
        try {
            var reading = MessageJson.read(
                    Files.readAllBytes(FOLDER.resolve("examples").resolve(name)));
            assertThat(reading).isInstanceOf(Reading.Accepted.class);
            return ((Reading.Accepted<Message>) reading).value();
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static List<JsonNode> examples(Path file) {
        try {
            var examples = new YAMLMapper().readTree(Files.readString(file)).path("examples");
            return StreamSupport.stream(examples.spliterator(), false).toList();
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private List<Set<String>> withParties(int count) {
        return shipped.agreements().stream()
                .filter(agreement -> agreement.parties().size() == count)
                .map(agreement -> Set.copyOf(agreement.parties()))
                .toList();
    }

    /** One ordered pair of an agreement of one or two states. */
    private record Direction(Agreement agreement, String from, String to) {
        static List<Direction> of(Agreement agreement) {
            var parties = agreement.parties();
            return parties.size() == 1
                    ? List.of(new Direction(agreement, parties.get(0), parties.get(0)))
                    : List.of(
                            new Direction(agreement, parties.get(0), parties.get(1)),
                            new Direction(agreement, parties.get(1), parties.get(0)));
        }

        String name() {
            return agreement.id() + " " + from + " to " + to;
        }

        Set<BareRule> rules(Directory directory) {
            return agreement.rules().stream()
                    .filter(rule -> BareRule.isSide(rule.from(), from) && BareRule.isSide(rule.to(), to))
                    .map(rule -> BareRule.of(rule, directory))
                    .collect(Collectors.toSet());
        }
    }
}
