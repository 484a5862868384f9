package org.kivuko.exchange.limit;

/**
 * Below which free space nothing is taken any more, and above which it is again. Pure.
 *
 * @param stopBelow in bytes, at least 1
 * @param goAbove in bytes, more than that: between the two it stays as it is
 */
public record DiskMarks(long stopBelow, long goAbove) {
    private static final long GIB = 1L << 30;
    private static final int TENTH = 10;

    public DiskMarks {
        if (stopBelow < 1 || goAbove <= stopBelow) {
            throw new IllegalArgumentException("no marks: " + stopBelow + " and " + goAbove);
        }
    }

    /** Where nobody states others: 1 GiB and half as much more, on a small file system a tenth of it. */
    public static DiskMarks of(long total) {
        long stop = Math.max(1, Math.min(GIB, total / TENTH));
        return new DiskMarks(stop, stop + Math.max(1, stop / 2));
    }

    /** Whether nothing is taken, now that so much is free. */
    public boolean stopped(boolean before, long free) {
        return before ? free <= goAbove : free < stopBelow;
    }
}
