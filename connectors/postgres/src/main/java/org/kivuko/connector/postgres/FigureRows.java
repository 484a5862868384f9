package org.kivuko.connector.postgres;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.KeptFigures;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Direction;

/** Figures that recipients were given, sealed. */
final class FigureRows {
    private FigureRows() {}

    static void insert(Handle handle, List<RulingRows.Row> made) {
        List<RulingRows.Row> rows = made.stream()
                .filter(row -> row.delivery().traces().figures().isPresent())
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                """
                insert into figures (ruling, recipient, post, direction, period_start, period_end, wrapped_key, sealed)
                select r.no, e.recipient, e.post, e.direction, cast(e.starts as date), cast(e.ends as date),
                    e.wrapped_key, e.sealed
                from unnest(:deliveries, :recipients, :posts, :directions, :starts, :ends, :wrappedKeys, :sealed)
                    as e (delivery, recipient, post, direction, starts, ends, wrapped_key, sealed)
                join ruling r on r.id = cast(e.delivery as uuid) and r.superseded_at is null
                """);
        List<KeptFigures> figures = rows.stream()
                .map(row -> row.delivery().traces().figures().orElseThrow())
                .toList();
        Columns.bind(insert, "deliveries", rows, row -> row.delivery().id().toString());
        bind(insert, figures.stream().map(KeptFigures::about).toList());
        Columns.bindBytes(insert, "wrappedKeys", figures, kept -> kept.sealed().wrappedKey());
        Columns.bindBytes(insert, "sealed", figures, kept -> kept.sealed().sealed());
        insert.execute();
    }

    private static void bind(SqlStatement<?> statement, Collection<KeptFigures.About> abouts) {
        Columns.bind(statement, "recipients", abouts, about -> about.recipient().toString());
        Columns.bind(statement, "posts", abouts, KeptFigures.About::post);
        Columns.bind(statement, "directions", abouts, about -> about.direction().code());
        Columns.bind(statement, "starts", abouts, about -> about.start().toString());
        Columns.bind(statement, "ends", abouts, about -> about.end().toString());
    }

    static Map<UUID, KeptFigures> of(Handle handle, Collection<KeptFigures.About> abouts) {
        if (abouts.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                """
                select r.id, f.recipient, f.post, f.direction, f.period_start, f.period_end, f.wrapped_key, f.sealed
                from figures f join ruling r on r.no = f.ruling and r.superseded_at is null
                where exists (select from unnest(:recipients, :posts, :directions, :starts, :ends)
                        as e (recipient, post, direction, starts, ends)
                    where e.recipient = f.recipient and e.post = f.post and e.direction = f.direction
                        and f.period_start < cast(e.ends as date) and f.period_end > cast(e.starts as date))
                    and f.recipient = any(:recipients)
                order by f.ruling
                """);
        bind(query, abouts);
        var found = new LinkedHashMap<UUID, KeptFigures>();
        query.map((row, context) -> found.put(
                        row.getObject("id", UUID.class),
                        new KeptFigures(
                                new KeptFigures.About(
                                        AgencyId.of(row.getString("recipient")),
                                        row.getString("post"),
                                        Columns.coded(Direction.class, row.getString("direction")),
                                        row.getObject("period_start", LocalDate.class),
                                        row.getObject("period_end", LocalDate.class)),
                                new SealedContent(row.getBytes("wrapped_key"), row.getBytes("sealed")))))
                .list();
        return found;
    }
}
