package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.Delivery;

/** Deliveries that cross otherwise than they were judged at first: a new ruling under the same id and number. */
final class RewrittenRows {
    private static final String SEPARATOR = "\n";

    private RewrittenRows() {}

    /**
     * The ruling that stood is kept as superseded, in a row of its own; the new one takes its row, so that everything that
     * happened to the delivery and is due for it stays with it.
     */
    static void replace(Handle handle, Collection<Delivery> rewritten, Instant at) {
        if (rewritten.isEmpty()) {
            return;
        }
        keepSuperseded(handle, rewritten, at);
        update(handle, rewritten, at);
    }

    private static void keepSuperseded(Handle handle, Collection<Delivery> rewritten, Instant at) {
        var insert = handle.createUpdate(
                        """
                        insert into ruling overriding system value
                        select (jsonb_populate_record(r, jsonb_build_object(
                            'no', nextval(pg_get_serial_sequence('ruling', 'no')), 'superseded_at', cast(:at as timestamptz)))).*
                        from ruling r
                        where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                        """)
                .bind("at", Columns.kept(at));
        Columns.bind(insert, "ids", rewritten, each -> each.id().toString());
        insert.execute();
    }

    private static void update(Handle handle, Collection<Delivery> rewritten, Instant at) {
        var update = handle.createUpdate(
                        """
                        update ruling r set outcome = e.outcome, rules = string_to_array(e.rules, E'\\n'),
                            agreements = string_to_array(e.agreements, E'\\n'),
                            removed = string_to_array(e.removed, E'\\n'),
                            transformed = string_to_array(e.transformed, E'\\n'), handling = e.handling, judged_at = :at,
                            onward = e.onward, onward_to = string_to_array(e.onward_to, E'\\n'),
                            retain_until = case when e.retain_until is null then null
                                else least(r.retain_until, cast(e.retain_until as timestamptz)) end
                        from unnest(:ids, :outcomes, :rules, :agreements, :removed, :transformed, :handlings, :onwards,
                                :onwardTos, :retainUntils)
                            as e (id, outcome, rules, agreements, removed, transformed, handling, onward, onward_to,
                                retain_until)
                        where r.id = cast(e.id as uuid) and r.superseded_at is null and r.crosses
                        """)
                .bind("at", Columns.kept(at));
        bind(update, rewritten);
        update.execute();
    }

    private static void bind(SqlStatement<?> update, Collection<Delivery> rewritten) {
        Columns.bind(update, "ids", rewritten, each -> each.id().toString());
        Columns.bind(
                update, "outcomes", rewritten, each -> each.ruling().outcome().code());
        bindList(update, "rules", rewritten, Ruling::rules);
        bindList(update, "agreements", rewritten, Ruling::agreements);
        bindList(update, "removed", rewritten, Ruling::removed);
        bindList(update, "transformed", rewritten, Ruling::transformed);
        Columns.bind(
                update, "handlings", rewritten, each -> each.ruling().handling().code());
        Columns.bind(update, "onwards", rewritten, each -> each.ruling()
                .obligations()
                .onward()
                .code());
        bindList(
                update,
                "onwardTos",
                rewritten,
                ruling -> List.copyOf(ruling.obligations().passing().to()));
        Columns.bind(update, "retainUntils", rewritten, each -> each.ruling()
                .obligations()
                .retainUntil()
                .map(until -> Columns.kept(until).toString())
                .orElse(null));
    }

    private static void bindList(
            SqlStatement<?> statement, String name, Collection<Delivery> rows, Function<Ruling, List<String>> list) {
        Columns.bind(statement, name, rows, row -> String.join(SEPARATOR, list.apply(row.ruling())));
    }
}
