package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.List;

/**
 * Thresholds that administrators set while the hub runs. Each method is one transaction, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface ThresholdBook {
    /** What was set last for each key. */
    List<Choice> all();

    /** Sets one. */
    void set(Thresholds.Threshold threshold, String by, Instant at);

    /** Takes back what was set for a key: what the configuration says holds again. */
    void unset(Thresholds.Key key);

    /** A threshold with who set it. */
    record Choice(Thresholds.Threshold threshold, String by, Instant at) {}
}
