package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.command.KeysCommand;
import picocli.CommandLine;

/** Agencies, posts and keys change while a hub runs, with a small configuration of its own. */
@Tag("slow")
class MembersAcceptanceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** In which a key has stopped counting everywhere. */
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private SmallConfiguration configuration;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        configuration = SmallConfiguration.write(folder.resolve("config"));
        hub = TestHub.startOn(configuration.folder(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void reloaded() {
        HttpResponse<String> answer = hub.reload();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Sends alerts {@code PREFIX-1} and on, and waits until they stand in the inboxes. */
    private void send(String prefix, String to, int count) {
        for (int i = 1; i <= count; i++) {
            hub.desk("KEN.DIS").give(Samples.stolenPassport(prefix + "-" + i, to));
        }
        for (int i = 1; i <= count; i++) {
            hub.desk("KEN.DIS").judged(prefix + "-" + i);
        }
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    private JsonNode outcome(String id) {
        return Desk.json(hub.get("KEN.DIS", "/v1/messages/" + id))
                .get("recipients")
                .get(0);
    }

    /** So many messages from any queue that the agency may consume from. */
    private static List<JsonNode> take(AmqpAgency agency, String queue, int count) throws JMSException {
        var taken = new ArrayList<JsonNode>();
        Session session = agency.session();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            for (int i = 0; i < count; i++) {
                Message message = consumer.receive(PATIENCE.toMillis());
                assertThat(message).as("message " + (i + 1) + " of " + queue).isNotNull();
                taken.add(AmqpAgency.json(message));
            }
        }
        return taken;
    }

    private static List<String> text(List<JsonNode> messages, String member) {
        return messages.stream().map(message -> message.path(member).asText()).toList();
    }

    private static List<String> numbers(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Long::toString).toList();
    }

    private boolean hasQueues(String agency) {
        return hub.get("operator", "/v1/ops/queues").body().contains("agency." + agency + ".");
    }

    /** What waits stays where it is, in order and under its link; the successor's own link begins with one. */
    @Test
    void whoTakesOverFetchesAtTheBrokerWhatWaitsForTheFormerCode() throws Exception {
        // Given
        send("before", "UGA.DCIC", 20);

        // When
        configuration.replace(SmallConfiguration.UGANDA, "agency: UGA.DCIC,", "agency: UGA.DCIM, succeeds: UGA.DCIC,");
        reloaded();
        hub.desk("KEN.DIS").give(Samples.stolenPassport("after-1", "UGA.DCIC"));

        // Then
        try (AmqpAgency successor = hub.amqp("UGA.DCIM")) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> canAttach(successor, "agency.UGA.DCIC.inbox"));
            List<JsonNode> former = take(successor, "agency.UGA.DCIC.inbox", 20);
            assertThat(text(former, "id")).isEqualTo(ids("before", 20));
            assertThat(text(former, "linknumber")).isEqualTo(numbers(20));

            List<JsonNode> own = take(successor, "agency.UGA.DCIM.inbox", 1);
            assertThat(text(own, "id")).containsExactly("after-1");
            assertThat(text(own, "to")).containsExactly("UGA.DCIM");
            assertThat(text(own, "linknumber")).containsExactly("1");
            await("the former queues are gone").atMost(PATIENCE).until(() -> !hasQueues("UGA.DCIC"));
        }
    }

    /** An inbox refuses whoever attaches while it goes round. */
    private static boolean canAttach(AmqpAgency agency, String queue) throws JMSException {
        Session session = agency.session();
        session.createConsumer(session.createQueue(queue)).close();
        return true;
    }

    /**
     * Two agencies become one. Agreements told them apart and nobody has agreed to what was meant for the one reaching the
     * other: what waits is returned and the sender told. What is written to the code that is gone from then on reaches
     * the one that stays.
     */
    @Test
    void whatWaitsForOneThatAnotherTakesOverIsReturned() throws Exception {
        // Given
        send("merged", "UGA.UPF", 3);

        // When
        configuration.replace(
                SmallConfiguration.UGANDA, "  - {agency: UGA.UPF, name: Police, roles: [border-security]}\n", "");
        configuration.replace(SmallConfiguration.UGANDA, "agency: UGA.URA,", "agency: UGA.URA, succeeds: UGA.UPF,");
        reloaded();

        // Then
        for (String id : ids("merged", 3)) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(outcome(id).get("state").asText()).isEqualTo("returned"));
        }
        send("to-both", "UGA.UPF", 1);
        var fetched = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> {
            fetched.addAll(hub.desk("UGA.URA").fetchAll());
            return fetched.size() >= 4;
        });
        assertThat(text(fetched, "type"))
                .containsExactly("kivuko.void.v1", "kivuko.void.v1", "kivuko.void.v1", "kivuko.alert.v1");
        assertThat(text(fetched.subList(0, 3), "linknumber")).isEqualTo(numbers(3));
        assertThat(text(fetched.subList(3, 4), "id")).containsExactly("to-both-1");
        assertThat(text(fetched.subList(3, 4), "to")).containsExactly("UGA.URA");
    }

    /** A crossing closes, and the rules for it go over to another one: what waits from the former one is judged again. */
    @Test
    void whatWaitsIsJudgedAgainWherePostsChange() throws Exception {
        // Given
        send("busia", "UGA.URA", 3);
        var malaba = Samples.stolenPassport("malaba-early", "UGA.URA");
        malaba.put("post", "KEN-MALABA");
        assertThat(hub.desk("KEN.DIS").post(malaba).statusCode())
                .as("nobody knows the post")
                .isIn(202, 422);

        // When: the agreement still names what is no crossing any more
        configuration.replace(SmallConfiguration.POSTS, "BUSIA", "MALABA");
        assertThat(hub.reload().statusCode()).isEqualTo(422);
        // When: it goes along
        configuration.replace(SmallConfiguration.AGREEMENT, "version: 1", "version: 2");
        configuration.replace(
                SmallConfiguration.AGREEMENT, "posts: [KEN-BUSIA/UGA-BUSIA]", "posts: [KEN-MALABA/UGA-MALABA]");
        reloaded();

        // Then
        for (String id : ids("busia", 3)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(outcome(id).get("state").asText()).isEqualTo("returned");
            });
        }
        var next = Samples.stolenPassport("malaba-1", "UGA.URA");
        next.put("post", "KEN-MALABA");
        hub.desk("KEN.DIS").give(next);
        var fetched = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> {
            fetched.addAll(hub.desk("UGA.URA").fetchAll());
            return fetched.size() >= 4;
        });
        assertThat(text(fetched, "linknumber")).isEqualTo(numbers(4));
        assertThat(text(fetched.subList(0, 3), "type")).containsOnly("kivuko.void.v1");
        assertThat(text(fetched.subList(3, 4), "id")).containsExactly("malaba-1");
    }

    /**
     * A revoked key closes both doors, for who is inside too. Seen to fail for the one who waits for messages over HTTP where the
     * key is asked for once, as the call begins: the call goes on to wait.
     */
    @Test
    void revokedKeyClosesBothDoorsWithinASecond() throws Exception {
        // Given
        AmqpAgency connected = hub.amqp("UGA.DCIC");
        Session session = connected.session();
        MessageConsumer consumer = session.createConsumer(session.createQueue("agency.UGA.DCIC.inbox"));
        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> hub.get("UGA.URA", "/v1/inbox?wait=PT30S"));
        await().during(Duration.ofMillis(500)).until(() -> !waiting.isDone());
        String key = hub.key("UGA.URA");

        // When
        for (String agency : List.of("UGA.DCIC", "UGA.URA")) {
            assertThat(new CommandLine(new KeysCommand())
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .execute("revoke", agency, "--data", hub.data().toString()))
                    .isZero();
        }

        // Then
        await("the connection is closed").atMost(A_SECOND).until(() -> isClosed(consumer));
        await("who waits is answered").atMost(A_SECOND).until(waiting::isDone);
        assertThat(waiting.join().statusCode()).isEqualTo(401);
        assertThat(hub.getByKey(key, "/v1/inbox").statusCode()).isEqualTo(401);
        hub.desk("KEN.DIS").give(Samples.stolenPassport("after-the-key", "UGA.DCIC UGA.URA"));
        hub.desk("KEN.DIS").judged("after-the-key");
        assertThat(hub.waiting("agency.UGA.DCIC.inbox")).isEqualTo(1);
        assertThat(hub.waiting("agency.UGA.URA.inbox")).isEqualTo(1);
    }

    private static boolean isClosed(MessageConsumer consumer) {
        try {
            consumer.receiveNoWait();
            return false;
        } catch (JMSException e) {
            return true;
        }
    }
}
