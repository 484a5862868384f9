package org.kivuko.exchange.format.sdmx;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.kivuko.model.Code;

/**
 * A table as it came in (RFC 4180): UTF-8, with a byte order mark or without, commas, lines of any end. Spaces belong to the values.
 *
 * @param head the line of names
 */
record SdmxTable(Row head, List<Row> rows) {
    /** More than the largest message holds where every line says something. */
    static final int MOST_LINES = 100_000;

    private static final char MARK = '\ufeff';

    /** Empty lines are seen, so that the numbers of lines are true. */
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    /** A line, by the number under which an editor shows its beginning. */
    record Row(long line, List<String> values) {
        boolean isEmpty() {
            return values.size() == 1 && values.get(0).isEmpty();
        }
    }

    /** Why bytes are no table. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final Code code;

        private Unfit(Code code, String detail) {
            super(detail);
            this.code = code;
        }

        Code code() {
            return code;
        }
    }

    /** Whether bytes look like one. */
    static boolean fits(byte[] body) {
        String begin = new String(body, 0, Math.min(body.length, 16), StandardCharsets.UTF_8);
        String first = begin.startsWith(String.valueOf(MARK)) ? begin.substring(1) : begin;
        String name = first.startsWith("\"") ? first.substring(1) : first;
        return name.startsWith(SdmxColumn.STRUCTURE.name()) || name.startsWith(SdmxColumn.DATAFLOW.name());
    }

    static SdmxTable read(byte[] body) throws Unfit {
        if (!fits(body)) {
            throw new Unfit(Code.SDMX_01, "expected a first line that begins with STRUCTURE or DATAFLOW");
        }
        String text = text(body);
        if (!text.endsWith("\n") && !text.endsWith("\r")) {
            throw new Unfit(Code.SDMX_01, "expected the end of a line at the end: the table broke off");
        }
        List<Row> rows = rows(text);
        Row head = rows.get(0);
        Optional<String> foreign = foreignSeparator(head);
        if (foreign.isPresent()) {
            throw new Unfit(Code.SDMX_01, "expected commas between the columns, found " + foreign.get() + ", line 1");
        }
        return new SdmxTable(
                head,
                rows.subList(1, rows.size()).stream()
                        .filter(row -> !row.isEmpty())
                        .toList());
    }

    private static String text(byte[] body) throws Unfit {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new Unfit(Code.UNREADABLE, "the bytes are not UTF-8");
        }
    }

    private static List<Row> rows(String text) throws Unfit {
        var rows = new ArrayList<Row>();
        long line = 1;
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(FORMAT)
                .get()) {
            for (CSVRecord next : parser) {
                if (rows.size() > MOST_LINES) {
                    throw new Unfit(Code.SDMX_01, "expected at most " + MOST_LINES + " lines");
                }
                rows.add(new Row(line, next.toList()));
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException badQuotes) {
            throw new Unfit(
                    Code.SDMX_01,
                    "expected quotes around a whole value and doubled within it (RFC 4180), line " + line);
        }
        return rows;
    }

    private static Optional<String> foreignSeparator(Row head) {
        if (head.values().size() > 1) {
            return Optional.empty();
        }
        String only = head.values().get(0);
        return only.contains(";")
                ? Optional.of("semicolons")
                : only.contains("\t")
                        ? Optional.of("tabs")
                        : only.contains("|") ? Optional.of("bars") : Optional.empty();
    }
}
