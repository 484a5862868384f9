package org.kivuko.hub.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.kivuko.model.MessageJson;

class SideBySideTest {
    @Test
    void membersStandBesideThemselvesAndWhatIsGoneNewOrChangedIsMarked() {
        // Given
        var before = json("{'to': 'UGA', 'person': {'surname': 'SPECIMEN', 'born': '1988-04-12'}, 'note': 'x'}");
        var after = json("{'to': 'UGA.UPF', 'handling': 'H1', 'person': {'born': '1988'}}");

        // When
        var lines = SideBySide.lines(before, after);

        // Then
        assertThat(lines)
                .containsExactly(
                        "{                           | {",
                        "  \"to\" : \"UGA\",             ~   \"to\" : \"UGA.UPF\",",
                        "                            +   \"handling\" : \"H1\",",
                        "  \"person\" : {              |   \"person\" : {",
                        "    \"surname\" : \"SPECIMEN\", -",
                        "    \"born\" : \"1988-04-12\"   ~     \"born\" : \"1988\"",
                        "  },                        |   }",
                        "  \"note\" : \"x\"              -",
                        "}                           | }");
    }

    @Test
    void aLongValueIsCutOnTheLeftAlone() {
        // Given
        var before = json("{'text': '" + "a".repeat(200) + "'}");

        // When
        var lines = SideBySide.lines(before, before);

        // Then
        assertThat(lines.get(1)).hasSizeGreaterThan(200).contains("\u2026 |   \"text\" : \"aaa");
    }

    private static JsonNode json(String text) {
        return MessageJson.tree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
