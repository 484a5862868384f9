package org.kivuko.connector.artemis;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An MQTT client that says whatever it is told to; Netty writes and reads its packets. */
final class MqttTalk extends Talk<MqttMessage> {
    private final EmbeddedChannel writer = new EmbeddedChannel(MqttEncoder.INSTANCE);
    private final EmbeddedChannel reader = new EmbeddedChannel(new MqttDecoder(4 << 20));

    MqttTalk(int port) throws IOException {
        super(port);
    }

    static MqttTalk as(int port, String account, String key) throws IOException {
        var talk = new MqttTalk(port);
        talk.ask(greeting(account, key).build());
        return talk;
    }

    static MqttMessageBuilders.ConnectBuilder greeting(String account, String key) {
        return MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_5)
                .clientId(account + "/" + System.nanoTime())
                .cleanSession(true)
                .keepAlive(30)
                .username(account)
                .password(key.getBytes(StandardCharsets.UTF_8));
    }

    static MqttMessageBuilders.PublishBuilder publish(String topic, String body) {
        return MqttMessageBuilders.publish()
                .topicName(topic)
                .messageId(7)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .properties(new MqttProperties())
                .payload(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    }

    void say(MqttMessage packet) throws IOException {
        if (packet instanceof MqttConnectMessage) {
            // The decoder learns the version from what the client sends.
            reader.writeInbound(encoded(packet));
            reader.readInbound();
        }
        ByteBuf bytes = encoded(packet);
        byte[] raw = new byte[bytes.readableBytes()];
        bytes.readBytes(raw);
        socket.getOutputStream().write(raw);
        socket.getOutputStream().flush();
    }

    private ByteBuf encoded(MqttMessage packet) {
        writer.writeOutbound(io.netty.util.ReferenceCountUtil.retain(packet));
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = writer.readOutbound(); part != null; part = writer.readOutbound()) {
            all.writeBytes(part);
        }
        return all;
    }

    MqttMessage ask(MqttMessage packet) throws IOException {
        say(packet);
        return hear();
    }

    /** Null where the connection has ended. */
    @Override
    MqttMessage hear() throws IOException {
        byte[] bytes = new byte[64 << 10];
        MqttMessage packet = reader.readInbound();
        while (packet == null) {
            int read = socket.getInputStream().read(bytes);
            if (read < 0) {
                return null;
            }
            reader.writeInbound(Unpooled.copiedBuffer(bytes, 0, read));
            packet = reader.readInbound();
        }
        return packet;
    }
}
