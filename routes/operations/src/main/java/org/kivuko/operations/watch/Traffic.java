package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was ruled lately, by sender and recipient, and when something was heard of agencies. Each method is one transaction, and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface Traffic {
    /**
     * Rulings of one outcome.
     *
     * @param outcome by its code: {@code released}, {@code reduced}, {@code held}, {@code refused}
     */
    record Flow(String sender, String recipient, String outcome, long rulings) {}

    /**
     * What an agency sent.
     *
     * @param refused how many of its messages were refused to every recipient
     */
    record Sent(String sender, long messages, long refused) {}

    /** What each agency sent since an instant, to within ten minutes: each message once, by what was ruled of it first. */
    List<Sent> sent(Instant since);

    /** How many deliveries to each agency wait for an officer. */
    Map<String, Long> held();

    /** When something was heard of each agency last; without those of which nothing ever was. */
    Map<String, Instant> lastHeard();

    /** What was ruled since an instant, to within ten minutes. A delivery that was held and then released counts as both. */
    List<Flow> since(Instant since);
}
