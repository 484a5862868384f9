package org.kivuko.connector.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * Tables for spreadsheets (RFC 4180, UTF-8 with a byte order mark). A cell that a spreadsheet would take for a formula is made a
 * text by an apostrophe before it, also where spaces stand before the sign. Pure functions.
 */
final class SafeCsv {
    static final String MEDIA_TYPE = "text/csv; charset=utf-8";

    /** What formulas begin with, also in their full-width forms, and what may be cut off before one. */
    private static final String SIGNS = "=+-@\t\r\n|\uff1d\uff0b\uff0d\uff20";

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    private SafeCsv() {}

    static byte[] write(List<String> names, List<List<String>> rows) {
        var text = new StringBuilder("\ufeff");
        try (var printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(names.stream().map(SafeCsv::inert).toList());
            for (List<String> row : rows) {
                printer.printRecord(row.stream().map(SafeCsv::inert).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The cell as no spreadsheet calculates it. */
    static String inert(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) == ' ') {
            first++;
        }
        return first < cell.length() && SIGNS.indexOf(cell.charAt(first)) >= 0 ? "'" + cell : cell;
    }
}
