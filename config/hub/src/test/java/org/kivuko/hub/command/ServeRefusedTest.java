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
import java.util.stream.Stream;
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
        Path data = opened("rwxr-xr-x");

        // When
        String said = serve(SAFE, "--data", data.toString());

        // Then
        assertThat(said).contains("FILE_DATA_FOLDER: data folder is rwxr-xr-x").contains("chmod 700");
        assertThat(data.resolve("postgres")).doesNotExist();
    }

    /** Seen to fail with a start that stops at the first look that found something. */
    @Test
    void faultsOfFiveLooksAreToldInOneGo() throws Exception {
        // Given: process, folder, keys, settings with a secret file, and TLS
        Path config = configuration();
        Path data = opened("rwxr-xr-x");
        Files.createDirectory(data.resolve("keys"));
        Files.writeString(data.resolve("keys/KEN.DIS.key"), "hunter2");
        Files.createDirectories(config.resolve("deploy/secrets"));
        Files.writeString(config.resolve("deploy/secrets/duty"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Files.writeString(
                config.resolve("deploy/hub.yaml"),
                """
                quotas: {waiting: 9000000}
                watch:
                  mail: {host: mail.example, from: hub@mail.example, to: [ops@mail.example], security: none}
                  webhooks: [{name: duty, url: "https://duty.example/hook", secretFile: deploy/secrets/duty}]
                tls: {certificate: deploy/no-such.pem, key: deploy/no-such.key}
                """);
        var machine = new ArrayList<>(SAFE);
        machine.add("-Dhttps.proxyHost=proxy.example");

        // When
        String said = serve(machine, "--config", config.toString(), "--data", data.toString());

        // Then
        assertThat(said)
                .contains(
                        "PROCESS_PROXY: proxy properties is https.proxyHost, wanted: none",
                        "FILE_DATA_FOLDER: data folder is rwxr-xr-x, wanted: open to its owner alone",
                        "SETTING_KEYS_SHORT: keys of agencies and operator is 7 characters at KEN.DIS",
                        "SETTING_WAITING: quotas.waiting is 9000000 at hub.yaml, wanted: at most 4194304",
                        "SETTING_MAIL_PLAIN",
                        "FILE_CONFIGURATION_SECRETS",
                        "the doors cannot speak TLS: ",
                        "no-such.pem",
                        "not looked at: broker (needs files of TLS that can be used), database (needs a process and folders"
                                + " that are safe), routes (needs all of the others)")
                .doesNotContain("hunter2", "whsec_", "proxy.example");
        assertThat(data.resolve("postgres")).doesNotExist();
        assertThat(data.resolve("broker")).doesNotExist();
    }

    @Test
    void aConfigurationThatCannotBeReadHidesNothingElse() throws Exception {
        // Given
        Path data = opened("rwxr-xr-x");
        Files.createDirectories(folder.resolve("states"));
        Files.writeString(folder.resolve("states/KEN.yaml"), "state: {\n");

        // When
        String said = serve(SAFE, "--data", data.toString());

        // Then
        assertThat(said)
                .contains("FILE_DATA_FOLDER", "cannot be used:\n", "KEN.yaml")
                .contains(
                        "not looked at: settings, secret files, TLS and broker (needs a configuration that can be used)");
    }

    /** What is pushed is signed with it: whoever reads it speaks for the hub. */
    @Test
    void theSecretOfAnAgencyToWhichIsPushedIsLookedAt() throws Exception {
        // Given
        Path config = configuration();
        Files.createDirectories(config.resolve("deploy/secrets"));
        Files.writeString(config.resolve("deploy/secrets/ura"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Path state = config.resolve("states/UGA.yaml");
        Files.writeString(
                state,
                Files.readString(state)
                        .replaceFirst(
                                "(agency: UGA.URA,[^}]*)}",
                                "$1, inbox: push, push: {url: 'https://ura.example/in', secretFile: deploy/secrets/ura}}"));

        // When
        String said = serve(
                List.of("-Dhttp.proxyHost=p"),
                "--config",
                config.toString(),
                "--data",
                folder.resolve("data").toString());

        // Then
        assertThat(said).contains("FILE_CONFIGURATION_SECRETS: secret files of hub.yaml is ", "deploy/secrets/ura");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    /** A copy of what is shipped, where everybody comes. */
    private static Path configuration() throws IOException {
        Path shipped = Path.of(System.getProperty("kivuko.root", "../.."), "config");
        Path copy = Files.createTempDirectory("kivuko-config");
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String part : List.of("states", "agreements", "deploy")) {
            try (Stream<Path> files = Files.walk(shipped.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(shipped.relativize(file).toString()));
                }
            }
        }
        return copy;
    }

    /** A data folder that a hub has used, with these rights, where everybody comes. */
    private static Path opened(String rights) throws IOException {
        Path open = Files.createTempDirectory("kivuko-open");
        Path data = Files.createDirectory(open.resolve("data"));
        Files.createFile(data.resolve("hub.lock"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(rights));
        return data;
    }

    private String serve(List<String> machine, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machine);
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.kivuko.hub.Main", "serve"));
        if (!List.of(arguments).contains("--config")) {
            command.addAll(List.of("--config", folder.toString()));
        }
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
