package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.queues.QueueFilter;
import org.kivuko.operations.queues.QueueName;

/** What watches the hub: health with its reasons, and figures. */
final class ObserveCalls {
    private static final Pattern QUEUE = Pattern.compile("queue=\"([^\"]*)\"");

    private final HttpPorts ports;
    private final Metrics metrics;

    ObserveCalls(HttpPorts ports, Metrics metrics) {
        this.ports = ports;
        this.metrics = metrics;
    }

    /** Every component; 503 where one of them is down. */
    Answer health(Call call) {
        ObjectNode components = JsonNodeFactory.instance.objectNode();
        boolean up = true;
        for (HealthSource source : ports.health()) {
            HealthSource.Health health = ask(source);
            up &= health.up();
            ObjectNode component = components.putObject(source.name()).put("status", word(health.up()));
            if (!health.detail().isEmpty()) {
                component.put("detail", health.detail());
            }
        }
        ObjectNode document = status(up);
        document.set("components", components);
        return Answer.json(up ? 200 : 503, document);
    }

    /** The process answers; nothing else is asked, so that a broken database never gets the hub killed. */
    Answer live(Call call) {
        return Answer.json(200, status(true));
    }

    /** Messages can be taken. */
    Answer ready(Call call) {
        boolean ready = ports.ready().getAsBoolean()
                && ports.health().stream().allMatch(source -> ask(source).up());
        return Answer.json(ready ? 200 : 503, status(ready));
    }

    /** Everything for operators who see everything; for everybody else what tells nobody what is held, and of queues their own. */
    Answer metrics(Call call) {
        String figures = metrics.text();
        Optional<Scope> scope = call.knownOperator().map(Operator::scope);
        String shown = scope.filter(Scope::everything).isPresent() ? figures : OpenFigures.of(figures);
        String seen = scope.map(own -> ofQueues(shown, QueueFilter.all(own))).orElse(shown);
        return Answer.content(Metrics.MEDIA_TYPE, seen.getBytes(StandardCharsets.UTF_8));
    }

    private static String ofQueues(String figures, QueueFilter filter) {
        return figures.lines()
                .filter(line -> {
                    var queue = QUEUE.matcher(line);
                    return !queue.find() || filter.covers(QueueName.of(queue.group(1)));
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What cannot be told without the time is down while nobody is told the time. */
    private static HealthSource.Health ask(HealthSource source) {
        try {
            return source.ask();
        } catch (StandsStill still) {
            return new HealthSource.Health(false, still.getMessage());
        }
    }

    private static ObjectNode status(boolean up) {
        return JsonNodeFactory.instance.objectNode().put("status", word(up));
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
