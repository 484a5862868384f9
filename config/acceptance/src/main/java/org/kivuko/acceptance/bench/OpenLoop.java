package org.kivuko.acceptance.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that come at their appointed moments, whatever became of those before them, and how long each takes. A send that
 * begins late because the one before it stood still is charged with the wait.
 */
final class OpenLoop {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLoop.class);
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Duration LAST = Duration.ofSeconds(60);
    private static final Duration UNTIL_FIRST = Duration.ofMillis(200);
    private static final long RECEIVE_MILLIS = 100;
    private static final long END_MILLIS = 5_000;
    private static final long HIGHEST_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int DIGITS = 3;

    private final List<Pair> pairs;
    private final BenchMessages messages = new BenchMessages();

    /** A sender with the queue it sends to, and the queue where its messages come out, with who takes them there. */
    record Pair(Connecting sender, String from, Connecting taker, String into) {}

    /** Makes a connection. */
    @FunctionalInterface
    interface Connecting {
        Connection connect() throws Exception;
    }

    /**
     * How long they took, in nanoseconds.
     *
     * @param accepted from the confirmation of the send until it was in the hands of its taker
     * @param appointed from the moment at which it ought to have been sent
     */
    record Latencies(Histogram accepted, Histogram appointed) {
        static double millis(Histogram histogram, double percentile) {
            return histogram.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** One run. */
    private final class Run {
        private final int count;
        private final long period;
        /** The first moment; once everybody is in place. */
        private volatile long begin;

        private final Map<String, Integer> indices = new ConcurrentHashMap<>();
        private final AtomicLongArray late;
        private final AtomicLongArray accepted;
        private final AtomicLongArray arrived;
        private final CountDownLatch left;
        private volatile boolean over;

        Run(int rate, Duration time) {
            this.count = (int) (rate * time.toMillis() / 1_000);
            this.period = 1_000_000_000L / rate;
            this.late = new AtomicLongArray(count);
            this.accepted = new AtomicLongArray(count);
            this.arrived = new AtomicLongArray(count);
            this.left = new CountDownLatch(count);
        }

        long appointed(int index) {
            return begin + index * period;
        }

        void send(int k, Pair pair) throws Exception {
            try (Connection connection = pair.sender().connect()) {
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(pair.from()));
                for (int i = k; i < count; i += pairs.size()) {
                    String id = messages.nextId();
                    indices.put(id, i);
                    BytesMessage message = session.createBytesMessage();
                    message.writeBytes(BenchMessages.alert(id, k, List.of(k)));
                    awaitAppointed(i);
                    late.set(i, Math.max(0, System.nanoTime() - appointed(i)));
                    producer.send(message);
                    accepted.set(i, System.nanoTime());
                }
            }
        }

        private void awaitAppointed(int index) {
            long rest = appointed(index) - System.nanoTime();
            while (rest > 0) {
                LockSupport.parkNanos(rest);
                rest = appointed(index) - System.nanoTime();
            }
        }

        void take(Pair pair, CountDownLatch ready) throws Exception {
            try (Connection connection = pair.taker().connect()) {
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(pair.into()));
                connection.start();
                ready.countDown();
                while (!over) {
                    Message message = consumer.receive(RECEIVE_MILLIS);
                    if (message != null) {
                        note(message, System.nanoTime());
                    }
                }
            }
        }

        private void note(Message message, long now) throws JMSException {
            Matcher id = ID.matcher(new String(message.getBody(byte[].class), StandardCharsets.UTF_8));
            Integer index = id.find() ? indices.get(id.group(1)) : null;
            // What was left of an earlier run is none of this one's.
            if (index != null && arrived.compareAndSet(index, 0, now)) {
                left.countDown();
            }
        }

        Latencies latencies() {
            var ofAccepted = new Histogram(HIGHEST_NANOS, DIGITS);
            var ofAppointed = new Histogram(HIGHEST_NANOS, DIGITS);
            for (int i = 0; i < count; i++) {
                // It may be in other hands before its sender has heard that it was accepted.
                ofAccepted.recordValue(late.get(i) + Math.max(0, arrived.get(i) - accepted.get(i)));
                ofAppointed.recordValue(arrived.get(i) - appointed(i));
            }
            return new Latencies(ofAccepted, ofAppointed);
        }
    }

    OpenLoop(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /** Through a hub: each sender to a recipient of its own, who takes at the broker. */
    static OpenLoop ofHub(BenchHub hub) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < BenchStates.SENDERS; i++) {
            int k = i;
            pairs.add(new Pair(
                    () -> hub.asAgency(BenchStates.sender(k)),
                    BenchStates.outbox(k),
                    () -> hub.asAgency(BenchStates.recipient(k)),
                    BenchStates.inbox(k)));
        }
        return new OpenLoop(pairs);
    }

    /** One durable send and one receive, on the same broker and with as many queues. */
    static OpenLoop ofQueues(BenchHub hub) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < BenchStates.SENDERS; i++) {
            String queue = hub.makeQueue("latency." + i);
            pairs.add(new Pair(() -> hub.asHub(true), queue, () -> hub.asHub(true), queue));
        }
        return new OpenLoop(pairs);
    }

    /** Sends for so long, and waits for the last one. */
    Latencies run(int rate, Duration time) throws InterruptedException {
        var ready = new CountDownLatch(pairs.size());
        var threads = new ArrayList<Thread>();
        var run = new Run(rate, time);
        for (Pair pair : pairs) {
            threads.add(start("taker", () -> run.take(pair, ready)));
        }
        if (!ready.await(END_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the takers did not come to their queues");
        }
        run.begin = System.nanoTime() + UNTIL_FIRST.toNanos();
        for (int k = 0; k < pairs.size(); k++) {
            int place = k;
            threads.add(start("sender", () -> run.send(place, pairs.get(place))));
        }
        boolean all = run.left.await(time.plus(LAST).toMillis(), TimeUnit.MILLISECONDS);
        run.over = true;
        for (Thread thread : threads) {
            thread.join(END_MILLIS);
        }
        if (!all) {
            throw new IllegalStateException(run.left.getCount() + " messages did not arrive within " + LAST);
        }
        return run.latencies();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread start(String name, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        LOG.error("a {} ended", name, e);
                    }
                },
                name);
        thread.start();
        return thread;
    }
}
