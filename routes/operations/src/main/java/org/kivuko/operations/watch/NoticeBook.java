package org.kivuko.operations.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What still has to be told, by each channel. Each method is one transaction that is synced when it returns, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface NoticeBook {
    /** So long nobody else tells what somebody was handed to tell; a hub that is killed meanwhile leaves it to the next after that. */
    Duration TELLING = Duration.ofMinutes(2);

    /** How many starts and ends one telling holds at most. */
    int MOST = 100;

    /**
     * What is told next by a channel, all that waits for it together: the same as before, with the same id, until it was told.
     * Empty where nothing waits, or what waits is to be tried again later, or is being told: it is handed out once in {@link #TELLING}.
     */
    Optional<Bundle> next(String channel, Instant now);

    /** It was told. */
    void told(UUID bundle, Instant at);

    /** It could not be told; to be tried again from an instant on. */
    void failed(UUID bundle, Instant again);

    /**
     * Told at once.
     *
     * @param id lasting: whoever is told twice knows it by that
     * @param tries how often it was tried before
     */
    record Bundle(UUID id, int tries, List<Told> told) {
        public Bundle {
            told = List.copyOf(told);
        }
    }

    /** @param started whether it is told that it started; else that it ended */
    record Told(Alert alert, boolean started) {}
}
