package org.kivuko.connector.artemis;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Keys;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Parcel;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Directory;
import org.kivuko.model.Lane;
import org.kivuko.model.Role;

/** A broker for three agencies, one of which fetches at the broker. An agency's key is {@code key-of-} and its code. */
final class TestHub implements AutoCloseable {
    static final AgencyId SENDER = AgencyId.of("KEN.DIS");
    static final AgencyId AT_BROKER = AgencyId.of("UGA.DCIC");
    static final AgencyId AT_HTTP = AgencyId.of("UGA.URA");
    static final Outbox OUTBOX = new Outbox(SENDER, Channel.LIVE, Lane.BULK);

    private static final DoorPorts EVERY_DOOR = new DoorPorts(0, OptionalInt.of(0), OptionalInt.of(0));

    final FakeLedger ledger = new FakeLedger();
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Path folder;
    private EmbeddedBroker broker;
    private AgencyDoor door;

    TestHub(Path folder) throws BrokerStartFailure {
        this.folder = folder;
        start();
    }

    EmbeddedBroker broker() {
        return broker;
    }

    int amqpPort() {
        return door.port();
    }

    int port(AgencyProtocol protocol) {
        return door.port(protocol).orElseThrow();
    }

    void restart() throws BrokerStartFailure {
        close();
        start();
    }

    private void start() throws BrokerStartFailure {
        broker = EmbeddedBroker.start(BrokerSettings.onLoopback(folder, EVERY_DOOR), directory(), keys());
        door = broker.letAgenciesIn(ledger, Clock.systemUTC());
    }

    static Directory directory() {
        return new Directory(
                List.of(
                        new Directory.State("KEN", "Kenya", Optional.of(SENDER), List.of(agency(SENDER, false))),
                        new Directory.State(
                                "UGA",
                                "Uganda",
                                Optional.empty(),
                                List.of(agency(AT_BROKER, true), agency(AT_HTTP, false)))),
                List.of());
    }

    private static Directory.Agency agency(AgencyId id, boolean inboxAtBroker) {
        return new Directory.Agency(id, id.toString(), Set.of(Role.IMMIGRATION), inboxAtBroker);
    }

    Keys keys() {
        return key -> key.startsWith("key-of-") && !revoked.contains(key)
                ? AgencyId.parse(key.substring(7)).map(Caller.OfAgency::new)
                : Optional.empty();
    }

    static String key(AgencyId agency) {
        return "key-of-" + agency;
    }

    /** Everything that waits in a queue, taken out of it, in order. */
    List<Message> drain(String queue) throws JMSException {
        var messages = new ArrayList<Message>();
        try (Connection connection = broker.link().forOutbox();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            Message message = consumer.receive(300);
            while (message != null) {
                messages.add(message);
                message = consumer.receiveNoWait();
            }
            session.commit();
        }
        return messages;
    }

    /** Sends from the hub's account, in one transaction. */
    void send(List<Parcel> parcels) throws JMSException {
        try (Connection connection = broker.link().forDoor();
                Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            parcels.forEach(new SessionOutlet(session)::send);
            session.commit();
        }
    }

    /** A parcel as the hub writes it. */
    static Parcel parcel(String queue, Optional<UUID> id, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Parcel(queue, id, bytes, "application/cloudevents+json", Map.of(), Duration.ZERO);
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        door.close();
        broker.close();
    }
}
