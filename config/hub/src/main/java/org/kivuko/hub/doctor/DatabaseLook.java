package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;
import static org.kivuko.hub.doctor.Phrase.asItIs;
import static org.kivuko.hub.doctor.Phrase.say;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.ServerAdvice;
import org.kivuko.connector.postgres.ServerElsewhere;
import org.kivuko.connector.postgres.StartupCheck;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.hub.HubDatabase;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.DatabaseSettings;

/** The database of a hub that runs; one that does not run is looked at when the hub starts it. */
final class DatabaseLook {
    private static final int PORT_LINE = 3;
    private static final Duration APART = Duration.ofSeconds(5);

    private final HubOptions options;
    private final Clock clock;

    DatabaseLook(HubOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    List<Finding> findings() {
        try {
            Optional<DatabaseSettings> elsewhere = Configuration.database(options.config());
            return elsewhere.isPresent() ? elsewhere(elsewhere.get()) : own();
        } catch (IllegalArgumentException faulty) {
            // What is wrong with it the look at the configuration says.
            return List.of(unknown("DATABASE", say("database"), say("found.unreadable"), asItIs(faulty.getMessage())));
        }
    }

    /** Whether the hub runs or not: the server does not hang on it. */
    private List<Finding> elsewhere(DatabaseSettings settings) {
        try {
            LedgerAddress address =
                    HubDatabase.elsewhere(settings, options.config()).address();
            Optional<String> refusal = ServerElsewhere.refusal(address);
            return refusal.isPresent()
                    ? List.of(mend("DATABASE", say("database"), say("database.silent"), asItIs(refusal.get())))
                    : of(address);
        } catch (StartRefused refused) {
            return List.of(mend("DATABASE", say("database"), say("found.unreadable"), asItIs(refused.getMessage())));
        } catch (LedgerUnavailable | LedgerFault | SQLException away) {
            return List.of(mend("DATABASE", say("database"), say("database.silent"), asItIs(settings.url())));
        }
    }

    private List<Finding> own() {
        Optional<LedgerAddress> address = address();
        if (address.isEmpty()) {
            return List.of(unknown("DATABASE", say("database"), say("database.still"), say("database.later")));
        }
        try {
            return of(address.get());
        } catch (LedgerUnavailable | LedgerFault | SQLException away) {
            return List.of(mend("DATABASE", say("database"), say("database.silent"), say("database.todo")));
        }
    }

    private List<Finding> of(LedgerAddress address) throws SQLException {
        var findings = new ArrayList<>(
                HubLook.rules("DATABASE", say("database.settings"), StartupCheck.rules(), StartupCheck.facts(address)));
        ServerAdvice.of(address)
                .forEach(advice -> findings.add(mend(
                        ServerAdvice.CODE,
                        asItIs(advice.name()),
                        asItIs(advice.found()),
                        say("database.set", advice.expected(), advice.otherwise()))));
        findings.add(apart(now(address)));
        return findings;
    }

    private Finding apart(OffsetDateTime database) {
        Duration apart = Duration.between(database.toInstant(), clock.instant()).abs();
        return Finding.finding(
                apart.compareTo(APART) <= 0,
                "CLOCK_APART",
                say("apart"),
                say("apart.found", apart.toMillis()),
                say("apart.todo"));
    }

    private static OffsetDateTime now(LedgerAddress address) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class);
        }
    }

    /** From what the server notes about itself. */
    private Optional<LedgerAddress> address() {
        try {
            List<String> note = Files.readAllLines(options.data().resolve("postgres/cluster/postmaster.pid"));
            String password =
                    Files.readString(options.data().resolve("secrets/postgres")).strip();
            return note.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(new LedgerAddress(
                            "jdbc:postgresql://127.0.0.1:" + note.get(PORT_LINE).strip() + "/postgres",
                            "kivuko",
                            password));
        } catch (IOException notRunning) {
            return Optional.empty();
        }
    }
}
