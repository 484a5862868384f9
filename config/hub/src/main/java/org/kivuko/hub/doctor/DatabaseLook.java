package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;
import static org.kivuko.hub.doctor.Phrase.asItIs;
import static org.kivuko.hub.doctor.Phrase.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.kivuko.connector.postgres.StartupCheck;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.exchange.LedgerUnavailable;

/** The database of a hub that runs; one that does not run is looked at when the hub starts it. */
final class DatabaseLook {
    private static final int PORT_LINE = 3;
    private static final Duration APART = Duration.ofSeconds(5);

    private final Path data;
    private final Clock clock;

    DatabaseLook(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    List<Finding> findings() {
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
            List<String> note = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
            String password = Files.readString(data.resolve("secrets/postgres")).strip();
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
