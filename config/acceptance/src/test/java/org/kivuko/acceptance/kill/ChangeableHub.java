package org.kivuko.acceptance.kill;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.kivuko.acceptance.HubParts;
import org.kivuko.agreement.Agreements;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.Configuration;

/**
 * A hub whose agreements change when the test says so: once the file {@code change} lies beside its data it reads its
 * configuration again, writes the instant to {@code committed} and follows, or halts where the file says {@code halt}. Its
 * broker writes down what it dispatches to agencies, in {@code dispatched}.
 */
public final class ChangeableHub {
    private static final Duration LOOK = Duration.ofMillis(5);

    private ChangeableHub() {}

    /** Takes the arguments of {@code serve}, in the order in which {@link HubProcess} gives them. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Path data = Path.of(after(given, "--data"));
        var options = new HubOptions(
                Path.of(after(given, "--config")),
                data,
                Integer.parseInt(after(given, "--http")),
                Integer.parseInt(after(given, "--amqp")),
                true,
                false);
        Hub hub = Hub.start(options, load(options), Clock.systemUTC());
        var server = HubParts.broker(hub);
        server.registerBrokerPlugin(new Dispatched(server, data.resolveSibling("dispatched")));
        System.out.println("ready http");
        var rulebook =
                (ChangingRulebook) HubParts.part(HubParts.part(HubParts.store(hub, "rules"), "rules"), "rulebook");
        Path change = data.resolveSibling("change");
        while (true) {
            await().dontCatchUncaughtExceptions().forever().pollInterval(LOOK).until(() -> Files.exists(change));
            follow(change, load(options), rulebook);
        }
    }

    private static void follow(Path change, Configuration.Loaded next, ChangingRulebook rulebook) throws IOException {
        String how = Files.readString(change);
        Files.delete(change);
        Instant at = Instant.now();
        Files.writeString(
                change.resolveSibling("committed"), at.toString(), StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        if (how.equals("halt")) {
            Runtime.getRuntime().halt(137);
        }
        rulebook.change(Agreements.unkeyed(next.directory(), next.agreements()), at);
    }

    private static Configuration.Loaded load(HubOptions options) {
        return (Configuration.Loaded) Configuration.load(options.config());
    }

    private static String after(List<String> given, String name) {
        return given.get(given.indexOf(name) + 1);
    }

    /** One line for every message that the broker gives to a consumer of an agency's inbox: the instant, queue and id. */
    private record Dispatched(ActiveMQServer server, Path file) implements ActiveMQServerPlugin {
        @Override
        public void afterDeliver(ServerConsumer consumer, MessageReference reference) {
            var session = consumer == null ? null : server.getSessionByID(consumer.getSessionID());
            String queue = reference.getQueue().getName().toString();
            if (session != null && !session.getUsername().equals("hub") && queue.contains(".inbox")) {
                write(Instant.now() + " " + queue + " " + reference.getMessage().getCorrelationID() + "\n");
            }
        }

        private void write(String line) {
            try {
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
