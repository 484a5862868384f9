package org.kivuko.hub.life;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.kivuko.connector.postgres.LifeBook;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.EndNotice;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Parcel;
import org.kivuko.model.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns 90, 30 and 7 days before an agreement or a key ends: the central contacts of those concerned by their receipts, and
 * the log. Each is told once; the ledger knows which, so a restart does not tell it again. Not thread-safe.
 */
public final class EndWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EndWatch.class);

    private final LivingRules rules;
    private final LifeBook book;
    private final Consumer<Parcel> sender;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();

    /** @param sender a durable send, synced when it returns */
    public EndWatch(LivingRules rules, LifeBook book, Consumer<Parcel> sender, Clock clock) {
        this.rules = rules;
        this.book = book;
        this.sender = sender;
        this.clock = clock;
    }

    /** Tells what is due; what cannot be told now is told at a later look. */
    public void look() {
        var agreements = rules.rulebook().last();
        try {
            for (var end : Ends.near(agreements.all(), rules.configuration().keys(), clock.instant())) {
                if (!told.contains(end.key())) {
                    if (!book.warned(end.key())) {
                        tell(end, agreements.directory());
                    }
                    told.add(end.key());
                }
            }
        } catch (LedgerUnavailable | BrokerUnavailable away) {
            LOG.debug("warnings wait: {}", away.getMessage());
        }
    }

    /** Told first and noted then: a kill in between tells it twice, under the same id, rather than never. */
    private void tell(Ends.End end, Directory directory) {
        for (String state : end.states()) {
            directory
                    .state(state)
                    .flatMap(Directory.State::centralContact)
                    .ifPresent(contact -> sender.accept(
                            new EndNotice(contact, end.subject(), end.at(), end.days()).write(clock.instant())));
        }
        if (book.warn(end.key(), clock.instant())) {
            LOG.warn("{}", end.inWords());
        }
    }

    /** What is near, for health. */
    public static List<String> near(LivingRules rules, Clock clock) {
        return Ends.near(rules.rulebook().last().all(), rules.configuration().keys(), clock.instant()).stream()
                .map(Ends.End::inWords)
                .toList();
    }

    /** Whole days until each agreement and each key ends, of those that have an end ahead. */
    public static Map<String, Long> daysLeft(LivingRules rules, Instant now) {
        return Ends.daysLeft(
                rules.rulebook().last().all(), rules.configuration().keys(), now);
    }
}
