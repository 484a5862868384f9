package org.kivuko.connector.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.search.MessageFilter;

/**
 * The numbers among which all messages of a time stand, and a few of the minutes beside it.
 *
 * @param low the first
 * @param high behind the last
 */
record SearchSpan(long low, long high) {
    /** So far two messages may stand in another order than that of time: doors and outboxes write side by side. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    static SearchSpan of(Handle handle, MessageFilter.Span span) {
        return handle.createQuery(
                        """
                        select case when cast(:since as timestamptz) is null then (select coalesce(min(no), 0) from message)
                                else message_position(cast(:since as timestamptz)) end as low,
                            case when cast(:until as timestamptz) is null then (select coalesce(max(no), 0) + 1 from message)
                                else message_position(cast(:until as timestamptz)) end as high
                        """)
                .bind("since", text(span.since().map(since -> since.minus(SLACK))))
                .bind("until", text(span.until().map(until -> until.plus(SLACK))))
                .map((row, context) -> new SearchSpan(row.getLong("low"), row.getLong("high")))
                .one();
    }

    private static String text(Optional<Instant> at) {
        return at.map(Instant::toString).orElse(null);
    }
}
