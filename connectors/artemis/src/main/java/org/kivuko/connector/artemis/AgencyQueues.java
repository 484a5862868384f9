package org.kivuko.connector.artemis;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/** The queues of agencies that come and go while the broker runs. */
final class AgencyQueues {
    private final ActiveMQServer server;
    private final ExpiredQueue expired;

    AgencyQueues(ActiveMQServer server) {
        this.server = server;
        this.expired = new ExpiredQueue(server);
    }

    /** Makes the queues that these agencies need and the broker does not have yet. */
    void add(Directory directory) {
        for (String name : QueueNames.all(directory)) {
            if (server.locateQueue(name) == null) {
                try {
                    server.createQueue(BrokerConfiguration.queue(name).setAutoCreateAddress(true));
                } catch (Exception e) {
                    // Artemis' own signature.
                    throw new BrokerUnavailable("the queue " + name + " cannot be made", e);
                }
            }
        }
    }

    /** Agencies that have queues here and that this directory does not know any more. */
    Set<AgencyId> leaving(Directory directory) {
        return server.getPostOffice().getAddresses().stream()
                .map(SimpleString::toString)
                .flatMap(name -> Stream.concat(
                        QueueNames.inbox(name).map(inbox -> inbox.agency()).stream(),
                        QueueNames.outbox(name).map(outbox -> outbox.agency()).stream()))
                .filter(agency -> directory.agency(agency).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether nothing waits in any queue of an agency, is on its way from one, or has to go back into one as a void. */
    boolean empty(AgencyId agency) {
        return queues(agency).stream().allMatch(QueueCount::none) && !expired.holds(agency);
    }

    /** Takes the queues of an agency away. */
    void remove(AgencyId agency) {
        for (Queue queue : queues(agency)) {
            try {
                queue.deleteQueue(true);
                AddressInfo address = server.getAddressInfo(queue.getAddress());
                if (address != null) {
                    server.removeAddressInfo(queue.getAddress(), null);
                }
            } catch (Exception e) {
                // Artemis' own signature; the next sweep tries again.
                throw new BrokerUnavailable("the queue " + queue.getName() + " cannot be taken away", e);
            }
        }
    }

    private Collection<Queue> queues(AgencyId agency) {
        return QueueNames.of(agency).stream()
                .map(server::locateQueue)
                .filter(queue -> queue != null)
                .toList();
    }
}
