package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.HubParts;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.Configuration;

/**
 * How fast outboxes are emptied into inboxes, with everything on, and what that asks of the database. Prints figures; what it
 * requires is that everything arrives. {@code -Dkivuko.speed.messages=N} says how many, 2,000 without it.
 */
@Tag("slow")
class ExchangeSpeedTest {
    private static final int SENDERS = 8;
    private static final int PER_TRANSACTION = 250;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final int messages = Integer.getInteger("kivuko.speed.messages", 2_000);
    private final LongAdder statements = new LongAdder();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

    /** Outboxes that hold everything before the first is taken: batches can fill. */
    @Test
    void emptiesOutboxesThatAreFull() throws Exception {
        try (Hub hub = start()) {
            DefaultCamelContext camel = camel(hub);
            for (int i = 1; i <= SENDERS; i++) {
                camel.getRouteController().suspendRoute(route(StormStates.sender(i)));
            }
            send(hub, messages, PER_TRANSACTION);
            measure(hub, "full outboxes", () -> {
                for (int i = 1; i <= SENDERS; i++) {
                    camel.getRouteController().resumeRoute(route(StormStates.sender(i)));
                }
            });
        }
    }

    /** Each sender waits for the broker's word before it sends its next message: a batch is what came meanwhile. */
    @Test
    void keepsUpWithSendersThatSendOneByOne() throws Exception {
        try (Hub hub = start()) {
            measure(hub, "one by one", () -> send(hub, messages, 1));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void measure(Hub hub, String name, Work work) throws Exception {
        var jdbi = (Jdbi) HubParts.part(HubParts.part(HubParts.store(hub, "ledger"), "database"), "jdbi");
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                statements.increment();
            }
        });
        Map<String, Long> before = figures(jdbi);
        Duration hubBefore = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        Duration serverBefore = serverTime(jdbi);
        statements.reset();
        long begun = System.nanoTime();
        work.run();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> waiting(hub) >= messages);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long asked = statements.sum();
        Duration inHub =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().minus(hubBefore);
        Duration inServer = serverTime(jdbi).minus(serverBefore);
        Map<String, Long> after = figures(jdbi);
        after.replaceAll((figure, count) -> count - before.get(figure));
        long batches = after.remove("batches");
        System.out.printf(
                "exchange, %s: %d messages in %.2f s, %.0f a second, %d batches of %.1f, %.1f statements a batch,"
                        + " %.2f a message%n",
                name,
                messages,
                seconds,
                messages / seconds,
                batches,
                1.0 * messages / batches,
                1.0 * asked / batches,
                1.0 * asked / messages);
        System.out.printf(
                "  processor time a message: %.2f ms here, senders included, and %.2f ms in the sessions of the database%n",
                1.0 * inHub.toMillis() / messages, 1.0 * inServer.toMillis() / messages);
        after.values().removeIf(count -> count == 0);
        System.out.println("  rows read by scans of whole tables: " + after);
        assertThat(waiting(hub)).isEqualTo(messages);
    }

    /** Of the hub's sessions and of the server's own programs, as far as they live. */
    private static Duration serverTime(Jdbi jdbi) {
        return jdbi
                .withHandle(handle -> handle.createQuery("select pid from pg_stat_activity")
                        .mapTo(Long.class)
                        .list())
                .stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Map<String, Long> figures(Jdbi jdbi) {
        return jdbi.withHandle(handle -> {
            handle.execute("select pg_stat_clear_snapshot()");
            var figures = new TreeMap<String, Long>();
            handle.createQuery("select relname, seq_tup_read from pg_stat_user_tables")
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(table -> figures.put(table.getKey(), table.getValue()));
            figures.put(
                    "batches",
                    handle.createQuery("select count(*) from batch")
                            .mapTo(Long.class)
                            .one());
            return figures;
        });
    }

    private Hub start() throws Exception {
        Path config = StormStates.write(folder.resolve("config"));
        var options = new HubOptions(config, folder.resolve("data"), 0, 0, true, false);
        return Hub.start(options, (Configuration.Loaded) Configuration.load(config), Clock.systemUTC());
    }

    private static DefaultCamelContext camel(Hub hub) {
        for (Object closing : (Collection<?>) HubParts.part(HubParts.part(hub, "closings"), "parts")) {
            if (HubParts.part(closing, "name").equals("routes")) {
                return (DefaultCamelContext) HubParts.part(HubParts.part(closing, "part"), "camel");
            }
        }
        throw new IllegalStateException("a hub without routes");
    }

    private static String route(String sender) {
        return "take-agency." + sender + ".outbox";
    }

    private static long waiting(Hub hub) {
        return StormStates.OVER_HTTP.stream()
                .mapToLong(agency -> HubParts.broker(hub)
                        .locateQueue("agency." + agency + ".inbox")
                        .getMessageCount())
                .sum();
    }

    private void send(Hub hub, int count, int perTransaction) throws Exception {
        var sent = new ArrayList<Future<?>>();
        for (int i = 1; i <= SENDERS; i++) {
            String sender = StormStates.sender(i);
            sent.add(senders.submit(() -> send(hub, sender, count / SENDERS, perTransaction)));
        }
        for (Future<?> one : sent) {
            one.get();
        }
        senders.shutdown();
    }

    private static Void send(Hub hub, String sender, int count, int perTransaction) throws Exception {
        var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + hub.amqpPort());
        factory.setForceSyncSend(perTransaction == 1);
        Connection connection =
                factory.createConnection(sender, hub.keys().read(sender).orElseThrow());
        try {
            connection.start();
            boolean transacted = perTransaction > 1;
            Session session = connection.createSession(
                    transacted, transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("agency." + sender + ".outbox"));
            for (int i = 1; i <= count; i++) {
                String to = StormStates.OVER_HTTP.get(i % StormStates.OVER_HTTP.size());
                var body = session.createBytesMessage();
                body.writeBytes(Planned.original(sender, sender + "-" + i, "bulk", List.of(to))
                        .body());
                producer.send(body);
                if (transacted && (i % perTransaction == 0 || i == count)) {
                    session.commit();
                }
            }
        } finally {
            connection.close();
        }
        return null;
    }
}
