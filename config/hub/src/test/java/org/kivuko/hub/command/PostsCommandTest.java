package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.http.PostMap;
import org.kivuko.hub.Main;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.MessageJson;

/**
 * The posts without a hub.
 *
 * <p>Seen to fail with posts of one crossing alone.
 */
class PostsCommandTest {
    private static final Path SHIPPED = Path.of(System.getProperty("kivuko.root", "../.."), "config");

    private final StringWriter said = new StringWriter();

    private int run(Path config, String... more) {
        var command = Main.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(new StringWriter()));
        var arguments = new ArrayList<>(List.of("posts", "--config", config.toString()));
        arguments.addAll(List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }

    @Test
    void theMapIsTheOneThatTheHubServes() {
        // Given
        var loaded = (Configuration.Loaded) Configuration.load(SHIPPED);

        // When
        int exit = run(SHIPPED, "--geojson");

        // Then
        assertThat(exit).isZero();
        String map = said.toString().strip();
        assertThat(map).isEqualTo(new String(PostMap.write(loaded.directory()), StandardCharsets.UTF_8));
        JsonNode features =
                MessageJson.tree(map.getBytes(StandardCharsets.UTF_8)).path("features");
        assertThat(features).hasSizeGreaterThan(20);
        assertThat(features.findValuesAsText("post")).contains("KEN-BUSIA", "UGA-BUSIA");
    }

    @Test
    void withoutAWordTheyAreListed() {
        assertThat(run(SHIPPED)).isZero();
        assertThat(said.toString().lines()).contains("KEN-BUSIA  Busia").isSorted();
    }

    @Test
    void aFaultyConfigurationEndsWithOneAndAWrongWordWithTwo(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("states"));
        Files.writeString(folder.resolve("states/KEN.yaml"), "state: {\n");

        assertThat(run(folder, "--geojson")).isEqualTo(1);
        assertThat(run(SHIPPED, "--kml")).isEqualTo(2);
        assertThat(said.toString()).isEmpty();
    }
}
