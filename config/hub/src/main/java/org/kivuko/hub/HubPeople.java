package org.kivuko.hub;

import java.time.InstantSource;
import org.kivuko.connector.http.PeoplePorts;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.operations.people.AuditBook;
import org.kivuko.operations.people.Passwords;
import org.kivuko.operations.people.People;
import org.kivuko.operations.people.SignIn;

/** Who operates the hub, joined to the database. */
final class HubPeople {
    private HubPeople() {}

    /** For the HTTP door. */
    static PeoplePorts ports(AuditBook audit, PostgresLedger ledger, HubOptions options, InstantSource clock) {
        var passwords = new Passwords();
        var store = ledger.people();
        return new PeoplePorts(
                audit, new SignIn(store, passwords), new People(store, passwords), options.demonstration(), clock);
    }
}
