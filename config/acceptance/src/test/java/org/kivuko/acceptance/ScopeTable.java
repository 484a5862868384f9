package org.kivuko.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The table that says by hand what is seen of a limited scope. */
final class ScopeTable {
    private static final String NAME = "what-a-scope-sees.txt";

    private ScopeTable() {}

    /** How a call is bound. */
    enum How {
        SHOWS,
        OPENS,
        ACTS,
        WHOLE,
        SAME,
        STREAM,
        NEVER
    }

    /**
     * A line.
     *
     * @param all letters of the things that are there for who sees everything
     * @param state for who sees Kenya
     * @param agency for who sees one agency of it
     * @param row what the audit says of the act; {@code -} where it says nothing, {@code x} where it cannot be done here
     */
    record Line(String method, String path, How how, String all, String state, String agency, String row) {
        String call() {
            return method + " " + path;
        }
    }

    /** The lines by their calls. */
    static Map<String, Line> lines() {
        var lines = new LinkedHashMap<String, Line>();
        try (InputStream in = ScopeTable.class.getResourceAsStream(NAME)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.trim().split("\\s+"))
                    .forEach(parts -> lines.put(parts[0] + " " + parts[1], line(parts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static Line line(String[] parts) {
        return new Line(
                parts[0],
                parts[1],
                How.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                letters(parts[3]),
                letters(parts[4]),
                letters(parts[5]),
                parts[6]);
    }

    private static String letters(String column) {
        return column.equals("-") ? "" : column;
    }
}
