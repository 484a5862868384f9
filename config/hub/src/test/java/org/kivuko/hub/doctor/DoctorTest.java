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
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.Main;
import org.kivuko.model.MessageJson;

/** The command, on this machine, for a hub that does not run. */
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

    private JsonNode examine(String... more) {
        var said = new StringWriter();
        var arguments = new java.util.ArrayList<>(java.util.List.of("doctor", "--json"));
        if (!java.util.List.of(more).contains("--config")) {
            arguments.addAll(java.util.List.of(
                    "--config",
                    Path.of(System.getProperty("kivuko.root", "../.."), "config")
                            .toString()));
        }
        arguments.addAll(java.util.List.of(more));
        exit = Main.commandLine().setOut(new PrintWriter(said)).execute(arguments.toArray(String[]::new));
        return MessageJson.tree(said.toString().strip().getBytes(StandardCharsets.UTF_8));
    }

    private static java.util.List<String> codes(JsonNode findings) {
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
