package org.kivuko.hub;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kivuko.connector.postgres.ServerAdvice.Advice;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.exchange.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators should know of the settings of their database: in the log when it changes, and in health. Thread-safe. */
final class DatabaseAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAdvice.class);
    private static final long EVERY_MILLIS = 60_000;

    private final Supplier<List<Advice>> settings;
    private volatile String known = "";

    /** @param settings that had better be otherwise; asked again and again */
    DatabaseAdvice(Supplier<List<Advice>> settings) {
        this.settings = settings;
    }

    /** Looks at once, and until that is closed. */
    AutoCloseable watch() {
        look();
        return new Watch("database-advice", EVERY_MILLIS, this::look, "the settings of the database cannot be read");
    }

    /** Looks once. A database that does not answer is told of elsewhere, and advice keeps no hub from starting. */
    void look() {
        try {
            String now = settings.get().stream().map(Advice::toString).collect(Collectors.joining("; "));
            if (!now.equals(known)) {
                LOG.warn("{}", now.isEmpty() ? "the settings of the database are as they should be again" : now);
            }
            known = now;
        } catch (LedgerUnavailable | LedgerFault e) {
            LOG.debug("the settings of the database cannot be read", e);
        }
    }

    /** All of it; empty where there is nothing to say. */
    String inWords() {
        return known;
    }
}
