package org.kivuko.connector.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.Facets;
import org.kivuko.operations.search.MessageFilter;

/** Counts of the newest messages of a part of time. */
final class FacetRows {
    private FacetRows() {}

    static Facets of(Handle handle, SearchLimits limits, MessageFilter.Span span, Scope scope) {
        SearchNumbers.Found found = new SearchNumbers(
                        handle, limits, MessageFilter.within(scope).in(span), true, OptionalLong.empty())
                .find(limits.counted());
        var counts = new EnumMap<Facets.Facet, Map<String, Long>>(Facets.Facet.class);
        for (Facets.Facet facet : Facets.Facet.values()) {
            counts.put(facet, new TreeMap<>());
        }
        if (!found.numbers().isEmpty()) {
            count(handle, found, scope, counts);
        }
        return new Facets(found.numbers().size(), found.ended().isEmpty(), oldest(handle, found), counts);
    }

    private static void count(
            Handle handle, SearchNumbers.Found found, Scope scope, Map<Facets.Facet, Map<String, Long>> counts) {
        var query = handle.createQuery(
                        """
                        with counted as materialized (
                            select m.no, m.source, m.type from unnest(:numbers) as k (no) join message m on m.no = k.no),
                        ruled as materialized (
                            select m.no, m.source, r.recipient, r.outcome, r.reason from counted m
                            join ruling r on r.message = m.no and r.superseded_at is null and %s)
                        select 'type' as facet, type as value, count(*) as messages from counted group by type
                        union all
                        select 'agency', agency, count(*) from (select no, source from counted
                            union select no, recipient from ruled) a (no, agency) group by agency
                        union all
                        select 'pair', pair, count(*) from (select distinct no,
                            split_part(source, '.', 1) || '-' || split_part(recipient, '.', 1) from ruled) p (no, pair) group by pair
                        union all
                        select 'outcome', outcome, count(*) from (select distinct no, outcome from ruled) o group by outcome
                        union all
                        select 'reason', reason, count(*) from (select distinct no, reason from ruled where reason is not null) s
                            group by reason
                        """
                                .formatted(SearchConditions.maySee(scope).orElse("true")))
                .bindArray("numbers", Long.class, found.numbers());
        if (!scope.everything()) {
            SearchConditions.bindScope(query, scope);
        }
        query.map((row, context) -> counts.get(
                                Facets.Facet.valueOf(row.getString("facet").toUpperCase(Locale.ROOT)))
                        .put(row.getString("value"), row.getLong("messages")))
                .list();
    }

    private static Optional<Instant> oldest(Handle handle, SearchNumbers.Found found) {
        if (found.numbers().isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery("select accepted_at from message where no = :no")
                .bind("no", found.numbers().get(found.numbers().size() - 1))
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant);
    }
}
