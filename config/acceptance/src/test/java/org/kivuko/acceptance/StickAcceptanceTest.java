package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.Main;

/** Two agencies without any line to a running hub post and fetch by sticks, with the commands that people use. */
class StickAcceptanceTest {
    private static TestHub hub;
    private static Path folder;
    private static DropFolder atHub;

    /** An agency far away, its computer and its stick. */
    private record Remote(String agency) {
        private Path base() {
            return folder.resolve("far-away");
        }

        DropFolder files() {
            return new DropFolder(base(), agency);
        }

        private String keys() {
            return base().resolve(agency + ".keys").toString();
        }

        private String stick(String name) {
            return folder.resolve("stick").resolve(agency + "-" + name).toString();
        }

        Remote prepare() throws IOException {
            run("bundle", "keygen", keys());
            Path known = Files.createDirectories(hub.config().resolve("deploy/bundles"));
            Files.move(Path.of(keys() + ".pub"), known.resolve(agency + ".pub"));
            agency("pack", files().folder("").toString(), "--to", stick("first"));
            return this;
        }

        private void agency(String verb, String... rest) {
            var all = Stream.concat(
                    Stream.of(
                            "bundle",
                            verb,
                            "--as",
                            agency,
                            "--key",
                            keys(),
                            "--hub",
                            folder.resolve("hub.pub").toString()),
                    Stream.of(rest));
            run(all.toArray(String[]::new));
        }

        private void atHub(String verb, String... rest) {
            var all = Stream.concat(
                    Stream.of(
                            "bundle",
                            verb,
                            "--config",
                            hub.config().toString(),
                            "--data",
                            hub.data().toString()),
                    Stream.of(rest));
            run(all.toArray(String[]::new));
        }

        void toHub() {
            agency("pack", files().folder("").toString(), "--to", stick("in"));
            atHub("in", stick("in"));
        }

        void fromHub() {
            atHub("out", "--as", agency, "--to", stick("out"));
            agency("unpack", stick("out"), "--into", files().folder("").toString());
        }
    }

    private static String run(String... arguments) {
        var said = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
        assertThat(exit).as(said.toString()).isZero();
        return said.toString();
    }

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        hub = TestHub.startIn(folder.resolve("hub"), DropFolder.changes(folder.resolve("exchange")));
        atHub = new DropFolder(folder.resolve("exchange"), "UGA.DCIC");
        Files.createDirectories(folder.resolve("far-away"));
        Files.createDirectories(folder.resolve("stick"));
        Files.writeString(
                folder.resolve("hub.pub"),
                run("bundle", "hub-key", "--data", hub.data().toString()));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aMessageIsPostedAndReadAndAcknowledgedBySticks() throws IOException {
        // Given
        Remote kenya = new Remote("KEN.DIS").prepare();
        Remote uganda = new Remote("UGA.DCIC").prepare();
        ObjectNode event = Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        ObjectNode broken = Samples.stolenPassport(Instant.now()).put("purpose", "curiosity");
        kenya.files().send("alert.json", Samples.bytes(event));
        kenya.files().send("broken.json", Samples.bytes(broken));

        // When
        kenya.toHub();
        atHub.delivery(event.get("id").asText());
        kenya.toHub();
        uganda.fromHub();
        uganda.fromHub();
        JsonNode delivery = uganda.files().delivery(event.get("id").asText());
        uganda.files().take(event.get("id").asText());
        uganda.toHub();

        // Then
        assertThat(delivery.at("/message/data/subject/person").has("surname")).isFalse();
        await().atMost(Desk.PATIENCE).until(() -> state(event).equals("acknowledged"));
        // What the hub is dealing with meanwhile is answered on the next journey.
        await().atMost(Desk.PATIENCE).until(() -> {
            kenya.fromHub();
            return kenya.files().names("send").isEmpty();
        });
        assertThat(kenya.files().receipt("alert.json").get("id")).isEqualTo(event.get("id"));
        assertThat(kenya.files().problem("broken.json").get("code").asText()).isEqualTo("SCHEMA_VIOLATION");
        uganda.fromHub();
        assertThat(uganda.files().names("inbox")).isEmpty();
        assertThat(uganda.files().names("taken")).isEmpty();
        assertThat(sticks()).isNotEmpty().noneMatch(text -> text.contains("passport") || text.contains("KEN.DIS"));
    }

    private static Stream<String> sticks() {
        try (Stream<Path> files = Files.list(folder.resolve("stick"))) {
            return files.map(StickAcceptanceTest::text).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(ObjectNode event) {
        JsonNode recipients = json(hub.get(
                        "KEN.DIS", "/v1/messages/" + event.get("id").asText()))
                .get("recipients");
        for (JsonNode each : recipients) {
            if (each.get("agency").asText().equals("UGA.DCIC")) {
                return each.path("state").asText();
            }
        }
        return "";
    }
}
