package org.kivuko.connector.artemis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.mqtt.MqttProperties;
import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.Door;
import org.kivuko.testkit.HostileText;

/**
 * What no client library writes beside or inside a message. Seen to fail where the guard lets an error of its own pass: the
 * broker notes it, and stores the message as it was sent.
 */
class HostilePropertiesTest {
    private static final String OUTBOX = TestHub.OUTBOX.queue();
    private static final int DELIVERY_ANNOTATIONS = 0x71;
    private static final int MESSAGE_ANNOTATIONS = 0x72;
    private static final int PROPERTIES = 0x74;
    private static final int DATA = 0x75;
    private static final int SEQUENCE = 0x76;
    private static final int VALUE = 0x77;
    private static final int FOOTER = 0x78;
    private static final byte[] BODY = section(DATA, new byte[] {(byte) 0xa0, 2, '{', '}'});

    /** By these the broker, JMS, Camel or the hub itself would do something. */
    private static final List<String> NAMES = List.of(
            "_AMQ_SCHED_DELIVERY",
            "_AMQ_DUPL_ID",
            "_AMQ_LVQ_NAME",
            "_AMQ_GROUP_ID",
            "_AMQ_VALIDATED_USER",
            "_AMQ_ORIG_QUEUE",
            "_AMQ_ORIG_ADDRESS",
            "_AMQ_ROUTING_TYPE",
            "_AMQ_ROUTE_TO",
            "AMQ_SCHEDULED_DELAY",
            "JMSXUserID",
            "JMSXGroupID",
            "JMSXDeliveryCount",
            "JMSReplyTo",
            "JMSType",
            "CamelHttpUri",
            "CamelFileName",
            "CamelJmsDestinationName",
            "breadcrumbId",
            "traceparent",
            "KivukoDoor",
            "KivukoWarnings",
            "KivukoBatch",
            "KivukoOutbox",
            "KivukoRoundEnds");

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private AmqpTalk amqp() throws Exception {
        return new AmqpTalk(hub.amqpPort(), TestHub.SENDER.toString(), TestHub.key(TestHub.SENDER), OUTBOX);
    }

    private StompTalk stomp() throws Exception {
        StompTalk talk =
                StompTalk.as(hub.port(AgencyProtocol.STOMP), TestHub.SENDER.toString(), TestHub.key(TestHub.SENDER));
        assertThat(talk.hear().command()).isEqualTo("CONNECTED");
        return talk;
    }

    @Test
    void nestingBeyondReasonIsRefusedAndStandsInNobodysWay() throws Exception {
        byte[] deep = nested(200_000);
        for (byte[] message : List.of(
                joined(section(PROPERTIES, map(text(0xa1, "a"), deep)), BODY),
                section(VALUE, deep),
                section(VALUE, nested(3_000)),
                section(VALUE, nested(500)),
                section(SEQUENCE, deep),
                joined(BODY, section(FOOTER, map(text(0xa3, "a"), deep))))) {
            try (AmqpTalk talk = amqp()) {
                // When
                String answer = talk.send(message);

                // Then
                assertThat(answer).contains("Rejected", "the message cannot be read");
                assertThat(talk.send(BODY)).isEqualTo("taken");
            }
            assertThat(hub.drain(OUTBOX)).hasSize(1);
        }
    }

    /** They are read before anybody is asked: the connection ends, and what may be kept of the message is empty. */
    @Test
    void nestingBeyondReasonInAnnotationsEndsTheConnection() throws Exception {
        for (int where : List.of(DELIVERY_ANNOTATIONS, MESSAGE_ANNOTATIONS)) {
            // When
            String answer;
            try (AmqpTalk talk = amqp()) {
                answer = talk.send(joined(section(where, map(text(0xa3, "a"), nested(200_000))), BODY));
            }

            // Then
            assertThat(answer).isNotEqualTo("taken");
            try (AmqpTalk talk = amqp()) {
                assertThat(talk.send(BODY)).isEqualTo("taken");
            }
            for (Message kept : hub.drain(OUTBOX)) {
                assertThat(TestHub.text(Received.of(kept).body())).isIn("", "{}");
            }
        }
    }

    @Test
    void propertiesHaveNoEffectWhateverTheirNames() throws Exception {
        for (String name : NAMES) {
            for (String value : List.of("hub", "a\r\nSet-Cookie: b\0\u001b[31m\u202e")) {
                byte[] properties = section(PROPERTIES, map(text(0xa1, name), text(0xa1, value)));
                byte[] annotations = section(MESSAGE_ANNOTATIONS, map(text(0xa3, name), text(0xa1, value)));

                // When
                String answer;
                try (AmqpTalk talk = amqp()) {
                    answer = talk.send(joined(annotations, properties, BODY));
                }

                // Then
                assertThat(answer).isEqualTo("taken");
                assertUntouched(name, hub.drain(OUTBOX));
            }
        }
    }

    @Test
    void headersOfStompHaveNoEffectWhateverTheirNames() throws Exception {
        try (StompTalk talk = stomp()) {
            for (String name : NAMES) {
                // When
                var answer = talk.ask("SEND\ndestination:" + OUTBOX + "\nreceipt:r\\nevil\\c1\n" + name
                        + ":hub\\r\\nSet-Cookie\\c b\n\n{}");

                // Then: the receipt says in one line what it was asked to
                assertThat(answer.command()).isEqualTo("RECEIPT");
                assertThat(answer.headers()).containsOnlyKeys("receipt-id");
                assertUntouched(name, hub.drain(OUTBOX));
            }
        }
    }

    private static void assertUntouched(String name, List<Message> messages) throws Exception {
        assertThat(messages).as(name).singleElement().satisfies(message -> {
            Received received = Received.of(message);
            assertThat(TestHub.text(received.body())).isEqualTo("{}");
            assertThat(received.door()).isEqualTo(Door.BROKER);
            assertThat(received.warnings()).isEmpty();
            assertThat(received.again()).isFalse();
            assertThat(message.getStringProperty(HubMessages.SENT_BY)).isEqualTo(TestHub.SENDER.toString());
            assertThat(message.getJMSExpiration()).isZero();
            assertThat(message.getJMSReplyTo()).isNull();
            assertThat(Collections.list((java.util.Enumeration<?>) message.getPropertyNames()))
                    .extracting(Object::toString)
                    .allMatch(kept -> kept.startsWith("JMS_AMQP_")
                            || List.of("JMSXUserID", "JMSXDeliveryCount").contains(kept));
        });
    }

    /** Seen to fail without a limit. */
    @Test
    void aHundredPropertiesOfAmqpAreTakenAndMoreAreTooMany() throws Exception {
        try (AmqpTalk talk = amqp()) {
            assertThat(talk.send(joined(section(PROPERTIES, properties(101)), BODY)))
                    .contains("Rejected", "at most 100");
            assertThat(talk.send(joined(section(PROPERTIES, properties(100)), BODY)))
                    .isEqualTo("taken");
        }
        assertThat(hub.drain(OUTBOX)).hasSize(1);
    }

    /** The destination is one of them. Seen to fail with a limit one lower. */
    @Test
    void aHundredHeadersOfStompAreTakenAndMoreAreTooMany() throws Exception {
        try (StompTalk talk = stomp()) {
            talk.ask("SEND\ndestination:" + OUTBOX + "\nreceipt:r\n" + headers(98) + "\n{}");
            assertThat(hub.drain(OUTBOX)).hasSize(1);
            assertThat(talk.ask("SEND\ndestination:" + OUTBOX + "\nreceipt:r\n" + headers(99) + "\n{}")
                            .message())
                    .startsWith("TOO_LARGE");
        }
        assertThat(hub.drain(OUTBOX)).isEmpty();
    }

    /** Seen to fail with a limit one lower. */
    @Test
    void aHundredPropertiesOfMqttAreTakenAndMoreAreTooMany() throws Exception {
        try (MqttTalk talk =
                MqttTalk.as(hub.port(AgencyProtocol.MQTT), TestHub.SENDER.toString(), TestHub.key(TestHub.SENDER))) {
            assertThat(String.valueOf(talk.ask(MqttTalk.publish(OUTBOX.replace('.', '/'), "{}")
                            .properties(userProperties(100))
                            .build())))
                    .doesNotContain("DISCONNECT");
            assertThat(hub.drain(OUTBOX)).hasSize(1);
            assertThat(String.valueOf(talk.ask(MqttTalk.publish(OUTBOX.replace('.', '/'), "{}")
                            .properties(userProperties(101))
                            .build())))
                    .contains("DISCONNECT");
        }
        assertThat(hub.drain(OUTBOX)).isEmpty();
    }

    private static byte[] properties(int count) {
        byte[] pairs = joined(IntStream.range(0, count)
                .mapToObj(i -> joined(text(0xa1, "a" + i), text(0xa1, "b")))
                .toArray(byte[][]::new));
        ByteBuffer map = ByteBuffer.allocate(9 + pairs.length);
        map.put((byte) 0xd1).putInt(4 + pairs.length).putInt(2 * count).put(pairs);
        return map.array();
    }

    private static String headers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + ":b\n").collect(Collectors.joining());
    }

    private static MqttProperties userProperties(int count) {
        var user = new MqttProperties();
        IntStream.range(0, count).forEach(i -> user.add(new MqttProperties.UserProperty("a" + i, "b")));
        return user;
    }

    @Test
    void aQueueIsKnownByItsOwnNameAlone() {
        assertThat(HostileText.inside(OUTBOX)
                        .filter(name -> QueueNames.outbox(name).isPresent()))
                .isEmpty();
        assertThat(HostileText.inside("agency.KEN.DIS.inbox")
                        .filter(name -> QueueNames.inbox(name).isPresent()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEN.DIS", "hub"})
    void anAccountIsKnownByItsOwnNameAlone(String account) {
        // Given
        var accounts = new Accounts(TestHub.directory(), hub.keys(), "secret-of-the-hub");

        // Then
        assertThat(HostileText.inside(account)
                        .filter(name -> Stream.of(TestHub.key(TestHub.SENDER), "secret-of-the-hub")
                                .anyMatch(key -> accounts.authenticate(name, key, null, "") != null)))
                .isEmpty();
        assertThat(HostileText.inside(TestHub.key(TestHub.SENDER))
                        .filter(key -> accounts.authenticate("KEN.DIS", key, null, "") != null))
                .isEmpty();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A part of a message as AMQP 1.0 numbers them. */
    private static byte[] section(int number, byte[] value) {
        return joined(new byte[] {0, 0x53, (byte) number}, value);
    }

    /** A list in a list in a list. */
    private static byte[] nested(int levels) {
        int size = levels * 9 + 1;
        ByteBuffer buffer = ByteBuffer.allocate(size);
        for (int i = 1; i <= levels; i++) {
            buffer.put((byte) 0xd0).putInt(size - i * 9 + 4).putInt(1);
        }
        return buffer.put((byte) 0x40).array();
    }

    private static byte[] map(byte[] key, byte[] value) {
        ByteBuffer buffer = ByteBuffer.allocate(9 + key.length + value.length);
        buffer.put((byte) 0xd1)
                .putInt(4 + key.length + value.length)
                .putInt(2)
                .put(key)
                .put(value);
        return buffer.array();
    }

    /** @param form a text (0xa1) or a symbol (0xa3) */
    private static byte[] text(int form, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return joined(new byte[] {(byte) form, (byte) bytes.length}, bytes);
    }
}
