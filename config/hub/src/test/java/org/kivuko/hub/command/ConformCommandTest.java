package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformCommandTest {
    @TempDir
    Path data;

    private final CommandTalk talk = new CommandTalk();
    private HttpServer target;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/KEN.DIS.key"), "secret\n");
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void close() {
        target.stop(0);
    }

    /** A target that knows one answer. */
    private String answering(int status) {
        target.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        target.start();
        return "http://127.0.0.1:" + target.getAddress().getPort();
    }

    private int conform(String target, String... more) {
        var arguments = new ArrayList<>(List.of("conform", "--target", target, "--data", data.toString()));
        arguments.addAll(List.of(more));
        return talk.run(arguments.toArray(String[]::new));
    }

    @Test
    void theCasesAreListedWithoutATarget() {
        // When
        int exit = talk.run("conform", "--list", "--only", "DUP-00?");

        // Then
        assertThat(exit).isZero();
        assertThat(talk.out().lines()).hasSize(9).first().asString().startsWith("DUP-001  Duplicates and conflicts: ");
    }

    @Test
    void wrongUseIsSaidAndAsksNothing() {
        assertThat(conform("http://127.0.0.1:1")).isEqualTo(2);
        assertThat(talk.err()).contains("--as");
        assertThat(conform("http://127.0.0.1:1", "--as", "KEN.KRA")).isEqualTo(2);
        assertThat(talk.err()).contains("there is no key at").contains("--key");
        assertThat(conform(
                        "http://127.0.0.1:1",
                        "--as",
                        "KEN.DIS",
                        "--key",
                        data.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(talk.err()).contains("there is no file");
        assertThat(conform("http://127.0.0.1:1", "--as", "KEN.DIS", "--only", "XYZ-*"))
                .isEqualTo(2);
        assertThat(talk.err()).contains("no case fits");
        assertThat(conform("http://127.0.0.1:1", "--as", "KEN.DIS", "--partner", "KEN.DIS"))
                .isEqualTo(2);
        assertThat(conform("http://127.0.0.1:1", "--as", "KEN.DIS", "--partner-key", "x"))
                .isEqualTo(2);
        assertThat(conform("http://127.0.0.1:1", "--as", "somebody")).isEqualTo(2);
    }

    @Test
    void aKeyThatTheTargetDoesNotTakeIsWrongUse() {
        // When
        int exit = conform(answering(401), "--as", "KEN.DIS");

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(talk.err()).contains("does not take the key of KEN.DIS").doesNotContain("secret");
    }

    @Test
    void whatIsNoHubFailsIsToldWhatToMendAndIsReported() throws IOException {
        // When
        int exit = conform(
                answering(404),
                "--as",
                "KEN.DIS",
                "--only",
                "DSC-001,DUP-001",
                "--report",
                data.resolve("report").toString());

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(talk.out())
                .contains(
                        "DSC-001",
                        "expected  HTTP 200",
                        "found     HTTP 404 without a code",
                        "Serve /openapi.json without a key.")
                .contains(
                        "1 not asked: every alert that was tried crosses",
                        "0 of 1 asked cases passed, 1 failed, 1 not asked");
        assertThat(talk.err()).contains("1/2 ", "2/2 ");
        assertThat(Files.readString(data.resolve("report/conformance.html"))).contains("0 of 1 asked cases passed");
    }

    @Test
    void whereNobodyAnswersTheCommandFails() {
        assertThat(conform("http://127.0.0.1:1", "--as", "KEN.DIS")).isEqualTo(1);
        assertThat(talk.err()).contains("nobody answers at http://127.0.0.1:1; is it running?");
    }
}
