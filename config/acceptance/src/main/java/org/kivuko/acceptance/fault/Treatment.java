package org.kivuko.acceptance.fault;

import java.util.Random;

/**
 * What becomes of one connection through a {@link TcpProxy}. Pure: the same seed and the same number of the connection give the
 * same.
 *
 * @param until so many bytes of the hub came through it, at least 1: then it ends
 */
public record Treatment(Kind kind, long until) {
    /** The ways in which connections go wrong. */
    public enum Kind {
        /** Nothing, until it is reset. */
        CLEAN,
        /** Every piece comes late, in both directions, until it is reset. */
        SLOW,
        /** Every piece comes in pieces of a few bytes, in both directions, until it is reset. */
        SLICED,
        /** Reset to both sides, in the middle of what the hub says. */
        BROKEN,
        /** Nothing comes through any more, and neither side is told; reset much later. */
        HALF_OPEN,
        /** What the hub answers next is swallowed, all of it: it has done what it was asked, and nobody hears of it. */
        UNHEARD
    }

    /** Of a connection to which nothing happens. */
    static final Treatment NONE = new Treatment(Kind.CLEAN, Long.MAX_VALUE);

    private static final int MOST_BYTES = 6_000;
    private static final long LASTS = 3;

    /** For a connection, counted from 0. */
    public static Treatment of(long seed, long connection) {
        // Neighbouring seeds give alike first numbers: these are spread first.
        var random = new Random(seed ^ (connection + 1) * 0x9E3779B97F4A7C15L);
        random.nextInt();
        Kind[] kinds = Kind.values();
        Kind kind = kinds[random.nextInt(kinds.length)];
        return new Treatment(kind, 1 + random.nextInt(MOST_BYTES) * (lasts(kind) ? LASTS : 1L));
    }

    private static boolean lasts(Kind kind) {
        return kind == Kind.CLEAN || kind == Kind.SLOW || kind == Kind.SLICED;
    }
}
