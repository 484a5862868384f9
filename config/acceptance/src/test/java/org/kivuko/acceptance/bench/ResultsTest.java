package org.kivuko.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.kivuko.model.MessageJson;
import org.xml.sax.InputSource;

/** A goal that is missed is said to be missed, in the table, in the file and in the picture. */
class ResultsTest {
    private final Figure met = Figure.aimed("s", "met & so on", new Spread(List.of(2.0, 2.1, 2.2)), Goal.atLeast(2));
    private final Figure missed = Figure.aimed("s", "missed", new Spread(List.of(3.0, 4.1, 4.2)), Goal.atMost(4));
    private final Figure reached = Figure.aimed("s", "reached", new Spread(List.of(1.05, 1.3, 1.4)), Goal.reaches(1.1));
    private final Figure known = Figure.known(Throughput.SECTION, "known", "msg/s", Spread.of(12_345), 0);
    private final Results results = new Results(Map.of("extent", "test"), List.of(met, missed, reached, known));

    @Test
    void tableSaysWhatIsMetAndWhatIsNot() {
        // When
        List<String> lines = results.table().lines().toList();

        // Then
        assertThat(lines).anyMatch(line -> line.contains("met & so on") && line.contains("at least 2: met"));
        assertThat(lines).anyMatch(line -> line.contains("missed") && line.contains("at most 4: NOT MET"));
        assertThat(lines).anyMatch(line -> line.contains("reached") && line.contains("reaches 1.1: met"));
        assertThat(lines).anyMatch(line -> line.contains("known") && line.contains("12,345 msg/s"));
    }

    @Test
    void fileSaysTheSame() throws Exception {
        // When
        var figures = MessageJson.tree(results.json().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .get("figures");

        // Then
        assertThat(figures)
                .extracting(it -> it.path("met").asText("none"))
                .containsExactly("true", "false", "true", "none");
        assertThat(figures.get(1).path("median").asDouble()).isEqualTo(4.1);
    }

    @Test
    void pictureIsWellFormedAndShowsEveryFigureAndTheLineOfTheGoal() throws Exception {
        // When
        String svg = Chart.of(results);
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        // Then
        assertThat(document.getDocumentElement().getTextContent())
                .contains("goal", "met & so on", "missed", "reached", "12,345 msg/s", "4.10 (at most 4)");
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 4);
    }
}
