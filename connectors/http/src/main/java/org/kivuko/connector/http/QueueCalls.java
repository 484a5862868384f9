package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.exchange.BrokerView;
import org.kivuko.exchange.QueueRow;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.queues.Pause;
import org.kivuko.operations.queues.Pauses;
import org.kivuko.operations.queues.QueueFilter;
import org.kivuko.operations.queues.QueueName;
import org.kivuko.operations.queues.QueuePage;
import org.kivuko.operations.queues.QueueSort;
import org.kivuko.operations.queues.QueueState;
import org.kivuko.operations.queues.QueueTable;
import org.kivuko.operations.queues.QueueWatch;
import org.kivuko.operations.queues.Span;

/** How full the queues are, how fast they fill and empty; and stopping them. */
final class QueueCalls {
    static final Set<String> ONE_QUERY = Set.of("span");
    private static final int LYING_SHOWN = 50;

    private final BrokerView broker;
    private final QueuePorts ports;

    QueueCalls(BrokerView broker, QueuePorts ports) {
        this.broker = broker;
        this.ports = ports;
    }

    /** Without a question all of them with what the broker counts at this moment; else a page of what was seen last. */
    Answer list(Call call) {
        Operator operator = call.operator();
        if (call.query().isEmpty()) {
            return all(QueueFilter.all(operator.scope()));
        }
        Reading<QueueQuery> read = QueueQuery.read(call.query(), operator.scope());
        if (read instanceof Reading.Refused<QueueQuery> refused) {
            return Problem.of(400, refused.faults());
        }
        QueueQuery query = ((Reading.Accepted<QueueQuery>) read).value();
        QueueTable table = ports.watch().table();
        Optional<QueuePage> page = QueuePage.of(table.rows(), query.filter(), query.sort(), query.after(), query.max());
        if (page.isEmpty()) {
            return Problem.of(400, List.of(Query.after()));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("queues");
        page.get().rows().forEach(row -> rows.add(QueueJson.row(row)));
        return Answer.json(200, end(document, table, page.get()));
    }

    private Answer all(QueueFilter filter) {
        QueueTable table = ports.watch().table();
        var seen = table.rows().stream()
                .filter(filter::fits)
                .collect(Collectors.toMap(row -> row.name().queue(), row -> row));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("queues");
        for (QueueRow row : broker.queues()) {
            QueueName name = QueueName.of(row.queue());
            if (filter.covers(name)) {
                ObjectNode json = QueueJson.addName(QueueJson.counts(row), name);
                Optional.ofNullable(seen.get(row.queue())).ifPresent(state -> QueueJson.addSeen(json, state));
                rows.add(json);
            }
        }
        QueuePage sums = QueuePage.of(table.rows(), filter, QueueSort.BY_NAME, Optional.empty(), 1)
                .orElseThrow();
        return Answer.json(
                200, end(document, table, new QueuePage(List.of(), rows.size(), sums.sums(), Optional.empty())));
    }

    private static ObjectNode end(ObjectNode document, QueueTable table, QueuePage page) {
        document.put("asOf", Times.text(table.at()))
                .put("trendSeconds", QueueWatch.PERIOD.toSeconds())
                .put("total", page.total());
        document.set("sums", QueueJson.sums(page.sums()));
        page.next().ifPresent(next -> document.put("next", next));
        return document;
    }

    /** One of them with its history and what lies at its head. */
    Answer one(Call call) {
        Optional<Span> span = Span.of(call.query().getOrDefault("span", "PT1H"));
        if (span.isEmpty()) {
            return Problem.of(400, List.of(Query.fault("span", "one of PT1H, PT24H, P7D")));
        }
        QueueTable table = ports.watch().table();
        Optional<QueueState> state = visible(call, table);
        if (state.isEmpty()) {
            return Problem.notFound();
        }
        ObjectNode document = QueueJson.row(state.get());
        document.put("asOf", Times.text(table.at()))
                .put("trendSeconds", QueueWatch.PERIOD.toSeconds())
                .put("stepSeconds", span.get().step().toSeconds());
        String queue = state.get().name().queue();
        QueueJson.addHistory(document, ports.watch().history(queue, span.get()));
        QueueJson.addLying(document, ports.contents().first(queue, LYING_SHOWN));
        return Answer.json(200, document);
    }

    private static Optional<QueueState> visible(Call call, QueueTable table) {
        QueueFilter filter = QueueFilter.all(call.operator().scope());
        return table.queue(call.path().get("queue")).filter(filter::fits);
    }

    Answer pause(Call call) {
        return act(call, false);
    }

    Answer resume(Call call) {
        return act(call, true);
    }

    private Answer act(Call call, boolean resume) {
        Reading<Acting> read = Acting.read(call.body(), Set.of());
        if (read instanceof Reading.Refused<Acting> refused) {
            return Problem.of(refused.faults());
        }
        Optional<QueueState> state = visible(call, ports.watch().table());
        if (state.isEmpty()) {
            return Problem.notFound();
        }
        Acting acting = ((Reading.Accepted<Acting>) read).value();
        String queue = state.get().name().queue();
        Pauses.Result result = ports.pauses()
                .act(new Pauses.Wish(
                        acting.key(), queue, resume, call.operator().login(), acting.reason()));
        if (result instanceof Pauses.KeyTaken) {
            return Problem.of(Code.CONFLICT, "The key was used for another act");
        }
        if (result instanceof Pauses.NotForThis) {
            return Problem.of(List.of(new Fault("", Code.SCHEMA_VIOLATION, "only an inbox or an outbox is paused")));
        }
        var done = (Pauses.Done) result;
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("queue", queue);
        done.after().ifPresent(pause -> document.set("paused", QueueJson.pause(pause)));
        return Answer.json(200, document).noting(noted(done.before()), noted(done.after()));
    }

    /** Without the reason: the audit keeps that sealed. */
    private static JsonNode noted(Optional<Pause> pause) {
        return pause.<JsonNode>map(each -> JsonNodeFactory.instance
                        .objectNode()
                        .put("pausedBy", each.by())
                        .put("at", Times.text(each.at())))
                .orElseGet(MissingNode::getInstance);
    }
}
