package org.kivuko.connector.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.SheetText;

/**
 * Tables for spreadsheets (RFC 4180, UTF-8 with a byte order mark). A cell that a spreadsheet would take for a formula is made a
 * text by an apostrophe before it, also where spaces stand before the sign. Pure functions.
 */
final class SafeCsv {
    static final String MEDIA_TYPE = "text/csv; charset=utf-8";

    private SafeCsv() {}

    static byte[] write(List<String> names, List<List<String>> rows) {
        String lines = Stream.concat(Stream.of(names), rows.stream())
                .map(row -> row.stream()
                        .map(cell -> '"' + inert(cell).replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
        return ("\ufeff" + lines).getBytes(StandardCharsets.UTF_8);
    }

    /** The cell as no spreadsheet calculates it. */
    static String inert(String cell) {
        return SheetText.isFormula(cell) ? "'" + cell : cell;
    }
}
