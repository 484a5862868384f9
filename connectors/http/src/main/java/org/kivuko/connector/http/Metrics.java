package org.kivuko.connector.http;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.QueueRow;
import org.kivuko.exchange.push.PushState;

/**
 * What the hub counts, as Prometheus reads it. Labels are names of routes, queues and components and the books' own words:
 * never ids, never what a caller wrote. Thread-safe.
 */
final class Metrics implements AutoCloseable {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final HttpPorts ports;
    private final Sparingly<Map<String, Long>> counts;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final MultiGauge waiting = gauge("kivuko.queue.messages", "Messages in the queue");
    private final MultiGauge consumers = gauge("kivuko.queue.consumers", "Consumers of the queue");
    private final MultiGauge up = gauge("kivuko.up", "1 where the component is up");
    private final MultiGauge pushFailed =
            gauge("kivuko.push.failed", "Attempts in a row to push to the agency that failed");
    private final MultiGauge pushStopped = gauge("kivuko.push.stopped", "1 where pushing to the agency has stopped");
    private final MultiGauge pushTaken =
            gauge("kivuko.push.taken", "Messages that the agency took since the hub started");
    private final MultiGauge books = gauge("kivuko.ledger", "How often each thing happened, from the ledger");

    Metrics(HttpPorts ports) {
        this.ports = ports;
        // The ledger counts its tables through, and whoever watches asks four times a minute.
        this.counts = new Sparingly<>(() -> ports.ledger().counts(), System::nanoTime);
        Stream.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        collections,
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** Notes an answer. */
    void answered(String route, String method, int status, long nanos) {
        Timer.builder("kivuko.http.requests")
                .description("Calls answered, by route and status")
                .tag("route", route)
                .tag("method", METHODS.contains(method) ? method : "other")
                .tag("status", Integer.toString(status))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Everything at this moment; what cannot be asked is left as it was. */
    synchronized String text() {
        up.register(
                ports.health().stream()
                        .map(source -> MultiGauge.Row.of(
                                Tags.of("component", source.name()),
                                source.ask().up() ? 1 : 0))
                        .toList(),
                true);
        List<PushState> pushes = ports.pushes().states();
        push(pushFailed, pushes, PushState::failed);
        push(pushStopped, pushes, state -> state.stopped() ? 1 : 0);
        push(pushTaken, pushes, PushState::taken);
        try {
            List<QueueRow> queues = ports.broker().queues();
            put(waiting, queues, QueueRow::messages);
            put(consumers, queues, QueueRow::consumers);
        } catch (BrokerUnavailable down) {
            // kivuko_up says so.
        }
        try {
            books.register(
                    counts.get().entrySet().stream()
                            .map(entry -> MultiGauge.Row.of(Tags.of("what", entry.getKey()), entry.getValue()))
                            .toList(),
                    true);
        } catch (LedgerUnavailable down) {
            // kivuko_up says so.
        }
        return registry.scrape();
    }

    private static void push(MultiGauge gauge, List<PushState> states, ToDoubleFunction<PushState> value) {
        gauge.register(
                states.stream()
                        .map(state -> MultiGauge.Row.of(
                                Tags.of("agency", state.agency().toString()), value.applyAsDouble(state)))
                        .toList(),
                true);
    }

    private static void put(MultiGauge gauge, List<QueueRow> queues, ToDoubleFunction<QueueRow> value) {
        gauge.register(
                queues.stream()
                        .map(row -> MultiGauge.Row.of(Tags.of("queue", row.queue()), value.applyAsDouble(row)))
                        .toList(),
                true);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
