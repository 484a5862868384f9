package org.kivuko.exchange.format.sdmx;

/** Places in a table as editors and spreadsheets count them, from one. */
final class SdmxPlace {
    private SdmxPlace() {}

    /** @param column from zero */
    static String at(long line, int column) {
        return line(line) + ", column " + (column + 1);
    }

    static String line(long line) {
        return ", line " + line;
    }
}
