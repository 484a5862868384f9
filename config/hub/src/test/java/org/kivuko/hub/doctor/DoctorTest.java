package org.kivuko.hub.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.connector.files.door.ServerTrouble;
import org.kivuko.hub.Main;
import org.kivuko.model.MessageJson;

/**
 * The command, on this machine, for a hub that does not run.
 *
 * <p>Seen to fail with each of these planted: English whatever was asked for; the foot of a text that nobody read left out; the machine's
 * language not looked at; a text missing in one language, and one that no look says.
 */
class DoctorTest {
    @TempDir
    private Path folder;

    private int exit;

    @Test
    void everyLookSaysHowItIsAndWhatToDo() {
        // When
        JsonNode findings = examine("--data", folder.resolve("data").toString());

        // Then
        assertThat(codes(findings))
                .contains(
                        "JAVA",
                        "MEMORY",
                        "OPEN_FILES",
                        "SWAP",
                        "CORE_DUMPS",
                        "CLOCK_KEPT",
                        "DISK_ROOM",
                        "DISK_KIND",
                        "DISK_ENCRYPTION",
                        "DISK_SYNC",
                        "PORT_HTTP",
                        "PORT_AMQP",
                        "SECRETS",
                        "DATABASE",
                        "BROKER",
                        "BROKER_JOURNAL",
                        "CONFIGURATION");
        findings.forEach(finding -> {
            assertThat(finding.get("state").asText()).isIn("fine", "to be mended", "could not be told");
            assertThat(finding.get("todo").asText().isEmpty())
                    .isEqualTo(finding.get("state").asText().equals("fine"));
        });
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void whatIsToBeMendedIsExitCodeOneUnlessAllOfItIsAccepted() {
        // Given: secrets in the data folder are to be mended on every machine
        JsonNode findings = examine("--data", folder.resolve("data").toString());
        assertThat(exit).isEqualTo(1);
        String all = StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.get("state").asText().equals("to be mended"))
                .map(finding -> finding.get("code").asText())
                .collect(Collectors.joining(","));

        // When
        examine("--data", folder.resolve("data").toString(), "--accept", all);

        // Then
        assertThat(exit).isZero();
    }

    @Test
    void aPortThatAnotherProgramHoldsIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            JsonNode findings =
                    examine("--data", folder.resolve("data").toString(), "--http", "" + taken.getLocalPort());

            // Then
            assertThat(state(findings, "PORT_HTTP")).isEqualTo("to be mended");
        }
    }

    @Test
    void aConfigurationWithAFaultIsNamed() throws IOException {
        // Given
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(config.resolve("states"));
        Files.writeString(config.resolve("states/ken.yaml"), "state: {\n");

        // When
        JsonNode findings = examine("--data", folder.resolve("data").toString(), "--config", config.toString());

        // Then
        assertThat(state(findings, "CONFIGURATION")).isEqualTo("to be mended");
    }

    @Test
    void aShortKeyIsNamedAndNotShown() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("data/keys"));
        Files.writeString(folder.resolve("data/keys/KEN.DIS.key"), "hunter2\n");

        // When
        JsonNode findings = examine("--data", folder.resolve("data").toString());

        // Then
        assertThat(codes(findings)).contains("SETTING_KEYS_SHORT");
        assertThat(findings.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ar", "am", "so", "sw"})
    void everyAnswerIsInTheLanguageThatWasAskedForAndSaysWhetherSomebodyReadIt(String tag) {
        // Given
        var english = Phrase.texts("en");
        var texts = Phrase.texts(tag);

        // When
        String said = say("--data", folder.resolve("data").toString(), "--lang", tag);

        // Then
        assertThat(said)
                .contains(texts.text("state.mend") + "  ", texts.text("secrets.todo"), texts.text("room") + ": ");
        assertThat(said.endsWith(texts.text("unreviewed") + "\n")).isEqualTo(!tag.equals("en"));
        assertThat(texts.reviewed()).isEqualTo(tag.equals("en"));
        assertThat(english.own().keySet()).isEqualTo(texts.own().keySet());
        texts.own().forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            assertThat(places(text)).as(key).isEqualTo(places(english.text(key)));
        });
    }

    @Test
    void withoutAWordTheMachinesLanguageCountsAndOneThatThereIsNotIsEnglish() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("sw-KE"));
            JsonNode findings = examine("--data", folder.resolve("data").toString());
            assertThat(state(findings, "JAVA")).as("for programs").isEqualTo("fine");
            assertThat(what(findings, "DISK_ROOM")).isEqualTo(Phrase.texts("sw").text("room"));

            Locale.setDefault(Locale.GERMANY);
            assertThat(say("--data", folder.resolve("data").toString())).contains("room on the disk");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLanguageThatThereIsNotIsWrongUse() {
        say("--lang", "de");
        assertThat(exit).isEqualTo(2);
    }

    /** Every text that a look can say is there: a key without one would be an error at the operator's. */
    @Test
    void everyTextThatIsNamedIsThereAndEveryTextIsNamed() throws IOException {
        var named = new TreeSet<String>();
        Path code = Path.of(System.getProperty("kivuko.root", "../.."), "config/hub/src/main/java/org/kivuko/hub");
        for (String part : List.of("doctor", "command/DoctorCommand.java")) {
            try (Stream<Path> files = Files.walk(code.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher key =
                            Pattern.compile("\"([a-zA-Z_]+(\\.[a-zA-Z_]+)*)\"").matcher(Files.readString(file));
                    while (key.find()) {
                        named.add(key.group(1));
                    }
                }
            }
        }
        for (ServerTrouble trouble : ServerTrouble.values()) {
            named.add("server." + trouble.name().toLowerCase(Locale.ROOT));
        }
        var texts = Phrase.texts("en").own().keySet();
        assertThat(named).containsAll(texts);
        assertThat(texts)
                .containsAll(named.stream()
                        .filter(key -> key.matches("[a-zA-Z_]+\\.[a-z_.]+") && !key.startsWith("fuse."))
                        .toList());
    }

    private static Set<String> places(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static String what(JsonNode findings, String code) {
        return StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.get("code").asText().equals(code))
                .findFirst()
                .orElseThrow()
                .get("what")
                .asText();
    }

    private String say(String... more) {
        return run(List.of("doctor"), more);
    }

    private JsonNode examine(String... more) {
        String said = run(List.of("doctor", "--json"), more);
        return MessageJson.tree(said.strip().getBytes(StandardCharsets.UTF_8));
    }

    private String run(List<String> command, String... more) {
        var said = new StringWriter();
        var arguments = new ArrayList<>(command);
        if (!List.of(more).contains("--config")) {
            arguments.addAll(List.of(
                    "--config",
                    Path.of(System.getProperty("kivuko.root", "../.."), "config")
                            .toString()));
        }
        arguments.addAll(List.of(more));
        exit = Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments.toArray(String[]::new));
        return said.toString();
    }

    private static List<String> codes(JsonNode findings) {
        return StreamSupport.stream(findings.spliterator(), false)
                .map(finding -> finding.get("code").asText())
                .toList();
    }

    private static String state(JsonNode findings, String code) {
        return StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.get("code").asText().equals(code))
                .findFirst()
                .orElseThrow()
                .get("state")
                .asText();
    }
}
