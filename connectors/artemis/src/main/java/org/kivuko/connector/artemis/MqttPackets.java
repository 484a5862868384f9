package org.kivuko.connector.artemis;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.BinaryProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the MQTT door writes. */
final class MqttPackets {
    static final short DONE = 0;
    static final short NO_SUBSCRIPTION = 0x11;
    /** From here on a reason is a failure. */
    static final int FAILURE = 0x80;

    private MqttPackets() {}

    static MqttMessage acknowledged(int id) {
        return reply(MqttMessageType.PUBACK, id);
    }

    static MqttMessage received(int id) {
        return reply(MqttMessageType.PUBREC, id);
    }

    static MqttMessage completed(int id) {
        return reply(MqttMessageType.PUBCOMP, id);
    }

    private static MqttMessage reply(MqttMessageType type, int id) {
        return new MqttMessage(
                header(type), new MqttPubReplyMessageVariableHeader(id, (byte) DONE, MqttProperties.NO_PROPERTIES));
    }

    static MqttMessage subscribed(int id, List<Integer> answers, String why) {
        return new MqttSubAckMessage(
                header(MqttMessageType.SUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(id, because(why)),
                new MqttSubAckPayload(answers));
    }

    static MqttMessage unsubscribed(int id, List<Short> answers) {
        return new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK),
                new MqttMessageIdAndPropertiesVariableHeader(id, MqttProperties.NO_PROPERTIES),
                new MqttUnsubAckPayload(answers));
    }

    static MqttMessage notConnected(byte reason, String why) {
        return new MqttConnAckMessage(
                header(MqttMessageType.CONNACK),
                new MqttConnAckVariableHeader(MqttConnectReturnCode.valueOf(reason), false, because(why)));
    }

    static MqttMessage disconnected(byte reason, String why) {
        return new MqttMessage(
                header(MqttMessageType.DISCONNECT),
                new MqttReasonCodeAndPropertiesVariableHeader(reason, because(why)));
    }

    static MqttMessage delivery(ClientSession.Delivery delivery, String topic) {
        var properties = new MqttProperties();
        if (delivery.contentType() != null) {
            properties.add(new StringProperty(MqttPropertyType.CONTENT_TYPE.value(), delivery.contentType()));
        }
        if (delivery.id() != null) {
            properties.add(new BinaryProperty(
                    MqttPropertyType.CORRELATION_DATA.value(), delivery.id().getBytes(StandardCharsets.UTF_8)));
        }
        return new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, delivery.again(), MqttQoS.AT_LEAST_ONCE, false, 0),
                new MqttPublishVariableHeader(topic, delivery.tag(), properties),
                Unpooled.wrappedBuffer(delivery.body()));
    }

    /** What the sender says its body is, or null. */
    static String contentType(MqttProperties properties) {
        return properties.getProperty(MqttPropertyType.CONTENT_TYPE.value()) instanceof StringProperty stated
                ? stated.value()
                : null;
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    private static MqttProperties because(String why) {
        if (why == null) {
            return MqttProperties.NO_PROPERTIES;
        }
        var properties = new MqttProperties();
        properties.add(new StringProperty(MqttPropertyType.REASON_STRING.value(), why));
        return properties;
    }
}
