package org.kivuko.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;

class FormatsPageTest {
    private static final Path SCHEMAS = Path.of(System.getProperty("kivuko.root", "../.."), "config/schemas");

    /** Seen to fail with a media type and a parameter that the page did not name. */
    @Test
    void the_page_has_a_line_for_each_form() throws IOException {
        String page = Files.readString(SCHEMAS.resolve("FORMATS.md"));

        for (Format format : Formats.all()) {
            String line = page.lines()
                    .filter(each -> each.startsWith("| " + format.name() + " |"))
                    .findFirst()
                    .orElse("");
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(format.name()).hasSize(8);
            assertThat(cells[2].strip()).isEqualTo(listed(format.mediaTypes().stream()));
            assertThat(new TreeSet<>(Stream.of(cells[3].strip().split(", ", -1)).toList()))
                    .as(format.name())
                    .isEqualTo(
                            format.beside().isEmpty()
                                    ? new TreeSet<>(Stream.of("nothing").toList())
                                    : format.beside().stream()
                                            .map(name -> "`" + name + "`")
                                            .collect(Collectors.toCollection(TreeSet::new)));
            String link = cells[6].replaceAll(".*\\((.*)\\).*", "$1").strip();
            assertThat(SCHEMAS.resolve(link)).exists();
        }
    }

    private static String listed(Stream<String> words) {
        return words.map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }
}
