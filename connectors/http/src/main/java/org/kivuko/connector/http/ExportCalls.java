package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Times;
import org.kivuko.model.Coded;
import org.kivuko.model.Reading;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.search.MessagePage;
import org.kivuko.operations.search.MessageQuery;
import org.kivuko.operations.search.MessageRow;
import org.kivuko.operations.search.MessageSearch;

/** Lists of messages as files: the same filter and order, at most so many rows, and it says so where there are more. */
final class ExportCalls {
    /** So many rows has a file at most. */
    static final int MOST = 10_000;

    /** So many questions are asked for a file at most: a filter for what is rare looks through a part of the ledger each time. */
    private static final int MOST_PAGES = 100;

    private static final List<String> NAMES = List.of(
            "agency",
            "id",
            "type",
            "alertType",
            "msgType",
            "status",
            "lane",
            "acceptedAt",
            "door",
            "person",
            "released",
            "reduced",
            "held",
            "refused",
            "reasons",
            "state");

    private final HttpPorts ports;
    private final MessageSearch messages;

    ExportCalls(HttpPorts ports) {
        this.ports = ports;
        this.messages = ports.ops().search().messages();
    }

    /**
     * What goes into a file.
     *
     * @param complete whether it is all
     */
    private record Export(List<MessageRow> rows, boolean complete) {}

    Answer csv(Call call) {
        return export(
                call,
                export -> {
                    List<List<String>> rows =
                            export.rows().stream().map(ExportCalls::cells).toList();
                    return Answer.content(SafeCsv.MEDIA_TYPE, SafeCsv.write(NAMES, rows));
                },
                "csv");
    }

    Answer json(Call call) {
        return export(
                call,
                export -> {
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    ArrayNode rows = document.putArray("messages");
                    export.rows().forEach(row -> rows.add(SearchJson.row(row)));
                    document.put("complete", export.complete());
                    return Answer.json(
                            200, document.put("asOf", Times.text(ports.clock().instant())));
                },
                "json");
    }

    private Answer export(Call call, Function<Export, Answer> write, String ending) {
        Operator operator = call.operator();
        Reading<MessageFilters.Asked> reading = MessageFilters.read(call.query(), operator.scope());
        if (reading instanceof Reading.Refused<MessageFilters.Asked> refused) {
            return Problem.of(400, refused.faults());
        }
        Export export = collect(((Reading.Accepted<MessageFilters.Asked>) reading).value());
        return write.apply(export)
                .with("Content-Disposition", "attachment; filename=\"messages." + ending + "\"")
                .with("Kivuko-Complete", Boolean.toString(export.complete()));
    }

    private Export collect(MessageFilters.Asked asked) {
        if (asked.named().isPresent()) {
            return new Export(messages.named(asked.named().get(), asked.query().filter(), MessageQuery.MOST), true);
        }
        var rows = new ArrayList<MessageRow>();
        var filter = asked.query();
        Optional<MessageQuery> next =
                Optional.of(new MessageQuery(filter.filter(), filter.order(), Optional.empty(), MessageQuery.MOST));
        for (int pages = 0; next.isPresent() && rows.size() < MOST && pages < MOST_PAGES; pages++) {
            MessagePage page = messages.list(next.get());
            rows.addAll(page.messages());
            next = page.next().map(next.get()::from);
        }
        boolean complete = next.isEmpty() && rows.size() <= MOST;
        return new Export(rows.subList(0, Math.min(rows.size(), MOST)), complete);
    }

    private static List<String> cells(MessageRow row) {
        return List.of(
                row.key().source().toString(),
                row.key().id(),
                row.type().code(),
                code(row.alertType()),
                code(row.msgType()),
                row.status().code(),
                row.lane().code(),
                Times.text(row.acceptedAt()),
                code(row.door()),
                Boolean.toString(row.person()),
                count(row, Outcome.RELEASED),
                count(row, Outcome.REDUCED),
                count(row, Outcome.HELD),
                count(row, Outcome.REFUSED),
                row.reasons().stream().map(Coded::code).collect(Collectors.joining(" ")),
                code(row.state()));
    }

    private static String code(Optional<? extends Coded> value) {
        return value.map(Coded::code).orElse("");
    }

    private static String count(MessageRow row, Outcome outcome) {
        return Integer.toString(row.recipients().getOrDefault(outcome, 0));
    }
}
