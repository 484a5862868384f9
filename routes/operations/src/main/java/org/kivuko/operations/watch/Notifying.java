package org.kivuko.operations.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is to be told, by each channel on its own: one that fails is tried again, later and later, and holds up no other. Told at
 * least once; whoever is told twice knows it by the id. Not thread-safe.
 */
public final class Notifying {
    private static final Logger LOG = LoggerFactory.getLogger(Notifying.class);
    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofMinutes(30);
    private static final int MOST_DOUBLINGS = 10;

    private final NoticeBook book;

    public Notifying(NoticeBook book) {
        this.book = book;
    }

    /** Tells once by each channel. */
    public void look(Collection<NoticeChannel> channels, Instant now) {
        channels.forEach(channel -> tell(channel, now));
    }

    private void tell(NoticeChannel channel, Instant now) {
        Optional<NoticeBook.Bundle> next = book.next(channel.name(), now);
        if (next.isEmpty()) {
            return;
        }
        NoticeBook.Bundle bundle = next.get();
        try {
            channel.tell(bundle);
            book.told(bundle.id(), now);
            LOG.info(
                    "told by {}: {} starts and ends",
                    channel.name(),
                    bundle.told().size());
        } catch (NoticeChannel.NotTold failed) {
            Duration rest = rest(bundle.tries());
            book.failed(bundle.id(), now.plus(rest));
            LOG.warn("not told by {}, tried again in {}: {}", channel.name(), rest, failed.getMessage());
        }
    }

    /** How long after a failure it is tried again: twice as long each time. Pure. */
    static Duration rest(int tries) {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }
}
