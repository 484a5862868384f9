package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.agreement.Hold;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.FactsText;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Traces;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;

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

    /**
     * A ruling to be inserted.
     *
     * @param message row of its message
     * @param firstJudgedAt when the ruling was made in whose place this one stands; empty for a first one
     */
    record Row(long message, Instant at, Optional<Instant> firstJudgedAt, Delivery delivery) {
        Ruling ruling() {
            return delivery.ruling();
        }
    }

    /** Raises the links; gives the link number of each delivery that crosses, in the order of the rows. */
    Map<UUID, Long> number(List<Row> rows) {
        Map<AgencyId, Long> last = raiseLinks(rows);
        var numbers = new HashMap<UUID, Long>();
        for (Row row : rows) {
            if (row.ruling().outcome().crosses()) {
                numbers.put(row.delivery().id(), last.merge(row.ruling().recipient(), 1L, Long::sum));
            }
        }
        return numbers;
    }

    /** Raises the counters of all links at once; gives the last number that each had before. */
    private Map<AgencyId, Long> raiseLinks(Collection<Row> rows) {
        var counts = new TreeMap<AgencyId, Long>();
        rows.stream()
                .map(Row::ruling)
                .filter(ruling -> ruling.outcome().crosses())
                .forEach(ruling -> counts.merge(ruling.recipient(), 1L, Long::sum));
        var last = new HashMap<AgencyId, Long>();
        if (counts.isEmpty()) {
            return last;
        }
        var raise = handle.createQuery(
                """
                insert into link (sender, recipient, channel, lane, epoch, number)
                select :sender, r.recipient, :channel, :lane, (select epoch from ledger), cast(r.count as bigint)
                from unnest(:recipients, :counts) as r (recipient, count)
                on conflict (sender, recipient, channel, lane, epoch) do update set number = link.number + excluded.number
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

    /** With a ruling comes what will be due: the end of a review, and the acknowledgement and the answer that are owed. */
    void insert(OneTrip trip, List<Row> rows, Map<UUID, Long> numbers) {
        if (rows.isEmpty()) {
            return;
        }
        trip.add(
                """
                with made as (
                    insert into ruling (id, message, batch, recipient, outcome, crosses, reason, rules, agreements, removed,
                        transformed, handling, judged_at, link_number, link_epoch, shown_to_sender, facts, onward, onward_to, evidence,
                        acknowledge_by, retain_until, hold_cause, hold_until, was_held, first_judged_at, capped_queue)
                    select cast(e.id as uuid), cast(e.message as bigint), :batch, e.recipient, e.outcome,
                        e.link_number is not null, e.reason, string_to_array(e.rules, E'\\n'),
                        string_to_array(e.agreements, E'\\n'), string_to_array(e.removed, E'\\n'),
                        string_to_array(e.transformed, E'\\n'), e.handling, cast(e.at as timestamptz),
                        cast(e.link_number as bigint), (select epoch from ledger), cast(e.shown as boolean), e.facts, e.onward,
                        string_to_array(e.onward_to, E'\\n'), e.evidence, cast(e.acknowledge_by as timestamptz),
                        cast(e.retain_until as timestamptz), e.hold_cause, cast(e.hold_until as timestamptz),
                        e.first_judged_at is not null, cast(e.first_judged_at as timestamptz), e.capped_queue
                    from unnest(:ids, :messages, :recipients, :outcomes, :reasons, :rules, :agreements, :removed,
                            :transformed, :handlings, :ats, :linkNumbers, :shown, :facts, :onwards, :onwardTos, :evidences,
                            :acknowledgeBys, :retainUntils, :holdCauses, :holdUntils, :firstJudgedAts, :cappedQueues) with ordinality
                        as e (id, message, recipient, outcome, reason, rules, agreements, removed, transformed, handling, at,
                            link_number, shown, facts, onward, onward_to, evidence, acknowledge_by, retain_until, hold_cause,
                            hold_until, first_judged_at, capped_queue, place)
                    order by e.place
                    returning no, id, message, crosses, reason, shown_to_sender, acknowledge_by, hold_cause, hold_until, judged_at)
                insert into due (delivery, ruling, what, at, by)
                select id, no, 'review-ends', hold_until, 'clock' from made where hold_until is not null
                union all
                select id, no, 'ask', judged_at, 'clock' from made where hold_cause = 'register'
                union all
                select made.id, made.no, 'late', acknowledge_by, 'clock' from made join message m on m.no = made.message
                where acknowledge_by is not null and shown_to_sender and (crosses or (hold_until is not null and m.person))
                union all
                select made.id, made.no, 'unanswered', q.answer_by, 'clock'
                from made join message m on m.no = made.message join question q on q.message = made.message
                where shown_to_sender and (crosses or (hold_until is not null and m.person)
                    or (m.of_others and reason = 'NOT_DELIVERABLE'))
                on conflict do nothing
                """,
                insert -> bind(insert.bind("batch", batch), rows, numbers));
    }

    private void bind(SqlStatement<?> insert, List<Row> rows, Map<UUID, Long> numbers) {
        Columns.bind(insert, "ids", rows, row -> row.delivery().id().toString());
        Columns.bind(insert, "messages", rows, row -> Long.toString(row.message()));
        Columns.bind(insert, "ats", rows, row -> Columns.kept(row.at()).toString());
        Columns.bind(insert, "linkNumbers", rows, row -> Optional.ofNullable(
                        numbers.get(row.delivery().id()))
                .map(number -> Long.toString(number))
                .orElse(null));
        Columns.bind(
                insert, "shown", rows, row -> Boolean.toString(row.delivery().shownToSender()));
        Columns.bind(insert, "facts", rows, row -> FactsText.of(row.delivery().facts())
                .orElse(null));
        Columns.bind(
                insert,
                "cappedQueues",
                rows,
                row -> row.delivery().traces().counted() && Traces.counts(row.ruling()) ? outbox.queue() : null);
        Columns.bind(insert, "firstJudgedAts", rows, row -> instant(row.firstJudgedAt()));
        bindRulings(insert, rows.stream().map(Row::ruling).toList());
    }

    private static void bindRulings(SqlStatement<?> insert, List<Ruling> rulings) {
        Columns.bind(insert, "recipients", rulings, ruling -> ruling.recipient().toString());
        Columns.bind(insert, "outcomes", rulings, ruling -> ruling.outcome().code());
        Columns.bind(insert, "reasons", rulings, ruling -> ruling.reason()
                .map(Coded::code)
                .orElse(null));
        bindTexts(insert, "rules", rulings, Ruling::rules);
        bindTexts(insert, "agreements", rulings, Ruling::agreements);
        bindTexts(insert, "removed", rulings, Ruling::removed);
        bindTexts(insert, "transformed", rulings, Ruling::transformed);
        Columns.bind(insert, "handlings", rulings, ruling -> ruling.handling().code());
        Columns.bind(insert, "onwards", rulings, ruling -> ruling.obligations()
                .onward()
                .code());
        bindTexts(
                insert,
                "onwardTos",
                rulings,
                ruling -> new ArrayList<>(ruling.obligations().passing().to()));
        Columns.bind(insert, "evidences", rulings, ruling -> ruling.obligations()
                .passing()
                .evidence()
                .code());
        Columns.bind(
                insert,
                "acknowledgeBys",
                rulings,
                ruling -> instant(ruling.obligations().acknowledgeBy()));
        Columns.bind(
                insert,
                "retainUntils",
                rulings,
                ruling -> instant(ruling.obligations().retainUntil()));
        Columns.bind(insert, "holdCauses", rulings, ruling -> ruling.hold()
                .map(hold -> hold.cause().code())
                .orElse(null));
        Columns.bind(
                insert, "holdUntils", rulings, ruling -> instant(ruling.hold().map(Hold::until)));
    }

    private static void bindTexts(
            SqlStatement<?> insert, String name, List<Ruling> rulings, Function<Ruling, List<String>> texts) {
        Columns.bind(insert, name, rulings, ruling -> String.join(SEPARATOR, texts.apply(ruling)));
    }

    private static String instant(Optional<Instant> at) {
        return at.map(known -> Columns.kept(known).toString()).orElse(null);
    }
}
