package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.model.AgencyId;
import org.slf4j.LoggerFactory;

/** Every account at every address by every operation, at each door: what succeeds is its own and nothing else. */
@Tag("slow")
class DoorRightsTest {
    private static final String CONTENT = "the name of a traveller";
    private static final List<AgencyId> ACCOUNTS = List.of(TestHub.SENDER, TestHub.AT_BROKER, TestHub.AT_HTTP);
    private static final List<String> STRANGE = List.of(
            "activemq.management",
            "activemq.notifications",
            "$sys.mqtt.sessions",
            "new.queue",
            "#",
            "agency.#",
            "agency.*.*.outbox",
            "agency.KEN.DIS.outbox::agency.UGA.DCIC.outbox",
            "agency.UGA.DCIC.inbox::agency.KEN.DIS.inbox");

    @TempDir
    Path folder;

    private TestHub hub;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** What one account tries at one door; true where it succeeds. */
    private interface Tries extends AutoCloseable {
        boolean send(String address) throws Exception;

        boolean consume(String address) throws Exception;

        boolean other(String address) throws Exception;

        @Override
        void close() throws JMSException;
    }

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        log.start();
        ((Logger) LoggerFactory.getLogger("org.kivuko")).addAppender(log);
        ((Logger) LoggerFactory.getLogger(ClientHandler.class)).setLevel(Level.INFO);
        ((Logger) LoggerFactory.getLogger("org.apache.activemq")).addAppender(log);
        for (String queue : QueueNames.all(TestHub.directory())) {
            if (!queue.startsWith("hub.") && QueueNames.outbox(queue).isEmpty()) {
                hub.send(List.of(TestHub.parcel(queue, Optional.of(UUID.randomUUID()), CONTENT)));
            }
        }
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger("org.kivuko")).detachAppender(log);
        ((Logger) LoggerFactory.getLogger("org.apache.activemq")).detachAppender(log);
        hub.close();
    }

    @Test
    void overAmqpOnlyTheOwnSucceeds() throws Exception {
        for (AgencyId account : ACCOUNTS) {
            sweep(account, new OverAmqp(account));
        }
        nothingElseHasChanged();
    }

    @Test
    void overStompOnlyTheOwnSucceedsAndEveryRefusalIsLogged() throws Exception {
        int refused = 0;
        for (AgencyId account : ACCOUNTS) {
            refused += sweep(account, new OverStomp(account));
        }
        nothingElseHasChanged();
        assertThat(log.list.stream().filter(line -> line.getFormattedMessage().contains("at the STOMP door")))
                .hasSize(refused);
    }

    @Test
    void overMqttOnlyTheOwnSucceedsAndEveryRefusalIsLogged() throws Exception {
        int refused = 0;
        for (AgencyId account : ACCOUNTS) {
            refused += sweep(account, new OverMqtt(account));
        }
        nothingElseHasChanged();
        assertThat(log.list.stream().filter(line -> line.getFormattedMessage().contains("at the MQTT door")))
                .hasSizeGreaterThanOrEqualTo(refused);
    }

    /** How many were refused. */
    private int sweep(AgencyId account, Tries tries) throws Exception {
        List<String> addresses = Stream.concat(QueueNames.all(TestHub.directory()).stream(), STRANGE.stream())
                .toList();
        Set<String> sent = new TreeSet<>();
        Set<String> consumed = new TreeSet<>();
        try (tries) {
            for (String address : addresses) {
                if (tries.send(address)) {
                    sent.add(address);
                }
                if (tries.consume(address)) {
                    consumed.add(address);
                }
                assertThat(tries.other(address)).as("%s: %s", account, address).isFalse();
            }
        }
        assertThat(sent).as("%s sends", account).isEqualTo(ownOutboxes(account));
        assertThat(consumed).as("%s consumes", account).isEqualTo(ownInboxes(account));
        return addresses.size() * 3 - sent.size() - consumed.size();
    }

    private static Set<String> ownOutboxes(AgencyId account) {
        return new TreeSet<>(List.of(
                "agency." + account + ".outbox",
                "agency." + account + ".outbox.urgent",
                "exercise.agency." + account + ".outbox",
                "exercise.agency." + account + ".outbox.urgent"));
    }

    private static Set<String> ownInboxes(AgencyId account) {
        var own = new TreeSet<>(List.of(
                "agency." + account + ".receipts",
                "exercise.agency." + account + ".receipts",
                "exercise.agency." + account + ".inbox",
                "exercise.agency." + account + ".inbox.urgent"));
        if (account.equals(TestHub.AT_BROKER)) {
            own.add("agency." + account + ".inbox");
            own.add("agency." + account + ".inbox.urgent");
        }
        return own;
    }

    /** Nothing that was refused made a queue, took one away, or took or left a message. */
    private void nothingElseHasChanged() throws Exception {
        List<String> queues = Stream.of(
                        hub.broker().server().getActiveMQServerControl().getQueueNames())
                .sorted()
                .toList();
        assertThat(queues).isEqualTo(QueueNames.all(TestHub.directory()));
        for (String queue : queues) {
            int expected = queue.startsWith("hub.") ? 0 : 1;
            assertThat(hub.drain(queue)).as(queue).hasSize(expected);
        }
        assertThat(log.list).noneMatch(line -> line.getFormattedMessage().contains(CONTENT));
    }

    private final class OverAmqp implements Tries {
        private final Connection connection;
        private final Session session;

        OverAmqp(AgencyId account) throws JMSException {
            connection = new JmsConnectionFactory(
                            account.toString(),
                            TestHub.key(account),
                            "amqp://127.0.0.1:" + hub.amqpPort() + "?jms.forceSyncSend=true")
                    .createConnection();
            session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        }

        @Override
        public boolean send(String address) {
            try (MessageProducer producer = session.createProducer(session.createQueue(address))) {
                producer.send(session.createTextMessage(CONTENT));
                return true;
            } catch (JMSException refused) {
                return false;
            }
        }

        @Override
        public boolean consume(String address) {
            // The connection is not started: nothing is taken.
            try (MessageConsumer consumer = session.createConsumer(session.createQueue(address))) {
                return consumer != null;
            } catch (JMSException refused) {
                return false;
            }
        }

        @Override
        public boolean other(String address) {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(address))) {
                return browser.getEnumeration().hasMoreElements();
            } catch (JMSException refused) {
                return false;
            }
        }

        @Override
        public void close() throws JMSException {
            for (Making making : List.<Making>of(session::createTemporaryQueue, session::createTemporaryTopic)) {
                assertThat(made(making)).isFalse();
            }
            connection.close();
        }

        private boolean made(Making making) {
            try {
                making.make();
                return true;
            } catch (JMSException refused) {
                return false;
            }
        }
    }

    private interface Making {
        Object make() throws JMSException;
    }

    private record OfStomp(String frame) {}

    private final class OverStomp implements Tries {
        private final AgencyId account;

        OverStomp(AgencyId account) {
            this.account = account;
        }

        @Override
        public boolean send(String address) throws IOException {
            return succeeds(new OfStomp("SEND\ndestination:" + address + "\nreceipt:r\n\n" + CONTENT));
        }

        @Override
        public boolean consume(String address) throws IOException {
            return succeeds(
                    new OfStomp("SUBSCRIBE\nid:1\nack:client-individual\ndestination:" + address + "\nreceipt:r\n\n"));
        }

        /** What takes away queues elsewhere. */
        @Override
        public boolean other(String address) throws IOException {
            return succeeds(new OfStomp("UNSUBSCRIBE\nid:1\ndurable-subscription-name:" + address + "\nreceipt:r\n\n"));
        }

        private boolean succeeds(OfStomp tried) throws IOException {
            try (StompTalk talk =
                    StompTalk.as(hub.port(AgencyProtocol.STOMP), account.toString(), TestHub.key(account))) {
                assertThat(talk.hear().command()).isEqualTo("CONNECTED");
                String answer = talk.ask(tried.frame()).command();
                assertThat(answer).isIn("RECEIPT", "ERROR");
                return answer.equals("RECEIPT");
            }
        }

        @Override
        public void close() {
            // Each try has a connection of its own.
        }
    }

    private final class OverMqtt implements Tries {
        private final AgencyId account;

        OverMqtt(AgencyId account) {
            this.account = account;
        }

        @Override
        public boolean send(String address) throws IOException {
            return answer(MqttTalk.publish(topic(address), CONTENT).build())
                            .fixedHeader()
                            .messageType()
                    == MqttMessageType.PUBACK;
        }

        @Override
        public boolean consume(String address) throws IOException {
            return granted(topic(address));
        }

        /** A share of what others subscribe to, which would be a queue of its own. */
        @Override
        public boolean other(String address) throws IOException {
            return granted("$share/all/" + topic(address));
        }

        private boolean granted(String topic) throws IOException {
            MqttMessage answer = answer(MqttMessageBuilders.subscribe()
                    .messageId(1)
                    .properties(new MqttProperties())
                    .addSubscription(MqttQoS.AT_LEAST_ONCE, topic)
                    .build());
            return answer instanceof MqttSubAckMessage granted
                    && granted.payload().reasonCodes().get(0) < MqttPackets.FAILURE;
        }

        private MqttMessage answer(MqttMessage packet) throws IOException {
            try (MqttTalk talk = MqttTalk.as(hub.port(AgencyProtocol.MQTT), account.toString(), TestHub.key(account))) {
                return talk.ask(packet);
            }
        }

        private String topic(String address) {
            return address.replace('.', '/');
        }

        @Override
        public void close() {
            // Each try has a connection of its own.
        }
    }
}
