package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.MessageKey;

/** The doors' part: a key is claimed, its message sent, the claim marked. */
final class Claims {
    /** No door waits this long for the broker: an open claim that is older belongs to nobody. */
    static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private Claims() {}

    static Claimed claim(Handle handle, Claim claim) {
        while (true) {
            if (insert(handle, claim)) {
                return toSend(claim);
            }
            Optional<Holder> holder = holder(handle, claim.key());
            if (holder.isPresent()) {
                return against(handle, claim, holder.get());
            }
            // The claim in the way fell between the two statements.
        }
    }

    static Claimed toSend(Claim claim) {
        return new Claimed.Send(Columns.kept(claim.at()));
    }

    /** Whether the key was free. */
    static boolean insert(Handle handle, Claim claim) {
        var insert = handle.createUpdate(
                        """
                        insert into message (source, id, digest, type, status, alert_type, msg_type, refs, person,
                            protected_thread, handling, of_others, door, queue, lane, accepted_at, accepted, tried_at)
                        values (:source, :id, decode(:digest, 'hex'), :type, :status, :alertType, :msgType, :refs, :person,
                            :protectedThread, :handling, :ofOthers, 'http', :queue, :lane, :at, false, :at)
                        on conflict (source, id) do nothing
                        """)
                .bind("queue", claim.outbox().queue())
                .bind("lane", claim.outbox().lane().code())
                .bind("at", Columns.kept(claim.at()));
        bindKey(insert, claim.key(), claim.digest());
        bindHeader(insert, claim.header());
        return insert.execute() == 1;
    }

    private static void bindHeader(SqlStatement<?> statement, Header header) {
        statement
                .bind("type", header.type().code())
                .bind("status", header.status().code())
                .bind("alertType", Columns.codeOrNull(header.alertType()))
                .bind("msgType", Columns.codeOrNull(header.msgType()))
                .bind("person", header.person())
                .bind("protectedThread", header.protectedThread())
                .bind("handling", header.handling().code())
                .bind("ofOthers", header.ofOthers());
        Columns.bind(statement, "refs", header.references(), MessageKey::toString);
    }

    private static void bindKey(SqlStatement<?> statement, MessageKey key, Digest digest) {
        statement.bind("source", key.source().toString()).bind("id", key.id()).bind("digest", digest.hex());
    }

    private static Optional<Holder> holder(Handle handle, MessageKey key) {
        return handle.createQuery(
                        """
                        select encode(digest, 'hex') as digest, accepted, accepted_at from message
                        where source = :source and id = :id for update
                        """)
                .bind("source", key.source().toString())
                .bind("id", key.id())
                .map((row, context) -> Holder.read(row))
                .findOne();
    }

    private static Claimed against(Handle handle, Claim claim, Holder holder) {
        boolean same = holder.digest().equals(claim.digest());
        if (holder.accepted()) {
            return same ? new Claimed.Repeated(holder.at()) : new Claimed.Conflict();
        }
        if (!same) {
            return new Claimed.Busy();
        }
        // A new try: the failure of the one before no longer lets the claim fall.
        var retry = handle.createUpdate(
                        """
                        update message set tried_at = :at, send_failed_at = null
                        where source = :source and id = :id and digest = decode(:digest, 'hex')
                        """)
                .bind("at", Columns.kept(claim.at()));
        bindKey(retry, claim.key(), claim.digest());
        retry.execute();
        return new Claimed.Send(holder.at());
    }

    static boolean accept(Handle handle, MessageKey key, Digest digest) {
        var accept = handle.createUpdate(
                """
                update message set accepted = true
                where source = :source and id = :id and digest = decode(:digest, 'hex')
                """);
        bindKey(accept, key, digest);
        return accept.execute() == 1;
    }

    static Optional<Instant> acceptedAt(Handle handle, MessageKey key, Digest digest) {
        var query = handle.createQuery(
                """
                select accepted_at from message
                where source = :source and id = :id and digest = decode(:digest, 'hex') and accepted
                """);
        bindKey(query, key, digest);
        return query.map((row, context) -> Columns.instant(row, "accepted_at")).findOne();
    }

    static void sendFailed(Handle handle, MessageKey key, Digest digest, Instant now) {
        var failed = handle.createUpdate(
                        """
                        update message set send_failed_at = :now
                        where source = :source and id = :id and digest = decode(:digest, 'hex') and not accepted
                        """)
                .bind("now", Columns.kept(now));
        bindKey(failed, key, digest);
        failed.execute();
    }

    /** @param since when each outbox was read to its end */
    static void dropFallen(Handle handle, Map<Outbox, Instant> since) {
        var drop = handle.createUpdate(
                """
                delete from message m
                using unnest(:queues, :sinces, :forgotten) as e (queue, since, forgotten)
                where m.queue = e.queue and not m.accepted
                    and (m.send_failed_at < cast(e.since as timestamptz) or m.tried_at < cast(e.forgotten as timestamptz))
                """);
        Columns.bind(drop, "queues", since.keySet(), Outbox::queue);
        Columns.bind(drop, "sinces", since.values(), at -> Columns.kept(at).toString());
        Columns.bind(drop, "forgotten", since.values(), at -> Columns.kept(at.minus(FORGOTTEN))
                .toString());
        drop.execute();
    }

    private record Holder(Digest digest, boolean accepted, Instant at) {
        static Holder read(ResultSet row) throws SQLException {
            return new Holder(
                    new Digest(row.getString("digest")),
                    row.getBoolean("accepted"),
                    Columns.instant(row, "accepted_at"));
        }
    }
}
