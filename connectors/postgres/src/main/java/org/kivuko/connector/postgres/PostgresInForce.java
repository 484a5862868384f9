package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.InForceBook;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;

/** What is in force and who was told, in PostgreSQL. Thread-safe. */
final class PostgresInForce implements InForceBook {
    private final Database database;

    PostgresInForce(Database database) {
        this.database = database;
    }

    @Override
    public List<Candidate> latest(AgencyId agency, Channel channel, long after, int max, Instant at) {
        return database.inOneStatement(
                "look what is in force", handle -> InForceRows.latest(handle, agency, channel, after, max, at));
    }

    @Override
    public Set<UUID> disclose(AgencyId agency, Collection<Disclosure> disclosures, Instant at) {
        return database.inTransaction(
                "record a disclosure", handle -> new DisclosureRows(handle, agency, at).record(disclosures));
    }
}
