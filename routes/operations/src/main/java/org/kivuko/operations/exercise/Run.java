package org.kivuko.operations.exercise;

/**
 * Which holding of which exercise. Written {@code BUSIA-2026/2}.
 *
 * @param exercise as messages name it
 * @param number from 1
 */
public record Run(String exercise, int number) {
    private static final char SEPARATOR = '/';

    /** Reads what {@link #toString} wrote. */
    public static Run parse(String text) {
        int at = text.lastIndexOf(SEPARATOR);
        return new Run(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
    }

    Run next() {
        return new Run(exercise, number + 1);
    }

    @Override
    public String toString() {
        return exercise + SEPARATOR + number;
    }
}
