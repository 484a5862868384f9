package org.kivuko.model;

/**
 * Texts in the cells of spreadsheets, which take what begins like a formula for one and calculate it. Pure functions.
 */
public final class SheetText {
    /** What formulas begin with, also in their full-width forms, and what may be cut off before one. */
    private static final String SIGNS = "=+-@\t\r\n|\uff1d\uff0b\uff0d\uff20";

    private static final char MARK = '\'';

    private SheetText() {}

    /** Whether a spreadsheet would calculate it, also where spaces stand before the sign. */
    public static boolean isFormula(String cell) {
        return startsFormula(cell, 0);
    }

    private static boolean startsFormula(String cell, int from) {
        int first = from;
        while (first < cell.length() && cell.charAt(first) == ' ') {
            first++;
        }
        return first < cell.length() && SIGNS.indexOf(cell.charAt(first)) >= 0;
    }

    /** The cell with an apostrophe before it where it would be calculated; {@link #unmarked} takes exactly that one away. */
    public static String marked(String cell) {
        return needsMark(cell, 0) ? MARK + cell : cell;
    }

    /** What stood in the cell before it was {@link #marked}. */
    public static String unmarked(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == MARK && needsMark(cell, 1) ? cell.substring(1) : cell;
    }

    /** What was marked already is marked once more, or its own mark would be taken for ours. */
    private static boolean needsMark(String cell, int from) {
        int first = from;
        while (first < cell.length() && cell.charAt(first) == MARK) {
            first++;
        }
        return startsFormula(cell, first);
    }
}
