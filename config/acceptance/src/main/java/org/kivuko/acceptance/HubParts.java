package org.kivuko.acceptance;

import java.lang.reflect.Field;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.kivuko.hub.Hub;

/** What tests have to see of a hub in their own process that it shows nobody. */
public final class HubParts {
    private HubParts() {}

    /** The broker itself, with its own counts. */
    public static ActiveMQServer broker(Hub hub) {
        return (ActiveMQServer) part(part(hub, "broker"), "server");
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
