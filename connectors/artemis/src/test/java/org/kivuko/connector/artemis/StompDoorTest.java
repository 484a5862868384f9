package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Door;
import org.kivuko.model.AgencyId;

/** What an agency can and cannot do over STOMP 1.2. */
class StompDoorTest {
    private static final String OUTBOX = TestHub.OUTBOX.queue();
    private static final String INBOX = "agency.UGA.DCIC.inbox";

    private static final List<String> UNWANTED = List.of(
            "SUBSCRIBE\nid:s\ndestination:agency.UGA.DCIC.inbox\n\n",
            "SUBSCRIBE\nid:s\ndestination:agency.UGA.DCIC.inbox\nack:auto\n\n",
            "SUBSCRIBE\nid:s\ndestination:agency.UGA.DCIC.inbox\nack:client\n\n",
            "SUBSCRIBE\nid:s\ndestination:agency.UGA.DCIC.inbox\nack:client-individual\nselector:1=1\n\n",
            "SUBSCRIBE\nid:s\ndestination:agency.UGA.#\nack:client-individual\n\n",
            "SUBSCRIBE\nid:s\ndestination:agency.UGA.DCIC.inbox::agency.UGA.DCIC.outbox\nack:client-individual\n\n",
            "SUBSCRIBE\ndestination:agency.UGA.DCIC.inbox\nack:client-individual\n\n",
            "UNSUBSCRIBE\nid:nothing\ndurable-subscription-name:x\n\n",
            "BEGIN\ntransaction:t\n\n",
            "COMMIT\ntransaction:t\n\n",
            "SEND\ndestination:agency.UGA.DCIC.outbox\ntransaction:t\n\n{}",
            "SEND\ndestination:agency.KEN.DIS.outbox\n\n{}",
            "SEND\ndestination:agency.UGA.DCIC.outbox::agency.KEN.DIS.outbox\n\n{}",
            "SEND\n\n{}",
            "ACK\nid:1\n\n",
            "NACK\nid:x\n\n",
            "CREATE\n\n");

    @TempDir
    Path folder;

    private final List<StompTalk> talks = new ArrayList<>();
    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() throws IOException {
        for (StompTalk talk : talks) {
            talk.close();
        }
        hub.close();
    }

    @Test
    void confirmsWhatItTookAndLeavesOfItBodyAndMediaType() throws Exception {
        // Given
        StompTalk sender = in(TestHub.SENDER);

        // When
        String everything =
                """
                persistent:false
                expires:1
                priority:9
                reply-to:agency.UGA.DCIC.inbox
                AMQ_SCHEDULED_DELAY:3600000
                _AMQ_DUPL_ID:1
                _AMQ_VALIDATED_USER:hub
                JMSXUserID:hub
                JMSXGroupID:g
                correlation-id:c
                _AMQ_LVQ_NAME:x
                name:of a person
                destination-type:MULTICAST
                """;
        var answer = sender.ask("SEND\ndestination:" + OUTBOX + "\ncontent-type:application/cloudevents+json\n"
                + "receipt:r-1\n" + everything + "\n{\"a\":\"é\"}");

        // Then
        assertThat(answer.command()).isEqualTo("RECEIPT");
        assertThat(answer.headers()).containsEntry("receipt-id", "r-1");
        Message message = hub.drain(OUTBOX).get(0);
        Received received = Received.of(message);
        assertThat(TestHub.text(received.body())).isEqualTo("{\"a\":\"é\"}");
        assertThat(received.contentType()).isEqualTo("application/cloudevents+json");
        assertThat(received.door()).isEqualTo(Door.BROKER);
        assertThat(message.getStringProperty(HubMessages.SENT_BY)).isEqualTo(TestHub.SENDER.toString());
        assertThat(Collections.list((Enumeration<?>) message.getPropertyNames()))
                .allMatch(name -> name.toString().startsWith("JMSX") || name.equals(HubMessages.CONTENT_TYPE));
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(message.getJMSPriority()).isEqualTo(4);
        assertThat(message.getJMSReplyTo()).isNull();
        assertThat(message.getJMSCorrelationID()).isNull();
    }

    @Test
    void confirmsOnlyWhatIsOnTheDisk() throws Exception {
        // Given
        var disk = new SlowDisk();
        hub.broker().server().registerBrokerPlugin(disk);
        StompTalk sender = in(TestHub.SENDER);

        // When
        sender.say("SEND\ndestination:" + OUTBOX + "\nreceipt:1\n\n{}");

        // Then
        assertThat(sender.isSilent()).isTrue();
        disk.done();
        assertThat(sender.hear().command()).isEqualTo("RECEIPT");
    }

    @Test
    void whatItConfirmedIsThereAfterARestart() throws Exception {
        // Given
        in(TestHub.SENDER).ask("SEND\ndestination:" + OUTBOX + "\nreceipt:1\npersistent:false\n\n{}");

        // When
        hub.restart();

        // Then
        assertThat(hub.drain(OUTBOX)).hasSize(1);
    }

    @Test
    void handsOverInOrderAndNotesIt() throws Exception {
        // Given
        List<UUID> ids = deliveries(5);
        StompTalk taker = in(TestHub.AT_BROKER);

        // When
        taker.say("SUBSCRIBE\nid:s\ndestination:" + INBOX + "\nack:client-individual\n\n");
        var first = taker.hear();
        var answers = List.of(first, taker.hear(), taker.hear(), taker.hear(), taker.hear());
        taker.ask("ACK\nid:" + first.headers().get("ack") + "\nreceipt:a\n\n");

        // Then
        assertThat(answers)
                .extracting(answer -> answer.headers().get("correlation-id"))
                .containsExactlyElementsOf(ids.stream().map(UUID::toString).toList());
        assertThat(first.headers())
                .containsOnlyKeys(
                        "subscription",
                        "destination",
                        "message-id",
                        "ack",
                        "content-length",
                        "content-type",
                        "correlation-id");
        await().until(() -> hub.ledger.isAcknowledged(ids.get(0)));
        await().until(() -> hub.ledger.isHanded(TestHub.AT_BROKER, ids.get(4)));
        assertThat(hub.ledger.isAcknowledged(ids.get(1))).isFalse();
    }

    @Test
    void whatWasNotAcknowledgedComesAgainInItsOrder() throws Exception {
        // Given
        List<UUID> ids = deliveries(4);
        StompTalk taker = in(TestHub.AT_BROKER);
        taker.say("SUBSCRIBE\nid:s\ndestination:" + INBOX + "\nack:client-individual\n\n");
        var first = taker.hear();
        taker.hear();
        taker.hear();
        taker.hear();
        taker.ask("ACK\nid:" + first.headers().get("ack") + "\nreceipt:a\n\n");

        // When
        taker.close();
        StompTalk again = in(TestHub.AT_BROKER);
        again.say("SUBSCRIBE\nid:s\ndestination:" + INBOX + "\nack:client-individual\n\n");

        // Then
        var second = again.hear();
        assertThat(List.of(second, again.hear(), again.hear()))
                .extracting(answer -> answer.headers().get("correlation-id"))
                .containsExactlyElementsOf(
                        ids.subList(1, 4).stream().map(UUID::toString).toList());
        assertThat(second.headers()).containsEntry("redelivered", "true");
    }

    @Test
    void refusesTheRestWithACodeAndEndsTheConnection() throws Exception {
        // Given
        deliveries(1);

        for (String frame : UNWANTED) {
            // When
            StompTalk agency = in(TestHub.AT_BROKER);
            var answer = agency.ask(frame);

            // Then
            assertThat(answer.command()).as(frame).isEqualTo("ERROR");
            assertThat(answer.message()).as(frame).matches("(NOT_FOUND|METHOD|NOT_ACCEPTABLE|UNREADABLE): .+");
            assertThat(agency.ends()).as(frame).isTrue();
        }
        assertThat(hub.drain(INBOX)).hasSize(1);
        assertThat(hub.drain(OUTBOX)).isEmpty();
    }

    @Test
    void letsNobodyInWithoutAKeyOrWithAnotherVersion() throws Exception {
        // When
        var wrongKey = talk().ask("CONNECT\naccept-version:1.2\nlogin:KEN.DIS\npasscode:key-of-UGA.DCIC\n\n");
        var noKey = talk().ask("CONNECT\naccept-version:1.2\n\n");
        var hub = talk().ask("CONNECT\naccept-version:1.2\nlogin:hub\npasscode:x\n\n");
        var old = talk().ask("CONNECT\naccept-version:1.0,1.1\nlogin:KEN.DIS\npasscode:key-of-KEN.DIS\n\n");
        var rude = talk().ask("SEND\ndestination:" + OUTBOX + "\n\n{}");

        // Then
        assertThat(List.of(wrongKey, noKey, hub, rude))
                .allMatch(answer -> answer.message().startsWith("NOT_AUTHENTICATED: "));
        assertThat(old.message()).startsWith("NOT_ACCEPTABLE: ");
    }

    @Test
    void aRevokedKeyEndsItsConnectionAtOnce() throws Exception {
        // Given
        StompTalk sender = in(TestHub.SENDER);

        // When
        hub.revoked.add(TestHub.key(TestHub.SENDER));
        hub.broker().disconnect(TestHub.SENDER);

        // Then
        assertThat(sender.ends()).isTrue();
        var again = talk().ask("CONNECT\naccept-version:1.2\nlogin:KEN.DIS\npasscode:key-of-KEN.DIS\n\n");
        assertThat(again.message()).startsWith("NOT_AUTHENTICATED: ");
    }

    @Test
    @Tag("slow")
    void givesSignsOfLifeToWhoAsksForThem() throws Exception {
        // Given
        StompTalk taker = talk();

        // When
        var connected = taker.ask(
                "CONNECT\naccept-version:1.2\nlogin:KEN.DIS\npasscode:key-of-KEN.DIS\nheart-beat:10000,1\n\n");

        // Then
        assertThat(connected.headers()).containsEntry("heart-beat", "10000,10000");
        assertThat(taker.hearsAnything(15_000)).isTrue();
    }

    @Test
    void takesNoMessageThatIsTooLongAndNoHeadersWithoutEnd() throws Exception {
        // Given
        String long2 = "x".repeat(SenderGuard.MAX_BYTES);

        // When
        var tooLong = in(TestHub.SENDER)
                .ask("SEND\ndestination:" + OUTBOX + "\ncontent-length:" + long2.length() + "\n\n" + long2);
        StompTalk endless = talk();
        endless.pour("CONNECT\naccept-version:1.2\n");
        boolean ended = false;
        for (int i = 0; i < 40_000 && !ended; i++) {
            ended = !endless.pour("h" + i + ":" + "v".repeat(1_000) + "\n");
        }

        // Then
        assertThat(tooLong.message()).startsWith("TOO_LARGE: ");
        assertThat(ended).isTrue();
        assertThat(hub.drain(OUTBOX)).isEmpty();
    }

    private List<UUID> deliveries(int count) throws Exception {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(UUID.randomUUID());
            hub.send(List.of(TestHub.parcel(INBOX, Optional.of(ids.get(i)), "{}")));
        }
        return ids;
    }

    private StompTalk talk() throws IOException {
        var talk = new StompTalk(hub.port(AgencyProtocol.STOMP));
        talks.add(talk);
        return talk;
    }

    private StompTalk in(AgencyId agency) throws IOException {
        var talk = StompTalk.as(hub.port(AgencyProtocol.STOMP), agency.toString(), TestHub.key(agency));
        talks.add(talk);
        assertThat(talk.hear().command()).isEqualTo("CONNECTED");
        return talk;
    }
}
