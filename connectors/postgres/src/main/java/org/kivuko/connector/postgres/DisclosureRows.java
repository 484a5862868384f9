package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.InForceBook.Disclosure;
import org.kivuko.exchange.InForceBook.Kind;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.AgencyId;

/**
 * What an agency is about to be told: recorded in one transaction, before it is answered. What it never was handed gets a
 * ruling of its own with no number, taken over from the first: so recalls and updates find who has it, and so do rules about
 * passing on.
 */
final class DisclosureRows {
    /** The books of these rulings stand under no outbox: no batch of one released them, and none undoes them. */
    private static final String NO_OUTBOX = "alerts-in-force";

    private static final String SEPARATOR = "\n";

    private final Handle handle;
    private final AgencyId agency;
    private final Instant at;

    DisclosureRows(Handle handle, AgencyId agency, Instant at) {
        this.handle = handle;
        this.agency = agency;
        this.at = at;
    }

    Set<UUID> record(Collection<Disclosure> wanted) {
        Map<Long, Long> inForce = lock(wanted);
        List<Disclosure> told = wanted.stream()
                .filter(each -> Objects.equals(inForce.get(each.position()), each.correction()))
                .toList();
        var recorded = new ArrayList<>(ofKind(told, Kind.AS_BEFORE));
        recorded.addAll(ofKind(told, Kind.OTHERWISE));
        RewrittenRows.replace(
                handle,
                ofKind(told, Kind.OTHERWISE).stream().map(Disclosure::delivery).toList(),
                at);
        List<Disclosure> first = withoutStanding(ofKind(told, Kind.FIRST));
        insertFirst(first);
        recorded.addAll(first);
        noteHandOver(recorded, first);
        insert(recorded);
        return recorded.stream().map(each -> each.delivery().id()).collect(Collectors.toSet());
    }

    private static List<Disclosure> ofKind(List<Disclosure> disclosures, Kind kind) {
        return disclosures.stream().filter(each -> each.kind() == kind).toList();
    }

    /**
     * A recall that is being recorded comes first, or finds what is recorded here ({@link RecallRows#requireUnchanged}).
     *
     * @return what of it is in force, each with its last correction; 0 for none
     */
    private Map<Long, Long> lock(Collection<Disclosure> wanted) {
        Long[] messages = wanted.stream().map(Disclosure::position).toArray(Long[]::new);
        handle.createQuery("select message from content where message = any(:messages) order by message for update")
                .bindArray("messages", Long.class, (Object[]) messages)
                .mapTo(Long.class)
                .list();
        return handle
                .createQuery(
                        "select m.no, coalesce(%s, 0) as correction from content c join message m on m.no = c.message where m.no = any(:messages) and %s"
                                .formatted(InForceRows.LAST_CORRECTION, InForceRows.IN_FORCE))
                .bindArray("messages", Long.class, (Object[]) messages)
                .bind("at", Columns.kept(at))
                .map((row, context) -> Map.entry(row.getLong("no"), row.getLong("correction")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Without those of which the agency has, or awaits, a delivery by now. */
    private List<Disclosure> withoutStanding(List<Disclosure> first) {
        if (first.isEmpty()) {
            return first;
        }
        Set<Long> standing = handle.createQuery(
                        """
                        select message from ruling where message = any(:messages) and recipient = :agency
                            and superseded_at is null and (outcome <> 'refused' or was_held)
                        """)
                .bindArray("messages", Long.class, (Object[])
                        first.stream().map(Disclosure::position).toArray(Long[]::new))
                .bind("agency", agency.toString())
                .mapTo(Long.class)
                .set();
        return first.stream()
                .filter(each -> !standing.contains(each.position()))
                .toList();
    }

    private void insertFirst(List<Disclosure> first) {
        if (first.isEmpty()) {
            return;
        }
        long batch = handle.createQuery("select nextval(pg_get_serial_sequence('batch', 'no'))")
                .mapTo(Long.class)
                .one();
        int refused = supersedeRefusals(first, batch);
        insertBooks(first, batch, refused);
        Map<Outbox, List<RulingRows.Row>> byOutbox = first.stream()
                .collect(Collectors.groupingBy(
                        Disclosure::outbox,
                        Collectors.mapping(
                                each -> new RulingRows.Row(each.position(), at, Optional.empty(), each.delivery()),
                                Collectors.toList())));
        byOutbox.forEach((outbox, rows) -> {
            var trip = new OneTrip();
            new RulingRows(handle, outbox, batch).insert(trip, rows, Map.of());
            MemoryRows.insert(trip, List.of(), rows);
            trip.go(handle);
        });
        // Without a number they were inserted as what does not cross.
        withIds(
                        handle.createUpdate(
                                "update ruling set crosses = true where id = any(cast(:ids as uuid[])) and superseded_at is null"),
                        first)
                .execute();
    }

    /** What was refused when it was judged first, and crosses now. */
    private int supersedeRefusals(List<Disclosure> first, long batch) {
        return handle.createUpdate(
                        """
                        update ruling set superseded_at = :at, superseded_by = :batch
                        where message = any(:messages) and recipient = :agency and superseded_at is null
                            and outcome = 'refused' and not was_held
                        """)
                .bind("at", Columns.kept(at))
                .bind("batch", batch)
                .bind("agency", agency.toString())
                .bindArray("messages", Long.class, (Object[])
                        first.stream().map(Disclosure::position).toArray(Long[]::new))
                .execute();
    }

    private void insertBooks(List<Disclosure> first, long batch, int refused) {
        long released = first.stream()
                .filter(each -> each.delivery().ruling().outcome() == Outcome.RELEASED)
                .count();
        handle.createUpdate(
                        """
                        insert into batch (no, queue, epoch, number, accepted, duplicates, conflicts, quarantined, turned,
                            released, reduced, held, refused, recorded_at)
                        values (:no, :queue, 0, 0, 0, 0, 0, 0, 0, :released, :reduced, 0, :refused, :at)
                        """)
                .bind("no", batch)
                .bind("queue", NO_OUTBOX)
                .bind("released", released)
                .bind("reduced", first.size() - released)
                .bind("refused", -refused)
                .bind("at", Columns.kept(at))
                .execute();
    }

    /** The answer hands over what waits as well, though it stays where it is; what has no place in an inbox is taken over with it. */
    private void noteHandOver(List<Disclosure> recorded, List<Disclosure> first) {
        note(recorded, "fetched");
        note(first, "acknowledged");
    }

    private void note(List<Disclosure> disclosures, String state) {
        if (disclosures.isEmpty()) {
            return;
        }
        withIds(
                        handle.createUpdate(
                                """
                                insert into delivery_event (ruling, state, at)
                                select r.no, cast(:state as delivery_state), :at from ruling r
                                where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                                order by r.no
                                on conflict (ruling, state) do nothing
                                """),
                        disclosures)
                .bind("state", state)
                .bind("at", Columns.kept(at))
                .execute();
    }

    private void insert(List<Disclosure> recorded) {
        if (recorded.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                        """
                        insert into disclosure (at, recipient, message, delivery, outcome, rules, agreements, removed,
                            transformed, handling)
                        select :at, :agency, cast(e.message as bigint), cast(e.id as uuid), e.outcome,
                            string_to_array(e.rules, E'\\n'), string_to_array(e.agreements, E'\\n'),
                            string_to_array(e.removed, E'\\n'), string_to_array(e.transformed, E'\\n'), e.handling
                        from unnest(:messages, :ids, :outcomes, :rules, :agreements, :removed, :transformed, :handlings)
                            with ordinality as e (message, id, outcome, rules, agreements, removed, transformed, handling, place)
                        order by e.place
                        """)
                .bind("at", Columns.kept(at))
                .bind("agency", agency.toString());
        withIds(insert, recorded);
        Columns.bind(insert, "messages", recorded, each -> Long.toString(each.position()));
        Columns.bind(
                insert, "outcomes", recorded, each -> ruling(each).outcome().code());
        Columns.bind(insert, "rules", recorded, text(Ruling::rules));
        Columns.bind(insert, "agreements", recorded, text(Ruling::agreements));
        Columns.bind(insert, "removed", recorded, text(Ruling::removed));
        Columns.bind(insert, "transformed", recorded, text(Ruling::transformed));
        Columns.bind(
                insert, "handlings", recorded, each -> ruling(each).handling().code());
        insert.execute();
    }

    private static Ruling ruling(Disclosure disclosure) {
        return disclosure.delivery().ruling();
    }

    private static Function<Disclosure, String> text(Function<Ruling, List<String>> list) {
        return each -> String.join(SEPARATOR, list.apply(ruling(each)));
    }

    private static Update withIds(Update update, List<Disclosure> disclosures) {
        Columns.bind(update, "ids", disclosures, each -> each.delivery().id().toString());
        return update;
    }
}
