package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.model.AgencyId;

/** What an agency can and cannot do over MQTT 5. */
class MqttDoorTest {
    private static final String OUTBOX = TestHub.OUTBOX.queue();
    private static final String OUTBOX_TOPIC = "agency/KEN/DIS/outbox";
    private static final String INBOX = "agency.UGA.DCIC.inbox";
    private static final String INBOX_TOPIC = "agency/UGA/DCIC/inbox";

    private static final List<String> FOREIGN = List.of(
            "#",
            "agency/#",
            "agency/UGA/+/inbox",
            "$share/x/agency/UGA/DCIC/inbox",
            "agency/UGA/DCIC/outbox",
            "agency/KEN/DIS/inbox",
            "agency/UGA/URA/inbox",
            "hub/commits",
            "agency.UGA.DCIC.inbox",
            "agency/UGA/DCIC/inbox::agency/UGA/DCIC/outbox",
            "nowhere");

    @TempDir
    Path folder;

    private final List<MqttTalk> talks = new ArrayList<>();
    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() throws IOException {
        for (MqttTalk talk : talks) {
            talk.close();
        }
        hub.close();
    }

    @Test
    void confirmsWhatItTookAndLeavesOfItBodyAndContentType() throws Exception {
        // Given
        MqttTalk sender = in(TestHub.SENDER);
        var properties = new MqttProperties();
        properties.add(new StringProperty(MqttPropertyType.CONTENT_TYPE.value(), "application/cap+xml"));
        properties.add(new StringProperty(MqttPropertyType.RESPONSE_TOPIC.value(), INBOX_TOPIC));
        properties.add(new IntegerProperty(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL.value(), 1));
        properties.add(new UserProperty("JMSXUserID", "hub"));
        properties.add(new UserProperty("_AMQ_SCHED_DELIVERY", "99999999999999"));

        // When
        MqttMessage answer = sender.ask(
                MqttTalk.publish(OUTBOX_TOPIC, "é").properties(properties).build());

        // Then
        assertThat(answer.fixedHeader().messageType()).isEqualTo(MqttMessageType.PUBACK);
        Message message = hub.drain(OUTBOX).get(0);
        Received received = Received.of(message);
        assertThat(TestHub.text(received.body())).isEqualTo("é");
        assertThat(received.contentType()).isEqualTo("application/cap+xml");
        assertThat(message.getStringProperty(HubMessages.SENT_BY)).isEqualTo(TestHub.SENDER.toString());
        assertThat(Collections.list((Enumeration<?>) message.getPropertyNames()))
                .allMatch(name -> name.toString().startsWith("JMSX") || name.equals(HubMessages.CONTENT_TYPE));
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(message.getJMSReplyTo()).isNull();
    }

    @Test
    void confirmsOnlyWhatIsOnTheDisk() throws Exception {
        for (MqttQoS quality : List.of(MqttQoS.AT_LEAST_ONCE, MqttQoS.EXACTLY_ONCE)) {
            // Given
            var disk = new SlowDisk();
            hub.broker().server().registerBrokerPlugin(disk);
            MqttTalk sender = in(TestHub.SENDER);

            // When
            sender.say(MqttTalk.publish(OUTBOX_TOPIC, "{}").qos(quality).build());

            // Then
            assertThat(sender.isSilent()).as("%s", quality).isTrue();
            disk.done();
            assertThat(sender.hear().fixedHeader().messageType()).isIn(MqttMessageType.PUBACK, MqttMessageType.PUBREC);
            hub.broker().server().unRegisterBrokerPlugin(disk);
        }
    }

    @Test
    void takesAPacketOfQualityTwoOnceHoweverOftenItIsRepeated() throws Exception {
        // Given
        MqttTalk sender = in(TestHub.SENDER);
        var publish = MqttTalk.publish(OUTBOX_TOPIC, "{}").qos(MqttQoS.EXACTLY_ONCE);

        // When
        MqttMessage first = sender.ask(publish.build());
        MqttMessage second = sender.ask(
                MqttTalk.publish(OUTBOX_TOPIC, "{}").qos(MqttQoS.EXACTLY_ONCE).build());

        // Then
        assertThat(List.of(first, second))
                .allMatch(answer -> answer.fixedHeader().messageType() == MqttMessageType.PUBREC);
        hub.restart();
        assertThat(hub.drain(OUTBOX)).hasSize(1);
    }

    @Test
    void handsOverInOrderAndNotesIt() throws Exception {
        // Given
        List<UUID> ids = deliveries(4);
        MqttTalk taker = in(TestHub.AT_BROKER);

        // When
        MqttMessage granted = taker.ask(subscribe(INBOX_TOPIC, MqttQoS.EXACTLY_ONCE));
        var first = (MqttPublishMessage) taker.hear();
        var got = List.of(first, taker.hear(), taker.hear(), taker.hear());
        taker.say(acknowledge(first));

        // Then
        assertThat(((MqttSubAckMessage) granted).payload().grantedQoSLevels()).containsExactly(1);
        assertThat(got)
                .extracting(MqttDoorTest::id)
                .containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
        assertThat(first.variableHeader().topicName()).isEqualTo(INBOX_TOPIC);
        assertThat(first.variableHeader().properties().listAll()).hasSize(2);
        await().until(() -> hub.ledger.isAcknowledged(ids.get(0)));
        await().until(() -> hub.ledger.isHanded(TestHub.AT_BROKER, ids.get(3)));
        assertThat(hub.ledger.isAcknowledged(ids.get(1))).isFalse();
    }

    @Test
    void whatWasNotAcknowledgedComesAgainInItsOrderAndNothingOfTheClientStays() throws Exception {
        // Given
        List<UUID> ids = deliveries(3);
        MqttTalk taker = in(TestHub.AT_BROKER);
        taker.ask(subscribe(INBOX_TOPIC, MqttQoS.AT_LEAST_ONCE));
        var first = (MqttPublishMessage) taker.hear();
        taker.say(acknowledge(first));
        await().until(() -> hub.ledger.isAcknowledged(ids.get(0)));

        // When
        taker.close();
        MqttTalk again = in(TestHub.AT_BROKER);
        again.ask(subscribe(INBOX_TOPIC, MqttQoS.AT_LEAST_ONCE));
        MqttMessage second = again.hear();

        // Then
        assertThat(List.of(second, again.hear()))
                .extracting(MqttDoorTest::id)
                .containsExactly(ids.get(1).toString(), ids.get(2).toString());
        assertThat(second.fixedHeader().isDup()).isTrue();
        assertThat(queues()).isEqualTo(QueueNames.all(TestHub.directory()));
    }

    @Test
    void givesNoMoreAtOnceThanTheClientTakes() throws Exception {
        // Given
        deliveries(5);
        var properties = new MqttProperties();
        properties.add(new IntegerProperty(MqttPropertyType.RECEIVE_MAXIMUM.value(), 2));
        MqttTalk taker = talk();
        taker.ask(MqttTalk.greeting(TestHub.AT_BROKER.toString(), TestHub.key(TestHub.AT_BROKER))
                .properties(properties)
                .build());

        // When
        taker.ask(subscribe(INBOX_TOPIC, MqttQoS.AT_LEAST_ONCE));
        var first = (MqttPublishMessage) taker.hear();
        taker.hear();
        MqttMessage third = taker.ask(MqttMessage.PINGREQ);
        taker.say(acknowledge(first));

        // Then
        assertThat(third.fixedHeader().messageType()).isEqualTo(MqttMessageType.PINGRESP);
        assertThat(taker.hear().fixedHeader().messageType()).isEqualTo(MqttMessageType.PUBLISH);
    }

    static Stream<UnaryOperator<MqttMessageBuilders.PublishBuilder>> unwanted() {
        var alias = new MqttProperties();
        alias.add(new IntegerProperty(MqttPropertyType.TOPIC_ALIAS.value(), 1));
        return Stream.of(
                publish -> publish.qos(MqttQoS.AT_MOST_ONCE),
                publish -> publish.retained(true),
                publish -> publish.properties(alias),
                publish -> publish.topicName("agency/UGA/DCIC/outbox"),
                publish -> publish.topicName("agency/UGA/DCIC/inbox"),
                publish -> publish.topicName("agency/KEN/DIS/inbox"),
                publish -> publish.topicName("agency.KEN.DIS.outbox"),
                publish -> publish.topicName("agency/KEN.DIS/outbox"),
                publish -> publish.topicName("agency/KEN/DIS/outbox::agency/UGA/DCIC/outbox"),
                publish -> publish.topicName("agency/KEN/DIS/outbox/+"),
                publish -> publish.topicName("hub/quarantine"),
                publish -> publish.topicName("activemq/management"),
                publish -> publish.topicName("$sys/mqtt/sessions"),
                publish -> publish.topicName("nowhere"));
    }

    @Test
    void refusesTheRestAndEndsTheConnectionWithAReason() throws Exception {
        for (var unwanted : unwanted().toList()) {
            // Given
            MqttTalk sender = in(TestHub.SENDER);
            MqttMessage packet =
                    unwanted.apply(MqttTalk.publish(OUTBOX_TOPIC, "{}")).build();

            // When
            MqttMessage answer = sender.ask(packet);

            // Then
            assertThat(answer.fixedHeader().messageType()).as(packet.toString()).isEqualTo(MqttMessageType.DISCONNECT);
            assertThat(reason(answer)).as(packet.toString()).matches("(METHOD|NOT_FOUND|UNREADABLE): .+");
            assertThat(sender.hear()).isNull();
        }
        assertThat(hub.drain(OUTBOX)).isEmpty();
        assertThat(queues()).isEqualTo(QueueNames.all(TestHub.directory()));
    }

    @Test
    void subscribesToNothingButOwnQueuesByTheirNames() throws Exception {
        // Given
        deliveries(1);
        MqttTalk taker = in(TestHub.AT_BROKER);

        for (String topic : FOREIGN) {
            // When
            var answer = (MqttSubAckMessage) taker.ask(subscribe(topic, MqttQoS.AT_LEAST_ONCE));

            // Then
            assertThat(answer.payload().reasonCodes()).as(topic).allMatch(code -> code >= 0x80);
        }
        assertThat(queues()).isEqualTo(QueueNames.all(TestHub.directory()));
        assertThat(hub.drain(INBOX)).hasSize(1);
    }

    @Test
    void givesNothingThatNobodyWouldAcknowledge() throws Exception {
        // Given
        deliveries(1);
        MqttTalk taker = in(TestHub.AT_BROKER);

        // When
        var answer = (MqttSubAckMessage) taker.ask(subscribe(INBOX_TOPIC, MqttQoS.AT_MOST_ONCE));

        // Then
        assertThat(answer.payload().reasonCodes()).containsExactly(0x83);
        assertThat(hub.drain(INBOX)).hasSize(1);
    }

    static Stream<UnaryOperator<MqttMessageBuilders.ConnectBuilder>> strangers() {
        var small = new MqttProperties();
        small.add(new IntegerProperty(MqttPropertyType.MAXIMUM_PACKET_SIZE.value(), 1_000));
        var method = new MqttProperties();
        method.add(new StringProperty(MqttPropertyType.AUTHENTICATION_METHOD.value(), "SCRAM"));
        return Stream.of(
                connect -> connect.username("UGA.DCIC"),
                connect -> connect.username("hub"),
                connect -> connect.password("x".getBytes(StandardCharsets.UTF_8)),
                connect -> connect.hasUser(false).hasPassword(false),
                connect -> connect.willFlag(true)
                        .willTopic(OUTBOX_TOPIC)
                        .willMessage("{}".getBytes(StandardCharsets.UTF_8)),
                connect -> connect.properties(small),
                connect -> connect.properties(method),
                connect -> connect.protocolVersion(MqttVersion.MQTT_3_1_1));
    }

    @Test
    void letsNobodyInWithoutAKeyOrWithWhatIsNotOffered() throws Exception {
        for (var stranger : strangers().toList()) {
            // Given
            MqttTalk client = talk();

            // When
            MqttMessage answer =
                    client.ask(stranger.apply(MqttTalk.greeting(TestHub.SENDER.toString(), TestHub.key(TestHub.SENDER)))
                            .build());

            // Then
            if (answer instanceof MqttConnAckMessage refused) {
                assertThat(refused.variableHeader().connectReturnCode().byteValue())
                        .isNotZero();
            }
            assertThat(client.hear()).isNull();
        }
        assertThat(hub.drain(OUTBOX)).isEmpty();
    }

    @Test
    void aRevokedKeyEndsItsConnectionAtOnce() throws Exception {
        // Given
        MqttTalk sender = in(TestHub.SENDER);

        // When
        hub.revoked.add(TestHub.key(TestHub.SENDER));
        hub.broker().disconnect(TestHub.SENDER);

        // Then
        assertThat(sender.hear()).isNull();
    }

    @Test
    void aClientIdIsTakenOverWithinItsAccountAlone() throws Exception {
        // Given
        MqttTalk first = in(TestHub.SENDER, "desk");
        MqttTalk foreign = in(TestHub.AT_BROKER, "desk");

        // When
        MqttTalk second = in(TestHub.SENDER, "desk");

        // Then
        assertThat(reason(first.hear())).startsWith("CONFLICT: ");
        assertThat(foreign.ask(MqttMessage.PINGREQ).fixedHeader().messageType()).isEqualTo(MqttMessageType.PINGRESP);
        assertThat(second.ask(MqttMessage.PINGREQ).fixedHeader().messageType()).isEqualTo(MqttMessageType.PINGRESP);
    }

    @Test
    void anInboxThatClosesEndsTheConnectionAndKeepsItsMessages() throws Exception {
        // Given
        deliveries(2);
        MqttTalk taker = in(TestHub.AT_BROKER);
        taker.ask(subscribe(INBOX_TOPIC, MqttQoS.AT_LEAST_ONCE));
        taker.hear();
        taker.hear();
        var inbox = QueueNames.inbox(INBOX).orElseThrow();

        // When
        hub.broker().inboxes().close(List.of(inbox));
        hub.broker().inboxes().callBack(inbox);

        // Then
        assertThat(reason(taker.hear())).startsWith("NOT_AVAILABLE: ");
        var refused = (MqttSubAckMessage) in(TestHub.AT_BROKER).ask(subscribe(INBOX_TOPIC, MqttQoS.AT_LEAST_ONCE));
        assertThat(refused.payload().reasonCodes()).containsExactly(0x80);
        hub.broker().inboxes().open(inbox);
        assertThat(hub.drain(INBOX)).hasSize(2);
    }

    private static String id(MqttMessage delivery) {
        return new String(
                (byte[]) ((MqttPublishMessage) delivery)
                        .variableHeader()
                        .properties()
                        .getProperty(MqttPropertyType.CORRELATION_DATA.value())
                        .value(),
                StandardCharsets.UTF_8);
    }

    private static String reason(MqttMessage disconnected) {
        return (String) ((MqttReasonCodeAndPropertiesVariableHeader) disconnected.variableHeader())
                .properties()
                .getProperty(MqttPropertyType.REASON_STRING.value())
                .value();
    }

    private static MqttMessage subscribe(String topic, MqttQoS quality) {
        return MqttMessageBuilders.subscribe()
                .messageId(3)
                .properties(new MqttProperties())
                .addSubscription(quality, topic)
                .build();
    }

    private static MqttMessage acknowledge(MqttPublishMessage delivery) {
        return MqttMessageBuilders.pubAck()
                .packetId(delivery.variableHeader().packetId())
                .build();
    }

    private List<String> queues() {
        return Stream.of(hub.broker().server().getActiveMQServerControl().getQueueNames())
                .sorted()
                .toList();
    }

    private List<UUID> deliveries(int count) throws Exception {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(UUID.randomUUID());
            hub.send(List.of(TestHub.parcel(INBOX, Optional.of(ids.get(i)), "{}")));
        }
        return ids;
    }

    private MqttTalk talk() throws IOException {
        var talk = new MqttTalk(hub.port(AgencyProtocol.MQTT));
        talks.add(talk);
        return talk;
    }

    private MqttTalk in(AgencyId agency) throws IOException {
        return in(agency, "");
    }

    private MqttTalk in(AgencyId agency, String clientId) throws IOException {
        MqttTalk talk = talk();
        MqttMessage answer = talk.ask(MqttTalk.greeting(agency.toString(), TestHub.key(agency))
                .clientId(clientId)
                .build());
        assertThat(((MqttConnAckMessage) answer)
                        .variableHeader()
                        .connectReturnCode()
                        .byteValue())
                .isZero();
        return talk;
    }
}
