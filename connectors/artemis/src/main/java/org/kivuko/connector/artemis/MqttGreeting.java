package org.kivuko.connector.artemis;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import java.util.UUID;

/**
 * What client and door agree on.
 *
 * @param clientId the client's own, or one that was made for it
 * @param window how many deliveries it takes before it acknowledges one
 * @param silenceMillis after which it counts as gone
 * @param answer which says what is not offered
 */
record MqttGreeting(String clientId, int window, long silenceMillis, MqttConnAckMessage answer) {
    private static final int MOST_WINDOW = 100;
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int SENDS_AT_ONCE = 100;
    /** As MQTT demands: one and a half times what was agreed. */
    private static final long MILLIS_OF_A_SECOND = 1_500;

    static MqttGreeting of(MqttConnectMessage connect) {
        String own = connect.payload().clientIdentifier();
        boolean nameless = own == null || own.isEmpty();
        String clientId = nameless ? UUID.randomUUID().toString() : own;
        int asked = connect.variableHeader().keepAliveTimeSeconds();
        int keepAlive = asked == 0 ? KEEP_ALIVE_SECONDS : Math.min(asked, KEEP_ALIVE_SECONDS);
        MqttProperties properties = notOffered();
        if (nameless) {
            properties.add(new StringProperty(MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER.value(), clientId));
        }
        if (keepAlive != asked) {
            add(properties, MqttPropertyType.SERVER_KEEP_ALIVE, keepAlive);
        }
        MqttConnAckMessage answer = MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .sessionPresent(false)
                .properties(properties)
                .build();
        int window = stated(connect, MqttPropertyType.RECEIVE_MAXIMUM, MOST_WINDOW);
        return new MqttGreeting(clientId, Math.min(window, MOST_WINDOW), keepAlive * MILLIS_OF_A_SECOND, answer);
    }

    private static MqttProperties notOffered() {
        var properties = new MqttProperties();
        add(properties, MqttPropertyType.SESSION_EXPIRY_INTERVAL, 0);
        add(properties, MqttPropertyType.RECEIVE_MAXIMUM, SENDS_AT_ONCE);
        add(properties, MqttPropertyType.RETAIN_AVAILABLE, 0);
        add(properties, MqttPropertyType.MAXIMUM_PACKET_SIZE, SenderGuard.MAX_BYTES);
        add(properties, MqttPropertyType.TOPIC_ALIAS_MAXIMUM, 0);
        add(properties, MqttPropertyType.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
        add(properties, MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 0);
        add(properties, MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        return properties;
    }

    private static void add(MqttProperties properties, MqttPropertyType type, int value) {
        properties.add(new IntegerProperty(type.value(), value));
    }

    /** What the client says of itself, or this. */
    static int stated(MqttConnectMessage connect, MqttPropertyType type, int otherwise) {
        return connect.variableHeader().properties().getProperty(type.value()) instanceof IntegerProperty stated
                ? stated.value()
                : otherwise;
    }
}
