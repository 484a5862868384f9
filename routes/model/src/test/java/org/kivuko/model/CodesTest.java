package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CodesTest {
    private static final Pattern NUMBERED = Pattern.compile("[A-Z]+_\\d\\d");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+_\\d\\d)` \\| (.*) \\|");

    @Test
    void the_numbered_list_beside_the_schemas_is_that_of_the_program() throws IOException {
        // Given
        Map<String, String> inProgram = Arrays.stream(Code.values())
                .filter(code -> NUMBERED.matcher(code.code()).matches())
                .collect(Collectors.toMap(Code::code, Code::title, (a, b) -> a, TreeMap::new));

        // When
        Map<String, String> inList = Files.readAllLines(Examples.SCHEMAS.resolve("CODES.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a + b, TreeMap::new));

        // Then
        assertThat(inList).isEqualTo(inProgram);
    }

    @Test
    void every_other_code_stands_there_with_its_http_status_and_who_can_act() throws IOException {
        // Given
        List<String> rows = Arrays.stream(Code.values())
                .filter(code -> !NUMBERED.matcher(code.code()).matches())
                .map(code -> "| `%s` | %d | %s | %s |"
                        .formatted(
                                code.code(),
                                code.httpStatus(),
                                code.actor().name().toLowerCase(Locale.ROOT),
                                code.title()))
                .toList();

        // Then
        assertThat(Files.readAllLines(Examples.SCHEMAS.resolve("CODES.md"))).containsSubsequence(rows);
    }

    @Test
    void numbered_codes_are_answered_with_422() {
        assertThat(Arrays.stream(Code.values())
                        .filter(code -> NUMBERED.matcher(code.code()).matches()))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(code.httpStatus()).isEqualTo(422));
    }
}
