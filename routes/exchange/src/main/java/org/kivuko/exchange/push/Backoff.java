package org.kivuko.exchange.push;

import java.time.Duration;

/** How long to leave a receiver alone. Pure. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 8;
    private static final double SPREAD = 0.2;

    private Backoff() {}

    /**
     * Five seconds, then twice as long each time, at most a quarter of an hour; a fifth more or less, so that receivers that failed
     * together are not called together.
     *
     * @param failed attempts in a row, at least 1
     * @param chance 0 to 1
     * @param asked by the receiver; counts where it is longer, up to the most
     */
    static Duration after(int failed, double chance, Duration asked) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        Duration pause = shorter(doubled, MOST);
        long spread = Math.round(pause.toMillis() * (1 - SPREAD + 2 * SPREAD * chance));
        return longer(Duration.ofMillis(spread), shorter(asked, MOST));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
