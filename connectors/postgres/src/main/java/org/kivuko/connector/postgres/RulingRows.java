package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageKey;

/** The rulings of one recording and their numbers in their links. */
final class RulingRows {
    private static final String SEPARATOR = "\n";

    private final Handle handle;
    private final Outbox outbox;
    private final long batch;

    RulingRows(Handle handle, Outbox outbox, long batch) {
        this.handle = handle;
        this.outbox = outbox;
        this.batch = batch;
    }

    /** Inserts the rulings; gives the link number of each recipient to which a message crosses. */
    Map<MessageKey, Map<AgencyId, Long>> insert(Collection<Taken> taken) {
        Map<AgencyId, Long> last = raiseLinks(taken);
        var rows = new ArrayList<Row>();
        var numbers = new HashMap<MessageKey, Map<AgencyId, Long>>();
        for (Taken message : taken) {
            var ofMessage = new HashMap<AgencyId, Long>();
            for (Delivery delivery : message.entry().deliveries()) {
                Long number = null;
                if (delivery.ruling().outcome().crosses()) {
                    number = last.merge(delivery.ruling().recipient(), 1L, Long::sum);
                    ofMessage.put(delivery.ruling().recipient(), number);
                }
                rows.add(new Row(message, delivery, number));
            }
            numbers.put(message.entry().key(), ofMessage);
        }
        insert(rows);
        return numbers;
    }

    /** Raises the counters of all links at once; gives the last number that each had before. */
    private Map<AgencyId, Long> raiseLinks(Collection<Taken> taken) {
        var counts = new TreeMap<AgencyId, Long>();
        taken.stream()
                .flatMap(message -> message.entry().deliveries().stream())
                .map(Delivery::ruling)
                .filter(ruling -> ruling.outcome().crosses())
                .forEach(ruling -> counts.merge(ruling.recipient(), 1L, Long::sum));
        var last = new HashMap<AgencyId, Long>();
        if (counts.isEmpty()) {
            return last;
        }
        var raise = handle.createQuery(
                """
                insert into link (sender, recipient, channel, lane, number)
                select :sender, r.recipient, :channel, :lane, cast(r.count as bigint)
                from unnest(:recipients, :counts) as r (recipient, count)
                on conflict (sender, recipient, channel, lane) do update set number = link.number + excluded.number
                returning recipient, number
                """);
        Columns.bind(raise, "recipients", counts.keySet(), AgencyId::toString);
        Columns.bind(raise, "counts", counts.values(), count -> Long.toString(count));
        raise.bind("sender", outbox.agency().toString())
                .bind("channel", outbox.channel().code())
                .bind("lane", outbox.lane().code())
                .map((row, context) -> Map.entry(AgencyId.of(row.getString("recipient")), row.getLong("number")))
                .forEach(raised -> last.put(raised.getKey(), raised.getValue() - counts.get(raised.getKey())));
        return last;
    }

    private void insert(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                """
                insert into ruling (id, message, batch, recipient, outcome, crosses, reason, rules, agreements, removed,
                    transformed, handling, judged_at, link_number)
                select cast(e.id as uuid), cast(e.message as bigint), :batch, e.recipient, e.outcome,
                    e.link_number is not null, e.reason, string_to_array(e.rules, E'\\n'),
                    string_to_array(e.agreements, E'\\n'), string_to_array(e.removed, E'\\n'),
                    string_to_array(e.transformed, E'\\n'), e.handling, cast(e.at as timestamptz),
                    cast(e.link_number as bigint)
                from unnest(:ids, :messages, :recipients, :outcomes, :reasons, :rules, :agreements, :removed, :transformed,
                        :handlings, :ats, :linkNumbers) with ordinality
                    as e (id, message, recipient, outcome, reason, rules, agreements, removed, transformed, handling, at,
                        link_number, place)
                order by e.place
                """);
        bind(insert.bind("batch", batch), rows);
        insert.execute();
    }

    private static void bind(SqlStatement<?> insert, List<Row> rows) {
        Columns.bind(insert, "ids", rows, row -> row.delivery().id().toString());
        Columns.bind(
                insert, "messages", rows, row -> Long.toString(row.message().no()));
        Columns.bind(insert, "recipients", rows, row -> row.ruling().recipient().toString());
        Columns.bind(insert, "outcomes", rows, row -> row.ruling().outcome().code());
        Columns.bind(insert, "reasons", rows, row -> row.ruling()
                .reason()
                .map(Coded::code)
                .orElse(null));
        Columns.bind(
                insert,
                "rules",
                rows,
                row -> String.join(SEPARATOR, row.ruling().rules()));
        Columns.bind(
                insert,
                "agreements",
                rows,
                row -> String.join(SEPARATOR, row.ruling().agreements()));
        Columns.bind(
                insert,
                "removed",
                rows,
                row -> String.join(SEPARATOR, row.ruling().removed()));
        Columns.bind(
                insert,
                "transformed",
                rows,
                row -> String.join(SEPARATOR, row.ruling().transformed()));
        Columns.bind(insert, "handlings", rows, row -> row.ruling().handling().code());
        Columns.bind(
                insert, "ats", rows, row -> Columns.kept(row.message().entry().at())
                        .toString());
        Columns.bind(
                insert, "linkNumbers", rows, row -> row.linkNumber() == null ? null : Long.toString(row.linkNumber()));
    }

    /**
     * @param linkNumber null where the ruling does not cross
     */
    private record Row(Taken message, Delivery delivery, Long linkNumber) {
        Ruling ruling() {
            return delivery.ruling();
        }
    }
}
