package org.kivuko.acceptance;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.hub.Hub;

/** What tests have to see of a hub in their own process that it shows nobody. */
public final class HubParts {
    private HubParts() {}

    /** The broker itself, with its own counts. */
    public static ActiveMQServer broker(Hub hub) {
        return (ActiveMQServer) part(store(hub, "broker"), "server");
    }

    /** A connection of its own to the database of a hub, wherever that is. */
    public static Connection ledger(Hub hub) throws SQLException {
        var address = (LedgerAddress) store(hub, "address");
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    /** Of where a hub keeps what it is given. */
    public static Object store(Hub hub, String field) {
        return part(part(hub, "stores"), field);
    }

    /** What stands in a private field. */
    public static Object part(Object owner, String field) {
        try {
            Field found = owner.getClass().getDeclaredField(field);
            found.setAccessible(true);
            return found.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a hub is made of other parts than this test knows", e);
        }
    }
}
