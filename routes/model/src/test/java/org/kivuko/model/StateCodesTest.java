package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateCodesTest {
    @Test
    void every_code_of_iso_3166_is_known() throws IOException {
        // Given
        Path file = Corpora.path("country-codes/country-codes.csv");

        // When
        List<String> codes = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells.length > 2 && cells[2].matches("[A-Z]{3}"))
                .map(cells -> cells[2])
                .toList();

        // Then
        assertThat(codes).hasSizeGreaterThan(240).allMatch(StateCodes::knows);
    }

    @Test
    void every_code_that_icao_adds_is_known() throws IOException {
        // Given
        Path file = Corpora.path("icao-9303-vectors/icao_non_iso_codes.csv");

        // Then
        assertThat(Files.readAllLines(file).stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .hasSizeGreaterThan(10)
                .allMatch(StateCodes::knows);
    }

    @Test
    void the_seven_and_germany_are_known_and_inventions_are_not() {
        assertThat(List.of("DJI", "ETH", "KEN", "SOM", "SSD", "SDN", "UGA", "D"))
                .allMatch(StateCodes::knows);
        assertThat(List.of("ZZZ", "UTO", "ken", "", "#", "ISO")).noneMatch(StateCodes::knows);
    }
}
