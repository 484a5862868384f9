package org.kivuko.acceptance.bench;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** What one writes first with Camel: one route from queue to queue, transacted, with eight consumers. */
final class BareBridge implements AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Track track;

    private BareBridge(Track track) {
        this.track = track;
    }

    static BareBridge start(BenchHub hub, String name, int consumers) throws Exception {
        String from = hub.makeQueue(name + ".from");
        String into = hub.makeQueue(name + ".into");
        var bridge = new BareBridge(new Track(hub, name, List.of(from), List.of(into), List.of(), false));
        var jms = new JmsComponent();
        jms.setConnectionFactory(hub.factory(false));
        // The documented way to local transactions: the producer joins the session of the consumer.
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        bridge.camel.addComponent("jms", jms);
        RouteBuilder.addRoutes(
                bridge.camel, routes -> routes.from("jms:queue:" + from + "?concurrentConsumers=" + consumers)
                        .to("jms:queue:" + into));
        bridge.camel.start();
        return bridge;
    }

    Track track() {
        return track;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
