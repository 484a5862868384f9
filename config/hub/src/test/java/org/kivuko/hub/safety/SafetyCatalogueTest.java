package org.kivuko.hub.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyRule;
import org.kivuko.operations.safety.UnsafeSettings;

/** Each unsafe setting refuses the start, alone, with all others safe; that real settings become these facts, tests beside each look show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SafetyCatalogueTest {
    private static final int PROMISED = 60;

    private SafetyFacts safe;

    @BeforeAll
    void gather(@TempDir Path folder) throws Exception {
        safe = SafeFacts.all(folder);
    }

    static List<SafetyRule> rules() {
        return SafetyCatalogue.all();
    }

    @Test
    void asItIsShippedAHubStarts() {
        assertThat(SafetyRule.faults(rules(), safe)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachUnsafeSettingAloneRefuses(SafetyRule rule) {
        // Given
        SafetyFacts facts = safe.with(rule.setting(), rule.refused());

        // When, Then
        assertThatThrownBy(() -> UnsafeSettings.refuse(SafetyRule.faults(rules(), facts)))
                .isInstanceOfSatisfying(
                        UnsafeSettings.class,
                        refused -> assertThat(refused.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.code()).isEqualTo(rule.code());
                            assertThat(fault.found()).isEqualTo(rule.refused());
                        }))
                .hasMessageContaining(rule.code())
                .hasMessageContaining(rule.setting() + " is " + rule.refused() + ", wanted: " + rule.wanted());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void whatNobodyFoundRefusesToo(SafetyRule rule) {
        // Given
        SafetyFacts facts = safe.without(rule.setting());

        // Then
        assertThat(SafetyRule.faults(rules(), facts)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(rule.code());
            assertThat(fault.found()).isEqualTo("not found");
        });
    }

    @Test
    void allFaultsAreToldAtOnce() {
        // Given
        SafetyFacts facts = safe;
        for (SafetyRule rule : rules()) {
            facts = facts.with(rule.setting(), rule.refused());
        }

        // Then
        assertThat(SafetyRule.faults(rules(), facts)).hasSameSizeAs(rules());
    }

    @Test
    void codesAndSettingsStandOnce() {
        assertThat(rules()).extracting(SafetyRule::code).doesNotHaveDuplicates();
        assertThat(rules()).extracting(SafetyRule::setting).doesNotHaveDuplicates();
        assertThat(rules()).hasSizeGreaterThanOrEqualTo(PROMISED);
    }

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        // Given
        Path page = SafeFacts.shippedConfiguration().resolve("deploy/SAFETY.md");
        Path fresh = Path.of("target", "SAFETY.md");
        Files.createDirectories(fresh.getParent());
        Files.writeString(fresh, SafetyPage.text(), StandardCharsets.UTF_8);

        // Then
        assertThat(page).as("copy %s over it", fresh.toAbsolutePath()).exists().hasContent(SafetyPage.text());
    }
}
