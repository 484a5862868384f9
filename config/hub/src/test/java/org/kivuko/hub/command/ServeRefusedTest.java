package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command itself, in a process of its own, where it must not start. */
class ServeRefusedTest {
    private static final List<String> SAFE = List.of(
            "-Djdk.serialFilter=!*",
            "-Dfile.encoding=UTF-8",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ExitOnOutOfMemoryError");

    @TempDir
    private Path folder;

    @Test
    void aProcessThatWasStartedUnsafelyIsToldEverythingAtOnceAndMakesNothing() throws Exception {
        // When
        String said = serve(List.of("-Dhttp.proxyHost=proxy.example", "-Dfile.encoding=UTF-8"));

        // Then
        assertThat(said)
                .contains(
                        "PROCESS_SERIAL_FILTER: jdk.serialFilter is nothing, wanted: !*",
                        "PROCESS_CORE_DUMP",
                        "PROCESS_OUT_OF_MEMORY",
                        "PROCESS_PROXY")
                .doesNotContain("proxy.example");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aDataFolderThatStandsOpenIsToldBeforeAnythingStarts() throws Exception {
        // Given
        Path open = Files.createTempDirectory("kivuko-open");
        Path data = Files.createDirectory(open.resolve("data"));
        Files.createFile(data.resolve("hub.lock"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        // When
        String said = serve(SAFE, "--data", data.toString());

        // Then
        assertThat(said).contains("FILE_DATA_FOLDER: data folder is rwxr-xr-x").contains("chmod 700");
        assertThat(data.resolve("postgres")).doesNotExist();
    }

    private String serve(List<String> machine, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machine);
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.kivuko.hub.Main", "serve", "--config", folder.toString()));
        if (arguments.length == 0) {
            command.addAll(List.of("--data", folder.resolve("data").toString()));
        }
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        return said;
    }
}
