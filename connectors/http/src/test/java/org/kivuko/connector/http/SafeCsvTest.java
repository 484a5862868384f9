package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "=cmd|' /C calc'!A0",
                "\uff1d1",
                "|x"
            })
    void noCellIsCalculated(String cell) {
        assertThat(SafeCsv.inert(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KEN.DIS", "a=b", "2026-11-01T08:00:00Z", "0", " x"})
    void allOtherCellsStayAsTheyAre(String cell) {
        assertThat(SafeCsv.inert(cell)).isEqualTo(cell);
    }

    @Test
    void quotesStayWithinTheirCell() {
        // When
        String text =
                new String(SafeCsv.write(List.of("a", "b"), List.of(List.of("x\",\"=1", "y"))), StandardCharsets.UTF_8);

        // Then
        assertThat(text).isEqualTo("\ufeff\"a\",\"b\"\r\n\"x\"\",\"\"=1\",\"y\"\r\n");
    }
}
