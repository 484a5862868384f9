package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.hub.simulate.Part;
import org.kivuko.hub.simulate.Profile;
import org.kivuko.hub.simulate.Scenario;
import org.kivuko.model.AgencyId;

/** Seen to fail with an agency that stands twice and was played twice. */
class ScenarioReaderTest {
    private static final Allowance RATE = new Allowance(1, Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private ScenarioReader.Outcome read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), text);
        return ScenarioReader.read(file, 5, RATE, Duration.ofMinutes(1));
    }

    private List<String> faults(String text) throws IOException {
        return ((ScenarioReader.Outcome.Refused) read(text))
                .problems().stream()
                        .map(problem -> problem.line() + " " + problem.path() + ": " + problem.message())
                        .toList();
    }

    @Test
    void aScenarioSaysWhoPlaysWhatHowFastAndWhen() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(folder.resolve("own/b.json"), "{}");
        Files.writeString(folder.resolve("own/a.json"), "{}");
        Files.writeString(folder.resolve("own/readme.txt"), "");

        // When
        var outcome = read(
                """
                seed: 7
                for: PT2M
                agencies:
                  - {agency: KEN.DIS, profile: good}
                  - {agency: UGA.DCIC, profile: wrong-clock, rate: 30/PT1M, begins: PT10S, ends: PT1M, count: 12, messages: own}
                """);

        // Then
        Scenario scenario = ((ScenarioReader.Outcome.Read) outcome).scenario();
        assertThat(scenario)
                .isEqualTo(new Scenario(
                        7,
                        List.of(
                                new Part(
                                        AgencyId.of("KEN.DIS"),
                                        Profile.GOOD,
                                        RATE,
                                        Duration.ZERO,
                                        Duration.ofMinutes(2),
                                        OptionalInt.empty(),
                                        List.of()),
                                new Part(
                                        AgencyId.of("UGA.DCIC"),
                                        Profile.WRONG_CLOCK,
                                        new Allowance(30, Duration.ofMinutes(1)),
                                        Duration.ofSeconds(10),
                                        Duration.ofMinutes(1),
                                        OptionalInt.of(12),
                                        List.of(folder.resolve("own/a.json"), folder.resolve("own/b.json"))))));
    }

    @Test
    void whatIsNotStatedComesFromTheCommandLine() throws IOException {
        // When
        var scenario = ((ScenarioReader.Outcome.Read) read("agencies: [{agency: KEN.DIS, profile: late}]")).scenario();

        // Then
        assertThat(scenario.seed()).isEqualTo(5);
        assertThat(scenario.parts().get(0).rate()).isEqualTo(RATE);
        assertThat(scenario.parts().get(0).ends()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everyFaultIsNamedWithItsPlaceAtOnce() throws IOException {
        assertThat(
                        faults(
                                """
                        seed: many
                        agencies:
                          - {agency: KEN, profile: godo, rate: 5/s}
                          - {agency: KEN.DIS, profile: good, begins: PT5M, messages: nowhere, colour: red}
                          - {agency: KEN.DIS, profile: good, ends: PT0S, count: 0}
                          - {profile: silent}
                        """))
                .containsExactlyInAnyOrder(
                        "1 seed: expected a whole number, found 'many'",
                        "3 agencies[0].agency: 'KEN' is no agency's code",
                        "3 agencies[0].profile: unknown profile 'godo'",
                        "3 agencies[0].rate: '5/s' is no number in a time",
                        "4 agencies[1].begins: it begins at PT5M and ends at PT1M",
                        "4 agencies[1].messages: there is no folder 'nowhere'",
                        "4 agencies[1].colour: unknown key 'colour'",
                        "5 agencies[2].agency: KEN.DIS stands here twice",
                        "5 agencies[2].ends: 'PT0S' is no length of time that can be kept",
                        "5 agencies[2].count: expected a whole number, found '0'",
                        "6 agencies[3].agency: the key 'agency' is missing");
    }

    @Test
    void theOneOfTheReadmeIsRead() throws IOException {
        // Given
        String readme = Files.readString(
                Path.of(System.getProperty("kivuko.root", "../..")).resolve("config/hub/README.md"));
        int begin = readme.indexOf("```yaml\nseed:") + "```yaml\n".length();

        // When
        var outcome = read(readme.substring(begin, readme.indexOf("```", begin)));

        // Then
        assertThat(outcome).isInstanceOf(ScenarioReader.Outcome.Read.class);
    }

    @Test
    void aFileThatIsNoneIsSaidToBeNone() throws IOException {
        assertThat(faults("agencies: []")).containsExactly("1 agencies: the list is empty");
        assertThat(faults("agencies: *all")).isNotEmpty();
        assertThat(faults("")).hasSize(1);
    }
}
