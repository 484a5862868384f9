package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Batch;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Passage;
import org.kivuko.model.MessageKey;

/** The commit order of an outbox against a real broker: which copies come out, how often and in which order. */
class OutboxConsumptionTest {
    private static final String INBOX = "agency.UGA.DCIC.inbox";
    private static final List<String> ALL_OUTBOXES = QueueNames.all(TestHub.directory()).stream()
            .filter(name -> QueueNames.outbox(name).isPresent())
            .toList();

    @TempDir
    Path folder;

    private final FakeLedger ledger = new FakeLedger();
    private final List<CamelContext> contexts = new ArrayList<>();
    private final List<Batch> batches = new CopyOnWriteArrayList<>();
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private Function<Arrival, Passage> stations = OutboxConsumptionTest::read;
    private FailPoints failPoints = FailPoints.none();
    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
        hub.close();
    }

    @Test
    void releasesAThousandMessagesInOrderInFewBatches() throws Exception {
        // Given
        List<String> ids = send(IntStream.range(0, 1000).mapToObj(i -> "m-" + i).toList());

        // When
        startConsumer();

        // Then
        assertThat(received(1000)).isEqualTo(ids);
        assertThat(batches).hasSizeLessThan(100);
        assertThat(batches.stream().mapToLong(Batch::number)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void doublesNothingWhenTheBrokersCommitFailsAfterTheLedgers() throws Exception {
        // Given
        var failures = new AtomicInteger(3);
        failPoints = point -> {
            if (point == FailPoints.Point.BETWEEN_COMMITS && failures.getAndDecrement() > 0) {
                throw new BrokerUnavailable("between the commits", null);
            }
        };
        List<String> ids = send(IntStream.range(0, 250).mapToObj(i -> "m-" + i).toList());

        // When
        startConsumer();

        // Then
        assertThat(received(250)).isEqualTo(ids);
        assertThat(ledger.begins()).isEqualTo(4);
    }

    @Test
    void doublesNothingWhenTheBrokerHasCommittedAndTheHubDoesNotKnow() throws Exception {
        // Given
        var failures = new AtomicInteger(1);
        failPoints = point -> {
            if (point == FailPoints.Point.AFTER_COMMIT && failures.getAndDecrement() > 0) {
                throw new BrokerUnavailable("the answer got lost", null);
            }
        };
        List<String> ids = send(IntStream.range(0, 250).mapToObj(i -> "m-" + i).toList());

        // When
        startConsumer();

        // Then
        assertThat(received(250)).isEqualTo(ids);
    }

    @Test
    void continuesAtTheMarkerAfterARestartOfTheBroker() throws Exception {
        // Given
        List<String> ids = send(List.of("m-1", "m-2", "m-3"));
        startConsumer();
        assertThat(received(3)).isEqualTo(ids);
        contexts.forEach(CamelContext::stop);

        // When
        hub.restart();
        send(List.of("m-3", "m-4"));
        startConsumer();

        // Then
        assertThat(received(1)).containsExactly("m-4");
        assertThat(batches.get(batches.size() - 1).term().lastBatch()).isPositive();
    }

    @Test
    void leavesAPausedOutboxAloneAndGoesOnWithWhatItTookMeanwhile() throws Exception {
        // Given
        startConsumer();
        send(List.of("m-1"));
        assertThat(received(1)).containsExactly("m-1");

        // When
        hub.broker().queueSwitch().pause(TestHub.OUTBOX.queue());
        send(List.of("m-2", "m-3"));

        // Then
        Thread.sleep(700);
        assertThat(hub.broker().waiting(TestHub.OUTBOX.queue())).isEqualTo(2);
        hub.broker().queueSwitch().resume(TestHub.OUTBOX.queue());
        assertThat(received(2)).containsExactly("m-2", "m-3");
    }

    @Test
    void letsASecondConsumerInOnlyWhenTheFirstHasLeft() throws Exception {
        // Given
        CamelContext first = startConsumer();
        send(List.of("m-1"));
        assertThat(received(1)).containsExactly("m-1");
        startConsumer();
        await().during(Duration.ofSeconds(1)).until(() -> ledger.begins() == 1);

        // When
        first.stop();
        send(List.of("m-2"));

        // Then
        assertThat(received(1)).containsExactly("m-2");
        assertThat(ledger.begins()).isEqualTo(2);
    }

    @Test
    void takesABatchAgainOneByOneAndHandsTheFailingOneOverAsPoison() throws Exception {
        // Given
        stations = arrival -> {
            if (!arrival.poison() && text(arrival).equals("m-5")) {
                throw new IllegalStateException("cannot be judged");
            }
            return read(arrival);
        };
        List<String> ids = send(IntStream.range(0, 10).mapToObj(i -> "m-" + i).toList());

        // When
        startConsumer();

        // Then
        assertThat(received(10)).isEqualTo(ids);
        assertThat(arrivals.stream().filter(Arrival::poison).map(OutboxConsumptionTest::text))
                .containsExactly("m-5");
    }

    @Test
    void waitsForALedgerThatIsDownWithoutUsingUpAttempts() throws Exception {
        // Given
        ledger.down(true);
        List<String> ids = send(List.of("m-1", "m-2"));
        startConsumer();
        await().during(Duration.ofSeconds(2)).until(() -> arrivals.isEmpty());

        // When
        ledger.down(false);

        // Then
        assertThat(received(2)).isEqualTo(ids);
        assertThat(arrivals).noneMatch(Arrival::poison);
    }

    @Test
    void recordsTheEarlierPartOfABatchBeforeAMessageThatRefersToIt() throws Exception {
        // Given
        stations = arrival -> {
            boolean refers = text(arrival).equals("m-3") && arrival.pending().test(key("m-1"));
            return refers ? new Passage.NeedsEarlier(arrival) : read(arrival);
        };
        List<String> ids = send(List.of("m-1", "m-2", "m-3", "m-4"));

        // When
        startConsumer();

        // Then
        assertThat(received(4)).isEqualTo(ids);
        assertThat(batches).hasSize(2);
        assertThat(batches).extracting(Batch::number).containsOnly(1L);
        assertThat(batches.get(0).passages()).hasSize(2);
    }

    @Test
    void tellsTheLedgerWhenTheOutboxWasReadToItsEnd() throws Exception {
        // Given
        Instant before = Instant.now();
        send(List.of("m-1"));

        // When
        startConsumer();

        // Then
        await().until(() -> !ledger.emptyNotices().isEmpty());
        assertThat(ledger.emptyNotices().get(0)).isAfter(before);
        assertThat(received(1)).containsExactly("m-1");
    }

    @Test
    void losesNothingWhileItIsSuspended() throws Exception {
        // Given
        CamelContext context = startConsumer();
        send(List.of("m-1"));
        assertThat(received(1)).containsExactly("m-1");

        // When
        context.getRouteController().suspendRoute("take");
        send(List.of("m-2"));
        assertThat(hub.drain(INBOX)).isEmpty();
        context.getRouteController().resumeRoute("take");

        // Then
        assertThat(received(1)).containsExactly("m-2");
    }

    @Test
    void handsOverTheDoorTheMediaTypeAndTheOutbox() throws Exception {
        // Given
        try (var doorstep = new JmsDoorstep(hub.broker())) {
            doorstep.send(TestHub.OUTBOX, "m-1".getBytes(StandardCharsets.UTF_8), List.of());
        }

        // When
        startConsumer();

        // Then
        assertThat(received(1)).containsExactly("m-1");
        assertThat(arrivals.get(0).door()).isEqualTo(Door.HTTP);
        assertThat(arrivals.get(0).contentType()).isEqualTo("application/cloudevents+json");
        assertThat(arrivals.get(0).outbox()).isEqualTo(TestHub.OUTBOX);
    }

    @Test
    void stopsAllConsumersTogether() throws Exception {
        // Given
        CamelContext context = startAll();
        await().until(() -> ledger.begins() == ALL_OUTBOXES.size());

        // When
        Instant before = Instant.now();
        context.stop();

        // Then
        assertThat(ALL_OUTBOXES).hasSize(12);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    /** Seen to fail where every consumer began as soon as it had its place: twelve at once. */
    @Test
    void beginsItsTermsInTurnSoThatAStartDoesNotTakeEveryConnectionOfTheLedger() throws Exception {
        // Given
        ledger.beginMillis = 100;

        // When
        CamelContext context = startAll();
        await().until(() -> ledger.begins() == ALL_OUTBOXES.size());
        context.stop();

        // Then
        assertThat(ledger.mostAtOnce.get()).isBetween(2, OutboxComponent.BEGIN_AT_ONCE);
    }

    private CamelContext startAll() throws Exception {
        var context = new DefaultCamelContext();
        context.addComponent(
                "outbox", new OutboxComponent(hub.broker(), ledger, new Gate(), Clock.systemUTC(), failPoints));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:release").process(exchange -> batches.clear());
                ALL_OUTBOXES.forEach(name -> from("outbox:" + name + "?batchTo=direct:release")
                        .process(exchange -> pass(exchange.getMessage().getBody(Arrival.class))));
            }
        });
        context.start();
        return context;
    }

    private CamelContext startConsumer() throws Exception {
        var context = new DefaultCamelContext();
        context.addComponent(
                "outbox", new OutboxComponent(hub.broker(), ledger, new Gate(), Clock.systemUTC(), failPoints));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:release")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> release(exchange.getMessage().getBody(Batch.class)));
                from("outbox:" + TestHub.OUTBOX.queue() + "?batchTo=direct:release")
                        .routeId("take")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> exchange.getMessage()
                                .setBody(pass(exchange.getMessage().getBody(Arrival.class))));
            }
        });
        context.start();
        contexts.add(context);
        return context;
    }

    private Passage pass(Arrival arrival) {
        arrivals.add(arrival);
        return stations.apply(arrival);
    }

    private void release(Batch batch) throws Exception {
        batches.add(batch);
        Set<MessageKey> fresh = ledger.record(
                batch.term(),
                batch.number(),
                batch.passages().stream().map(p -> p.key().orElseThrow()).toList());
        for (Passage passage : batch.passages()) {
            MessageKey key = passage.key().orElseThrow();
            if (fresh.remove(key)) {
                batch.outlet().send(TestHub.parcel(INBOX, Optional.empty(), key.id()));
            }
        }
    }

    private List<String> send(List<String> ids) throws JMSException {
        hub.send(ids.stream()
                .map(id -> TestHub.parcel(TestHub.OUTBOX.queue(), Optional.empty(), id))
                .toList());
        return ids;
    }

    private List<String> received(int count) {
        var ids = new ArrayList<String>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            for (Message message : hub.drain(INBOX)) {
                ids.add(text((BytesMessage) message));
            }
            return ids.size() >= count;
        });
        return ids;
    }

    private static Passage read(Arrival arrival) {
        return new Passage.Turned(arrival, Optional.of(key(text(arrival))), Instant.EPOCH, false, List.of());
    }

    private static MessageKey key(String id) {
        return new MessageKey(TestHub.SENDER, id);
    }

    private static String text(Arrival arrival) {
        return TestHub.text(arrival.body());
    }

    private static String text(BytesMessage message) throws JMSException {
        byte[] body = new byte[(int) message.getBodyLength()];
        message.readBytes(body);
        return TestHub.text(body);
    }
}
