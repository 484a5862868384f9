package org.kivuko.connector.artemis;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.kivuko.model.Code;

/** What of MQTT is not offered, and how MQTT says so. */
final class MqttRefusals {
    private static final int UNSPECIFIED = 0x80;
    private static final int MALFORMED = 0x81;
    private static final int IMPLEMENTATION = 0x83;
    private static final int VERSION = 0x84;
    private static final int BAD_LOGIN = 0x86;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int SERVER_BUSY = 0x89;
    private static final int TAKEN_OVER = 0x8E;
    private static final int TOO_LARGE = 0x95;
    private static final int QUOTA = 0x97;
    private static final int SHARED = 0x9E;
    private static final int NUMBERED = 0xA1;
    private static final int WILDCARD = 0xA2;

    private MqttRefusals() {}

    static void check(MqttConnectMessage connect) throws ClientRefused {
        if (connect.variableHeader().version() != MqttVersion.MQTT_5.protocolLevel()) {
            throw new ClientRefused(Code.NOT_ACCEPTABLE, "MQTT 5 is spoken here");
        }
        if (connect.variableHeader().isWillFlag()) {
            throw new ClientRefused(Code.METHOD, "there are no wills here: nothing is sent that was not confirmed");
        }
        if (connect.variableHeader().properties().getProperty(MqttPropertyType.AUTHENTICATION_METHOD.value()) != null) {
            throw new ClientRefused(Code.NOT_AUTHENTICATED, "an account and its key are asked for");
        }
        int most = MqttGreeting.stated(connect, MqttPropertyType.MAXIMUM_PACKET_SIZE, SenderGuard.MAX_BYTES);
        if (most < SenderGuard.MAX_BYTES) {
            throw new ClientRefused(
                    Code.TOO_LARGE,
                    "a client takes packets of " + SenderGuard.MAX_BYTES + " bytes: a delivery that is too long for it"
                            + " would be lost");
        }
    }

    static void check(MqttPublishMessage publish) throws ClientRefused {
        ClientRefused.unlessFew(publish.variableHeader()
                .properties()
                .getProperties(MqttPropertyType.USER_PROPERTY.value())
                .size());
        if (publish.fixedHeader().qosLevel() == MqttQoS.AT_MOST_ONCE) {
            throw new ClientRefused(
                    Code.METHOD, "quality of service 0 is not taken: nobody would know whether the message was");
        }
        if (publish.fixedHeader().isRetain()) {
            throw new ClientRefused(Code.METHOD, "nothing is retained here");
        }
        if (publish.variableHeader().properties().getProperty(MqttPropertyType.TOPIC_ALIAS.value()) != null) {
            throw new ClientRefused(Code.METHOD, "there are no aliases of topics here");
        }
    }

    static void check(MqttTopicSubscription one, boolean numbered) throws ClientRefused {
        if (one.qualityOfService() == MqttQoS.AT_MOST_ONCE) {
            throw new ClientRefused(
                    Code.METHOD, "quality of service 0 is not given: a delivery is taken once it is acknowledged");
        }
        if (numbered || isShared(one) || isWildcard(one)) {
            throw new ClientRefused(Code.METHOD, "a subscription is one queue of the agency, by its name");
        }
    }

    static int ofSubscription(MqttTopicSubscription one, boolean numbered, Code code) {
        if (isShared(one)) {
            return SHARED;
        }
        if (isWildcard(one)) {
            return WILDCARD;
        }
        if (numbered) {
            return NUMBERED;
        }
        return switch (code) {
            case NOT_FOUND -> NOT_AUTHORIZED;
            case RATE_EXCEEDED -> QUOTA;
            case METHOD -> IMPLEMENTATION;
            default -> UNSPECIFIED;
        };
    }

    private static boolean isShared(MqttTopicSubscription one) {
        return one.topicFilter().startsWith("$share/");
    }

    private static boolean isWildcard(MqttTopicSubscription one) {
        return one.topicFilter().indexOf('#') >= 0 || one.topicFilter().indexOf('+') >= 0;
    }

    static ClientRefused unreadable(Throwable cause) {
        return cause instanceof TooLongFrameException
                ? new ClientRefused(Code.TOO_LARGE, "a packet has at most " + SenderGuard.MAX_BYTES + " bytes")
                : new ClientRefused(Code.UNREADABLE, "this is no packet of MQTT 5");
    }

    /** The number by which MQTT says it. */
    static byte reason(ClientRefused refused) {
        int reason =
                switch (refused.code()) {
                    case NOT_AUTHENTICATED -> BAD_LOGIN;
                    case NOT_FOUND -> NOT_AUTHORIZED;
                    case RATE_EXCEEDED -> QUOTA;
                    case TOO_LARGE -> TOO_LARGE;
                    case UNREADABLE -> MALFORMED;
                    case NOT_AVAILABLE -> SERVER_BUSY;
                    case NOT_ACCEPTABLE -> VERSION;
                    case CONFLICT -> TAKEN_OVER;
                    default -> IMPLEMENTATION;
                };
        return (byte) reason;
    }
}
