package org.kivuko.hub.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.Directory;

class TemplateTest {
    private static final Path SHIPPED = Path.of("..");
    private static final LocalDate FIRST = LocalDate.parse("2027-01-01");

    @TempDir
    Path folder;

    /** All 42 ordered pairs at once: an example that fails or a word that is not known would name itself. */
    @ParameterizedTest
    @EnumSource
    void aDraftOfEveryTemplateIsFineBetweenEveryTwoStates(Template template) throws IOException {
        // Given
        copyStates();
        var directory = ((Configuration.Loaded) Configuration.load(SHIPPED)).directory();
        var pairs = pairs(directory);

        // When
        for (var pair : pairs) {
            write(template.draft(directory, pair, pair.from() + "-" + pair.to() + "." + template.code()));
        }
        var configuration = Configuration.load(folder);

        // Then
        assertThat(pairs).hasSize(42);
        assertThat(configuration)
                .as(() -> configuration instanceof Configuration.Refused refused
                        ? refused.problems().toString()
                        : "")
                .isInstanceOf(Configuration.Loaded.class);
        var loaded = (Configuration.Loaded) configuration;
        assertThat(loaded.agreements()).hasSize(42).allSatisfy(agreement -> assertThat(agreement.state())
                .isEqualTo(Agreement.State.DRAFT));
        assertThat(loaded.examples()).isGreaterThanOrEqualTo(42 * 3);
    }

    /** Seeded defect: the same text with one word changed in a rule. Its examples must say so. */
    @Test
    void aDraftWhoseRulesNoLongerFitItsExamplesIsRefused() throws IOException {
        // Given
        copyStates();
        var directory = ((Configuration.Loaded) Configuration.load(SHIPPED)).directory();
        var draft = Template.HEALTH.draft(directory, new Parties("KEN", "ETH", FIRST), "KEN-ETH.health");
        write(draft);
        Files.writeString(
                folder.resolve("agreements/KEN-ETH.health.yaml"),
                draft.yaml().replace("[HEALTH-MEASURE]", "[HEALTH-EVENT]"));

        // When
        var configuration = Configuration.load(folder);

        // Then
        assertThat(((Configuration.Refused) configuration).problems())
                .anySatisfy(problem -> assertThat(problem.message())
                        .contains("certificates are asked for", "expected released, found refused"));
    }

    private static List<Parties> pairs(Directory directory) {
        var pairs = new ArrayList<Parties>();
        for (var from : directory.states()) {
            for (var to : directory.states()) {
                if (!from.code().equals(to.code())) {
                    pairs.add(new Parties(from.code(), to.code(), FIRST));
                }
            }
        }
        pairs.sort(Comparator.comparing(Parties::toString));
        return pairs;
    }

    private void write(Template.Draft draft) throws IOException {
        Files.writeString(folder.resolve("agreements").resolve(draft.id() + ".yaml"), draft.yaml());
        for (var message : draft.messages().entrySet()) {
            Files.writeString(folder.resolve("agreements").resolve(message.getKey()), message.getValue());
        }
    }

    private void copyStates() throws IOException {
        Files.createDirectories(folder.resolve("agreements/examples"));
        Files.createDirectories(folder.resolve("states"));
        try (Stream<Path> files = Files.list(SHIPPED.resolve("states"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("states").resolve(file.getFileName()));
            }
        }
    }
}
