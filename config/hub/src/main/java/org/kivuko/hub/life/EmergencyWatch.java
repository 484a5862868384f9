package org.kivuko.hub.life;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.kivuko.connector.postgres.LifeBook;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.DeclaredEmergency;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.EmergencyNotice;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Rulebook;
import org.kivuko.model.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the central contact of every party, by its receipts, and the log that an emergency was declared, and that it is over.
 * Each is told once; the ledger knows which, so a restart or another hub does not tell it again. Not thread-safe.
 */
public final class EmergencyWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EmergencyWatch.class);

    private final Emergencies emergencies;
    private final Rulebook rulebook;
    private final LifeBook book;
    private final Consumer<Parcel> sender;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();

    /** @param sender a durable send, synced when it returns */
    public EmergencyWatch(
            Emergencies emergencies, Rulebook rulebook, LifeBook book, Consumer<Parcel> sender, Clock clock) {
        this.emergencies = emergencies;
        this.rulebook = rulebook;
        this.book = book;
        this.sender = sender;
        this.clock = clock;
    }

    /** Reads the book and tells what is new; what cannot be told now is told at a later look. */
    public void look() {
        try {
            emergencies.follow();
            for (DeclaredEmergency each : emergencies.known()) {
                tellOnce(each, false);
                if (!clock.instant().isBefore(each.over())) {
                    tellOnce(each, true);
                }
            }
        } catch (LedgerUnavailable | BrokerUnavailable away) {
            LOG.debug("emergencies wait to be told: {}", away.getMessage());
        }
    }

    private void tellOnce(DeclaredEmergency emergency, boolean over) {
        String key = (over ? "emergency-over " : "emergency ") + emergency.id();
        if (!told.contains(key)) {
            if (!book.warned(key)) {
                tell(emergency, over, key);
            }
            told.add(key);
        }
    }

    /** Told first and noted then: a kill in between tells it twice, under the same id, rather than never. */
    private void tell(DeclaredEmergency emergency, boolean over, String key) {
        Directory directory = rulebook.agreements().directory();
        for (String state : emergencies.parties(emergency.rule())) {
            directory
                    .state(state)
                    .flatMap(Directory.State::centralContact)
                    .ifPresent(contact ->
                            sender.accept(new EmergencyNotice(contact, emergency, over).write(clock.instant())));
        }
        if (book.warn(key, clock.instant())) {
            LOG.warn("{}", over ? "over: " + inWords(emergency) : inWords(emergency));
        }
    }

    private static String inWords(DeclaredEmergency emergency) {
        return "emergency for " + emergency.rule() + ", declared by " + emergency.by() + ", until " + emergency.over();
    }

    /** What is open, for health. */
    public static List<String> open(Emergencies emergencies) {
        return emergencies.open().stream().map(EmergencyWatch::inWords).toList();
    }
}
