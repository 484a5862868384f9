package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnenforcedKeysTest {
    private static final String SENTENCE =
            "is not enforced yet; a rule that is accepted and ignored would be a promise nobody keeps";

    @TempDir
    Path folder;

    private static Tuple at(String path, String key) {
        return tuple(path, "'" + key + "' " + SENTENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consent: true",
                "minCertainty: Possible",
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
