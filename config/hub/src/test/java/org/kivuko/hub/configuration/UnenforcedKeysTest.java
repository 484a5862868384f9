package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnenforcedKeysTest {
    private static final String SENTENCE =
            "is not enforced yet; a rule that is accepted and ignored would be a promise nobody keeps";

    private static final String KEYS =
            """
                retention: P90D
                onward: consent
                acknowledge: {Immediate: PT15M, Expected: PT8H}
                rateCap: 200/PT1H
                maxBytes: 262144
                review: false
            """;

    @TempDir
    Path folder;

    @Test
    void theUncutExampleOfTheContractIsRefusedWithASentenceForEachKeyThatNobodyWouldKeep() {
        // Given
        GoodTree.in(folder)
                .replace(GoodTree.AGREEMENT, "    maxBytes: 262144\n", KEYS)
                .replace(
                        GoodTree.AGREEMENT,
                        "messages: [flow-report], fields: {keep: [\"@core\"]}",
                        "messages: [flow-report], purposes: [statistics],\n     fields: {keep: [\"@core\"]},"
                                + " cells: {min: 5, minBy: {nationality: 10}, secondary: true}, retention: P5Y");

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems())
                .extracting(Problem::path, Problem::message)
                .containsExactlyInAnyOrder(
                        at("rules[0].retention", "retention"),
                        at("rules[0].onward", "onward"),
                        at("rules[0].acknowledge", "acknowledge"),
                        at("rules[0].rateCap", "rateCap"),
                        at("rules[0].review", "review"),
                        at("rules[1].cells", "cells"),
                        at("rules[1].retention", "retention"));
        assertThat(refused.problems()).allSatisfy(problem -> assertThat(problem.line())
                .isEqualTo(GoodTree.at(folder).lineOf(GoodTree.AGREEMENT, lineOf(problem.path()))));
    }

    private static String lineOf(String path) {
        return path.startsWith("rules[1]") ? "cells: {min" : path.substring(path.lastIndexOf('.') + 1) + ":";
    }

    private static Tuple at(String path, String key) {
        return tuple(path, "'" + key + "' " + SENTENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consent: true",
                "languages: [en]",
                "evaluationRequired: false",
                "masking: {P30D: names}",
                "emergencyOverride: ~"
            })
    void aWordOfTheWiderVocabularyIsRefusedWhateverItsValue(String line) {
        // Given
        GoodTree.in(folder)
                .replace(GoodTree.AGREEMENT, "    maxBytes: 262144\n", "    " + line + "\n")
                .replace(GoodTree.AGREEMENT, "version: 3\n", "version: 3\n" + line + "\n");
        var key = line.substring(0, line.indexOf(':'));

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems())
                .extracting(Problem::path, Problem::message)
                .containsExactly(at(key, key), at("rules[0]." + key, key));
    }
}
