package org.kivuko.connector.artemis;

import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.kivuko.exchange.limit.Standstill;

/** Takes nothing from agencies while the hub stands still: a send is refused, and its sender keeps it. Thread-safe. */
final class StandstillGuard implements ActiveMQServerPlugin {
    private final Standstill standstill;

    StandstillGuard(Standstill standstill) {
        this.standstill = standstill;
    }

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        Optional<String> why = Accounts.HUB.equals(session.getUsername()) ? Optional.empty() : standstill.reason();
        if (why.isPresent()) {
            throw new ActiveMQException("NOT_AVAILABLE: " + why.get(), ActiveMQExceptionType.ILLEGAL_STATE);
        }
    }
}
