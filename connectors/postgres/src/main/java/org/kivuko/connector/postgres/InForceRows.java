package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.InForceBook;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Status;

/** Which alerts are in force: the latest of their threads, not taken back, and kept. */
final class InForceRows {
    /**
     * Of a message {@code m} with its original {@code c}, at an instant. Where two versions say that they were sent at the same
     * instant, the one counts that came later.
     */
    static final String IN_FORCE =
            """
            c.keep_until > :at and m.batch is not null
                and m.type = 'kivuko.alert.v1' and m.msg_type in ('Alert', 'Update')
                and not exists (select from message f where f.refs <> '{}' and f.refs @> array[m.source || '/' || m.id]
                    and f.type = 'kivuko.recall.v1' and f.batch is not null)
                and not exists (select from versions_of(m.no) v join message n on n.no = v.no
                    where n.msg_type in ('Update', 'Cancel')
                        and (coalesce(n.sent_at, n.accepted_at), n.no) > (coalesce(m.sent_at, m.accepted_at), m.no))
            """;

    /** Of a message {@code m}, its last correction; null for none. */
    static final String LAST_CORRECTION =
            """
            (select max(f.no) from message f where f.refs <> '{}' and f.refs @> array[m.source || '/' || m.id]
                and f.type = 'kivuko.correction.v1' and f.batch is not null)
            """;

    private InForceRows() {}

    static List<InForceBook.Candidate> latest(
            Handle handle, AgencyId agency, Channel channel, long after, int max, Instant at) {
        return handle.createQuery(
                        """
                        select m.no, m.source, m.id, m.lane, m.accepted_at, m.person, c.wrapped_key, c.sealed,
                            r.id as delivery, r.outcome, r.was_held, r.shown_to_sender, r.link_number, r.link_epoch, n.name as epoch, r.acknowledge_by,
                            r.retain_until, r.rules, r.agreements, r.removed, r.transformed, r.handling,
                            k.no as correction, k.source || '/' || k.id as correction_key,
                            kc.wrapped_key as correction_wrapped_key, kc.sealed as correction_sealed
                        from content c join message m on m.no = c.message
                        left join ruling r on r.message = m.no and r.recipient = :agency and r.superseded_at is null
                        left join epoch n on n.no = r.link_epoch
                        left join lateral (select %s as no) last on true
                        left join message k on k.no = last.no
                        left join content kc on kc.message = k.no and kc.keep_until > :at
                        where c.message > :after and m.source <> :agency and (m.status = :actual) = :live and %s
                            and (k.no is null or (kc.message is not null and not exists (select from ruling h
                                where h.message = k.no and h.recipient = :agency and h.superseded_at is null
                                    and (h.outcome = 'held' or (h.was_held and not h.crosses)))))
                        order by c.message limit :max
                        """
                                .formatted(LAST_CORRECTION, IN_FORCE))
                .bind("agency", agency.toString())
                .bind("after", after)
                .bind("actual", Status.ACTUAL.code())
                .bind("live", channel == Channel.LIVE)
                .bind("at", Columns.kept(at))
                .bind("max", max)
                .map((row, context) -> candidate(row))
                .list();
    }

    private static InForceBook.Candidate candidate(ResultSet row) throws SQLException {
        return new InForceBook.Candidate(
                row.getLong("no"),
                Columns.key(row),
                Columns.coded(Lane.class, row.getString("lane")),
                Columns.instant(row, "accepted_at"),
                row.getBoolean("person"),
                new SealedContent(row.getBytes("wrapped_key"), row.getBytes("sealed")),
                row.getString("delivery") == null ? Optional.empty() : Optional.of(copy(row)),
                row.getString("correction") == null ? Optional.empty() : Optional.of(correction(row)));
    }

    private static InForceBook.Corrected correction(ResultSet row) throws SQLException {
        return new InForceBook.Corrected(
                row.getLong("correction"),
                MessageKey.parse(row.getString("correction_key")).orElseThrow(),
                new SealedContent(row.getBytes("correction_wrapped_key"), row.getBytes("correction_sealed")));
    }

    private static InForceBook.Copy copy(ResultSet row) throws SQLException {
        return new InForceBook.Copy(
                row.getObject("delivery", UUID.class),
                Columns.coded(Outcome.class, row.getString("outcome")),
                row.getBoolean("was_held"),
                row.getBoolean("shown_to_sender"),
                Columns.link(row),
                instant(row, "acknowledge_by"),
                instant(row, "retain_until"),
                Columns.texts(row, "rules"),
                Columns.texts(row, "agreements"),
                Columns.texts(row, "removed"),
                Columns.texts(row, "transformed"),
                Columns.coded(Handling.class, row.getString("handling")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
