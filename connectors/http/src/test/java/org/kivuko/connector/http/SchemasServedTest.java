package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.model.MessageJson;

/** Schemas and examples stand under lasting addresses. That each example follows its schema is the matter of {@code routes/model}. */
class SchemasServedTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("kivuko.root", "../..")).resolve("config/schemas");

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** Seen to fail with the name of a delivered form in the place of the posted one. */
    @Test
    void everySchemaIsServedUnderTheAddressThatItNames() throws IOException {
        assertThat(files(FOLDER)).hasSizeGreaterThan(20);
        for (Path file : files(FOLDER)) {
            String path = "/schemas/" + file.getFileName();
            HttpResponse<String> answer = door.send(door.to(path).GET());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Files.readString(file));
            assertThat(TestDoor.json(answer).path("$id").asText()).isEqualTo("https://kivuko.example" + path);
        }
    }

    @Test
    void everySchemaOfAMessageHasExamplesThatAreServed() throws IOException {
        List<Path> examples = files(FOLDER.resolve("examples"));
        for (Path file : files(FOLDER)) {
            String type = file.getFileName().toString().replace(".json", "");
            if (type.equals("common.v1")) {
                continue;
            }
            boolean delivered = type.endsWith(".delivered");
            long fitting = 0;
            for (Path example : examples) {
                boolean fits = MessageJson.tree(Files.readAllBytes(example))
                        .path("type")
                        .asText()
                        .equals("kivuko." + type.replace(".delivered", ""));
                if (fits && example.getFileName().toString().startsWith("delivered-") == delivered) {
                    fitting++;
                }
            }
            assertThat(fitting).as(type).isGreaterThanOrEqualTo(3);
        }
        for (Path example : examples) {
            String path = "/schemas/examples/" + example.getFileName();
            assertThat(door.send(door.to(path).GET()).body()).isEqualTo(Files.readString(example));
        }
    }
}
