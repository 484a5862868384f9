package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Original;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/**
 * The sealed originals of messages: there from their recording until their last delivery has ended, and as long as they are
 * kept for a recipient that asks again.
 */
final class Contents {
    private static final int MOST_AT_ONCE = 1_000;

    private Contents() {}

    static void insert(OneTrip trip, Collection<Taken> taken) {
        List<Taken> waiting = taken.stream()
                .filter(message -> message.entry().content().isPresent())
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        trip.add(
                """
                insert into content (message, wrapped_key, sealed, keep_until)
                select cast(e.message as bigint), e.wrapped_key, e.sealed, cast(e.keep_until as timestamptz)
                from unnest(:contentMessages, :contentKeys, :contents, :keepUntils)
                    as e (message, wrapped_key, sealed, keep_until)
                """,
                insert -> {
                    Columns.bind(insert, "contentMessages", waiting, message -> Long.toString(message.no()));
                    Columns.bindBytes(insert, "contentKeys", waiting, message -> content(message)
                            .wrappedKey());
                    Columns.bindBytes(insert, "contents", waiting, message -> content(message)
                            .sealed());
                    Columns.bind(insert, "keepUntils", waiting, message -> message.entry()
                            .keepUntil()
                            .map(until -> Columns.kept(until).toString())
                            .orElse(null));
                });
    }

    private static SealedContent content(Taken message) {
        return message.entry().content().orElseThrow();
    }

    /**
     * Locks the originals behind deliveries before anything is noted that may end them: of two deliveries that end at once the
     * second then sees the first.
     *
     * @return the rows of their messages, without those whose originals are gone
     */
    static List<Long> lockBehind(Handle handle, Collection<UUID> deliveries) {
        var lock = handle.createQuery(
                """
                select message from content
                where message in (select message from ruling
                    where id = any(cast(:ids as uuid[])) and superseded_at is null)
                order by message for update
                """);
        Columns.bind(lock, "ids", deliveries, UUID::toString);
        return lock.mapTo(Long.class).list();
    }

    /** The same for all deliveries of messages. */
    static List<Long> lock(Handle handle, Collection<MessageKey> keys) {
        var lock = handle.createQuery(
                """
                select c.message from content c join message m on m.no = c.message
                join unnest(:sources, :ids) as k (source, id) on m.source = k.source and m.id = k.id
                order by c.message for update of c
                """);
        Columns.bindKeys(lock, keys);
        return lock.mapTo(Long.class).list();
    }

    /** Deletes the originals of these messages, each unless some delivery of it goes on or it is kept for who asks again. */
    static void deleteEnded(Handle handle, List<Long> messages) {
        if (messages.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        delete from content c where c.message = any(:messages) and c.keep_until is null
                            and not exists (select from ruling r where r.message = c.message and r.superseded_at is null
                                and r.outcome <> 'refused' and (%s or not exists (select from delivery_event e
                                    where e.ruling = r.no
                                    and e.state in ('acknowledged', 'answered', 'returned', 'recalled', 'expired'))))
                        """
                                .formatted(ResendRows.OPEN))
                .bindArray("messages", Long.class, messages)
                .execute();
    }

    /** What corrects an alert is kept as long as the alert: without it nobody can say any more what is in force. */
    static void keepWithCorrected(Handle handle, Collection<Taken> corrections) {
        if (corrections.isEmpty()) {
            return;
        }
        var update = handle.createUpdate(
                """
                update content c set keep_until = greatest(c.keep_until, o.keep_until)
                from message k join message m on m.type = 'kivuko.alert.v1'
                    and m.source = split_part(k.refs[1], '/', 1) and m.id = split_part(k.refs[1], '/', 2)
                join content o on o.message = m.no
                where c.message = k.no and k.no = any(cast(:corrections as bigint[]))
                """);
        Columns.bind(update, "corrections", corrections, correction -> Long.toString(correction.no()));
        update.execute();
    }

    /** What these take back is kept no longer than something of it waits, its corrections neither. */
    static void keepNoLonger(Handle handle, Collection<MessageKey> takenBack, Instant now) {
        if (takenBack.isEmpty()) {
            return;
        }
        var update = handle.createUpdate(
                        """
                        with back as (
                            select m.no from unnest(:sources, :ids) as k (source, id)
                            join message m on m.source = k.source and m.id = k.id
                            union all
                            select m.no from unnest(:sources, :ids) as k (source, id)
                            join message m on m.refs <> '{}' and m.refs @> array[k.source || '/' || k.id]
                                and m.type = 'kivuko.correction.v1')
                        update content c set keep_until = :now where c.message in (select no from back)
                            and c.keep_until > :now
                        """)
                .bind("now", Columns.kept(now));
        Columns.bindKeys(update, takenBack);
        update.execute();
    }

    /** What was kept long enough for who asks again: gone, or, where something still waits, gone with the last hand-over. */
    static void deleteKept(Handle handle, Instant now) {
        List<Long> over = handle.createQuery(
                        """
                        with over as (
                            select message from content where keep_until <= :now
                            order by keep_until limit :most for update skip locked)
                        update content c set keep_until = null from over where c.message = over.message returning c.message
                        """)
                .bind("now", Columns.kept(now))
                .bind("most", MOST_AT_ONCE)
                .mapTo(Long.class)
                .list();
        deleteEnded(handle, over);
    }

    static Map<UUID, Original> of(Handle handle, Collection<UUID> deliveries) {
        if (deliveries.isEmpty()) {
            return Map.of();
        }
        var query = handle.createQuery(
                """
                select r.id as delivery, r.recipient, r.outcome, r.shown_to_sender, r.was_held, m.source, m.id, m.lane, m.accepted_at, c.wrapped_key, c.sealed
                from ruling r join message m on m.no = r.message join content c on c.message = m.no
                where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null
                """);
        Columns.bind(query, "ids", deliveries, UUID::toString);
        return query.map((row, context) -> original(row)).stream()
                .collect(Collectors.toMap(Original::delivery, original -> original));
    }

    private static Original original(ResultSet row) throws SQLException {
        return new Original(
                row.getObject("delivery", UUID.class),
                Columns.key(row),
                Columns.coded(Lane.class, row.getString("lane")),
                Columns.instant(row, "accepted_at"),
                AgencyId.of(row.getString("recipient")),
                Columns.coded(Outcome.class, row.getString("outcome")),
                row.getBoolean("shown_to_sender"),
                row.getBoolean("was_held"),
                new SealedContent(row.getBytes("wrapped_key"), row.getBytes("sealed")));
    }
}
