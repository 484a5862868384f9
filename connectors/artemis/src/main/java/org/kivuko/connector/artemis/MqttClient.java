package org.kivuko.connector.artemis;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.kivuko.model.Code;

/**
 * An MQTT 5 client. A topic is the name of a queue with a slash for each dot. Of a PUBLISH counts where to, the content type and
 * the body; of every other property it is inert. Sends are confirmed (quality of service 1 or 2), deliveries acknowledged one
 * by one (1). Nothing is kept of a client that goes: no session, no will, no retained message.
 */
final class MqttClient extends ClientHandler<MqttMessage> {
    private final MqttNames names;
    /** Packets of quality of service 2 that were stored and whose ids the sender has not released. */
    private final Set<Integer> stored = new HashSet<>();

    private boolean connecting;
    private String account;
    private String clientId;

    MqttClient(ActiveMQServer server, MqttNames names) {
        super(MqttMessage.class, server);
        this.names = names;
    }

    @Override
    int size(MqttMessage packet) {
        return packet instanceof MqttPublishMessage publish ? publish.payload().readableBytes() : 0;
    }

    @Override
    void act(MqttMessage packet) throws Exception {
        if (packet.decoderResult().isFailure()) {
            throw MqttRefusals.unreadable(packet.decoderResult().cause());
        }
        if (packet instanceof MqttConnectMessage connect && !session().isOpen()) {
            connect(connect);
            return;
        }
        if (!session().isOpen()) {
            throw new ClientRefused(Code.NOT_AUTHENTICATED, "a connection begins with CONNECT");
        }
        switch (packet.fixedHeader().messageType()) {
            case PUBLISH -> publish((MqttPublishMessage) packet);
            case PUBREL -> {
                stored.remove(id(packet));
                confirm(MqttPackets.completed(id(packet)));
            }
            case PUBACK -> acknowledged(packet);
            case SUBSCRIBE -> subscribe((MqttSubscribeMessage) packet);
            case UNSUBSCRIBE -> unsubscribe((MqttUnsubscribeMessage) packet);
            case PINGREQ -> write(MqttMessage.PINGRESP);
            case DISCONNECT -> leave(null);
            default ->
                throw new ClientRefused(Code.METHOD, packet.fixedHeader().messageType() + " is not expected here");
        }
    }

    private void connect(MqttConnectMessage connect) throws Exception {
        connecting = true;
        MqttRefusals.check(connect);
        MqttGreeting greeting = MqttGreeting.of(connect);
        byte[] password = connect.payload().passwordInBytes();
        open(
                connect.payload().userName(),
                password == null ? null : new String(password, StandardCharsets.UTF_8),
                greeting.window());
        account = connect.payload().userName();
        clientId = greeting.clientId();
        names.take(account, clientId, this);
        expectSignOfLife(greeting.silenceMillis());
        connecting = false;
        confirm(greeting.answer());
    }

    private void publish(MqttPublishMessage publish) throws Exception {
        MqttRefusals.check(publish);
        int id = publish.variableHeader().packetId();
        boolean twice = publish.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE;
        if (!twice || !stored.contains(id)) {
            session()
                    .send(
                            queue(publish.variableHeader().topicName()),
                            publish.payload(),
                            MqttPackets.contentType(publish.variableHeader().properties()));
        }
        if (twice) {
            stored.add(id);
        }
        confirm(twice ? MqttPackets.received(id) : MqttPackets.acknowledged(id));
    }

    private void acknowledged(MqttMessage packet) throws Exception {
        boolean taken = !(packet.variableHeader() instanceof MqttPubReplyMessageVariableHeader reply)
                || (reply.reasonCode() & MqttPackets.FAILURE) == 0;
        if (!taken) {
            throw new ClientRefused(Code.NOT_ACCEPTABLE, "a delivery that the client does not take stays in its queue");
        }
        // Unknown ones are no harm: the answer to a delivery that was taken back.
        session().acknowledge(id(packet));
    }

    private void subscribe(MqttSubscribeMessage subscribe) {
        var answers = new ArrayList<Integer>();
        String why = null;
        boolean numbered = subscribe
                        .idAndPropertiesVariableHeader()
                        .properties()
                        .getProperty(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value())
                != null;
        for (MqttTopicSubscription one : subscribe.payload().topicSubscriptions()) {
            try {
                MqttRefusals.check(one, numbered);
                session().unsubscribe(one.topicFilter());
                session().subscribe(one.topicFilter(), queue(one.topicFilter()));
                answers.add(MqttQoS.AT_LEAST_ONCE.value());
            } catch (Exception e) {
                ClientRefused refused = ClientRefused.of(e);
                why = refused.sentence();
                note(refused);
                answers.add(MqttRefusals.ofSubscription(one, numbered, refused.code()) & 0xFF);
            }
        }
        confirmAndBegin(MqttPackets.subscribed(subscribe.variableHeader().messageId(), answers, why));
    }

    private void unsubscribe(MqttUnsubscribeMessage unsubscribe) throws Exception {
        var answers = new ArrayList<Short>();
        for (String topic : unsubscribe.payload().topics()) {
            answers.add(session().unsubscribe(topic) ? MqttPackets.DONE : MqttPackets.NO_SUBSCRIPTION);
        }
        confirm(MqttPackets.unsubscribed(unsubscribe.variableHeader().messageId(), answers));
    }

    private static int id(MqttMessage packet) {
        return ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
    }

    /** A dot stands nowhere in a topic: two topics would be one queue. */
    private static String queue(String topic) throws ClientRefused {
        if (topic.indexOf('.') >= 0) {
            throw ClientRefused.nothingHere();
        }
        return topic.replace('/', '.');
    }

    @Override
    void refuse(ClientRefused refused) {
        write(
                connecting || !session().isOpen()
                        ? MqttPackets.notConnected(MqttRefusals.reason(refused), refused.sentence())
                        : MqttPackets.disconnected(MqttRefusals.reason(refused), refused.sentence()));
    }

    /** Another one of its account has come under its client id. */
    void takenOver() {
        endBeside(new ClientRefused(Code.CONFLICT, "another connection has come under this client id"));
    }

    @Override
    public void take(ClientSession.Delivery delivery) {
        write(MqttPackets.delivery(delivery, delivery.queue().replace('.', '/')));
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) throws Exception {
        if (account != null) {
            names.leave(account, clientId, this);
        }
        super.channelInactive(gone);
    }
}
