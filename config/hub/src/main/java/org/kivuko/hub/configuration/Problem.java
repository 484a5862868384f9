package org.kivuko.hub.configuration;

import java.util.Comparator;

/**
 * One thing in a configuration file that somebody has to look at.
 *
 * @param file the file, or the folder where a file is missing, as seen from where the program was started
 * @param line 1 for the first line, 0 for the file as a whole
 * @param path place in the file, for example {@code rules[2].fields.keep[1]}; empty for the file as a whole
 * @param message what was found
 * @param remedy what would be right
 */
public record Problem(String file, int line, String path, String message, String remedy)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparing(Problem::path)
            .thenComparing(Problem::message);

    /** By file and line, as a reader goes through them. */
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: path: message}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
