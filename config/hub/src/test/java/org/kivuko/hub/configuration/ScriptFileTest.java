package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script as YAML becomes the JSON that a hub takes. */
class ScriptFileTest {
    @TempDir
    Path folder;

    private ScriptFile.Outcome read(String text) throws IOException {
        return ScriptFile.read(Files.writeString(folder.resolve("script.yaml"), text));
    }

    private ScriptFile script(String text) throws IOException {
        return ((ScriptFile.Outcome.Read) read(text)).script();
    }

    @Test
    void givenValuesWithoutQuotes_whenRead_thenNumbersAndTruthAreWhatTheyLookLike_andAllElseIsText()
            throws IOException {
        JsonNode inject = script(
                        """
                        injects:
                          - {count: 4000, share: 1.5, minor: true, state: NO, day: 2026-12-01, zero: 007, quoted: "12", minus: -3}
                        """)
                .json()
                .at("/injects/0");

        assertThat(inject.toString())
                .isEqualTo(
                        "{\"count\":4000,\"share\":1.5,\"minor\":true,\"state\":\"NO\",\"day\":\"2026-12-01\",\"zero\":\"007\","
                                + "\"quoted\":\"12\",\"minus\":-3}");
    }

    @Test
    void givenAPointerOfTheHub_whenAsked_thenTheLineIsNamed() throws IOException {
        ScriptFile script = script("injects:\n  - inject: surge\n    at: PT5M\n    as: KEN.KRA\n");

        assertThat(script.place("/injects/0/as")).endsWith("script.yaml:4");
        assertThat(script.place("/injects/0/data/alertType")).endsWith("script.yaml:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- surge", "injects: [*a]", "injects: &a []", "injects: [", "injects: []\ninjects: []"})
    void givenWhatIsNoPlainMapping_whenRead_thenItIsRefused(String text) throws IOException {
        assertThat(read(text)).isInstanceOf(ScriptFile.Outcome.Refused.class);
    }

    @Test
    void givenTheExampleOfTheReadme_whenRead_thenItIsAScript() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("kivuko.root", "../.."), "config/hub/README.md"));
        int begin = readme.indexOf("injects:\n");

        JsonNode script =
                script(readme.substring(begin, readme.indexOf("```", begin))).json();

        assertThat(script.at("/injects/0/data/subject/event/count").isNumber()).isTrue();
        assertThat(script.at("/injects/1/data/references/0").asText()).isEqualTo("surge");
    }
}
