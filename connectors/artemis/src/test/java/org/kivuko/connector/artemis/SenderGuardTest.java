package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.impl.RoutingContextImpl;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPStandardMessage;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedByte;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.junit.jupiter.api.Test;

/** What a sender may write into a message that no well-behaved client library would write. */
class SenderGuardTest {
    private final SenderGuard guard = new SenderGuard();

    @Test
    void namesTheAccountWhateverTheSenderClaimsToBe() throws Exception {
        // Given
        var properties = new Properties();
        properties.setUserId(new Binary("hub".getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> claims = new HashMap<>(Map.of("_AMQ_VALIDATED_USER", "hub", "KivukoDoor", "http"));
        AMQPMessage message = message(new Header(), properties, new HashMap<>(), claims);

        // When
        guard.beforeSend(session("KEN.DIS"), null, message, false, true);

        // Then
        ICoreMessage stored = message.toCore();
        assertThat(stored.getValidatedUserID()).isEqualTo("KEN.DIS");
        assertThat(stored.containsProperty("KivukoDoor")).isFalse();
    }

    @Test
    void takesOffScheduleRoutePriorityAndDuplicateId() throws Exception {
        // Given
        var header = new Header();
        header.setPriority(UnsignedByte.valueOf((byte) 9));
        Map<Symbol, Object> annotations = new HashMap<>(Map.of(
                Symbol.valueOf("x-opt-delivery-delay"),
                3_600_000L,
                Symbol.valueOf("x-opt-routing-type"),
                (byte) 0,
                Symbol.valueOf("x-opt-other"),
                "x"));
        Map<String, Object> claims = new HashMap<>(Map.of("_AMQ_DUPL_ID", "x", "_AMQ_LVQ_NAME", "x"));
        AMQPMessage message = message(header, new Properties(), annotations, claims);

        // When
        guard.beforeSend(session("KEN.DIS"), null, message, false, true);

        // Then
        assertThat(message.getPriority()).isEqualTo((byte) 4);
        assertThat(message.isDurable()).isTrue();
        assertThat(message.getScheduledDeliveryTime()).isZero();
        assertThat(message.getRoutingType()).isNull();
        assertThat(message.getDuplicateProperty()).isNull();
        assertThat(message.getPropertyNames()).isEmpty();
        assertThat(message.getMessageAnnotations().getValue()).isEmpty();
    }

    @Test
    void leavesTheBodyAndItsMediaType() throws Exception {
        // Given
        var properties = new Properties();
        properties.setContentType(Symbol.valueOf("application/cap+xml"));
        AMQPMessage message = message(new Header(), properties, new HashMap<>(), new HashMap<>(Map.of("a", "b")));

        // When
        guard.beforeSend(session("KEN.DIS"), null, message, false, true);

        // Then
        assertThat(((Data) message.getBody()).getValue()).isEqualTo(new Binary(new byte[] {1, 2, 3}));
        assertThat((Object) message.getProperties().getContentType()).hasToString("application/cap+xml");
    }

    @Test
    void cleansACoreMessageThatComesThroughTheTunnelOfAmqp() throws Exception {
        // Given
        var message = new CoreMessage(1, 512);
        message.setExpiration(5);
        message.setScheduledDeliveryTime(Long.MAX_VALUE);
        message.putStringProperty(HubMessages.CONTENT_TYPE, "application/json");
        message.putStringProperty("_AMQ_VALIDATED_USER", "hub");
        message.putStringProperty("KivukoDoor", "http");

        // When
        guard.beforeSend(session("KEN.DIS"), null, message, false, true);

        // Then
        assertThat(message.getExpiration()).isZero();
        assertThat(message.getPropertyNames()).extracting(Object::toString).containsExactly(HubMessages.CONTENT_TYPE);
    }

    @Test
    void refusesATopicMessageForAnOutbox() {
        // Given
        var context = new RoutingContextImpl(null);
        context.setRoutingType(RoutingType.MULTICAST);
        Message message = new CoreMessage(1, 64).setAddress(TestHub.OUTBOX.queue());

        // Then
        assertThatThrownBy(() -> guard.beforeMessageRoute(message, context, false, false))
                .isInstanceOf(ActiveMQException.class);
    }

    private static AMQPMessage message(
            Header header, Properties properties, Map<Symbol, Object> annotations, Map<String, Object> claims) {
        return AMQPStandardMessage.createMessage(
                1, 0, null, header, properties, null, annotations, claims, null, new Data(new Binary(new byte[] {1, 2, 3
                })));
    }

    private static ServerSession session(String account) {
        return (ServerSession) Proxy.newProxyInstance(
                SenderGuardTest.class.getClassLoader(),
                new Class<?>[] {ServerSession.class},
                (proxy, method, arguments) -> method.getName().equals("getUsername") ? account : null);
    }
}
