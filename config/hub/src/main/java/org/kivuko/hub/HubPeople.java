package org.kivuko.hub;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.connector.http.PeoplePorts;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.hub.configuration.SignInSettings;
import org.kivuko.operations.people.AuditBook;
import org.kivuko.operations.people.Elsewhere;
import org.kivuko.operations.people.Passwords;
import org.kivuko.operations.people.People;
import org.kivuko.operations.people.SignIn;

/** Who operates the hub, joined to the database. */
final class HubPeople {
    private HubPeople() {}

    /**
     * For the HTTP door.
     *
     * @param settings as they are at that moment: with whom people sign in beside those of this hub
     */
    static PeoplePorts ports(
            AuditBook audit,
            PostgresLedger ledger,
            HubOptions options,
            Supplier<Optional<SignInSettings>> settings,
            InstantSource clock) {
        var passwords = new Passwords();
        var store = ledger.people();
        var signIn = new SignIn(store, passwords);
        var provider = new HubProvider(settings, options.config(), clock);
        return new PeoplePorts(
                audit,
                signIn,
                new Elsewhere(provider::now, ledger.trips(), store, signIn),
                new People(store, passwords),
                options.demonstration(),
                clock);
    }
}
