package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.restore.Loss;
import org.kivuko.operations.restore.Plan;
import org.kivuko.operations.restore.RestoreLedger;

/** What becomes of a ledger after a restore, in PostgreSQL. Thread-safe. */
final class PostgresRestore implements RestoreLedger {
    private final Database database;

    PostgresRestore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Instant> last() {
        return new ClockBook(database).last();
    }

    @Override
    public List<MessageKey> accepted() {
        return database.withoutHaste("look what was accepted alone", handle -> handle.createQuery(
                        "select source, id from message where accepted and batch is null order by no")
                .map((row, context) -> Columns.key(row))
                .list());
    }

    @Override
    public Map<UUID, Origin> origins(Collection<UUID> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        return database.withoutHaste("look where deliveries come from", handle -> {
            var query = handle.createQuery(
                    """
                    select x.item, r.id as delivery, b.queue, b.number, m.source, m.id from (
                        select r.id as item, r.no from ruling r
                        where r.id = any(cast(:ids as uuid[])) and r.superseded_at is null and r.crosses
                        union all
                        select w.void, w.ruling from withdrawal w where w.void = any(cast(:ids as uuid[]))) x
                    join ruling r on r.no = x.no join message m on m.no = r.message join batch b on b.no = r.batch
                    """);
            Columns.bind(query, "ids", items, UUID::toString);
            var origins = new HashMap<UUID, Origin>();
            query.map((row, context) -> Map.entry(
                            row.getObject("item", UUID.class),
                            new Origin(
                                    row.getObject("delivery", UUID.class),
                                    row.getString("queue"),
                                    row.getLong("number"),
                                    Columns.key(row))))
                    .forEach(entry -> origins.put(entry.getKey(), entry.getValue()));
            return origins;
        });
    }

    @Override
    public Begun carryOut(Plan plan, Instant at) {
        return database.withoutHaste("take up what a restore left", handle -> {
            handle.execute("select 1 from ledger for update");
            Begun begun = begin(handle, plan, at);
            PostgresMarks.raise(handle, plan.released());
            reopen(handle, of(plan, Loss.Kind.ACCEPTED), at);
            ResendRows.insert(handle, plan.again(), at);
            InboxRows.goRound(handle, plan.inboxes());
            plan.takenOver().forEach((inbox, items) -> {
                List<Long> originals = Contents.lockBehind(handle, items);
                WaitingRows.takenOver(handle, inbox.agency(), items, at);
                Contents.deleteEnded(handle, originals);
            });
            name(handle, begun.no(), plan.losses());
            return begun;
        });
    }

    private static List<Loss> of(Plan plan, Loss.Kind kind) {
        return plan.losses().stream().filter(loss -> loss.kind() == kind).toList();
    }

    /** One that was not finished, in whose epoch no number was given yet, goes on. */
    private static Begun begin(Handle handle, Plan plan, Instant at) {
        Optional<Begun> open = handle.createQuery(
                        """
                        select r.no, e.name as epoch, b.name as before from reconciliation r
                        join epoch e on e.no = r.epoch join epoch b on b.no = r.epoch - 1 join ledger l on l.epoch = r.epoch
                        where r.finished_at is null and not exists (select from link where link.epoch = r.epoch)
                        order by r.no desc limit 1
                        """)
                .map((row, context) -> new Begun(row.getLong("no"), row.getString("epoch"), row.getString("before")))
                .findOne();
        return open.orElseGet(() -> fresh(handle, plan, at));
    }

    private static Begun fresh(Handle handle, Plan plan, Instant at) {
        return handle.createQuery(
                        """
                        with last as (select epoch as no, link_epoch as name from ledger),
                        made as (
                            insert into epoch (no, name, begun_at)
                            select last.no + 1, replace(cast(gen_random_uuid() as text), '-', ''), :at from last
                            returning no, name),
                        named as (update ledger set epoch = made.no, link_epoch = made.name from made returning made.no),
                        ended as (update outbox set epoch = epoch + 1 returning queue),
                        noted as (
                            insert into reconciliation (at, epoch, age, since)
                            select :at, made.no, :age, cast(:since as timestamptz) from made returning no)
                        select noted.no, made.name as epoch, last.name as before from noted, made, last
                        """)
                .bind("at", Columns.kept(at))
                .bind("age", plan.drift().age().code())
                .bind(
                        "since",
                        plan.since()
                                .map(since -> Columns.kept(since).toString())
                                .orElse(null))
                .map((row, context) -> new Begun(row.getLong("no"), row.getString("epoch"), row.getString("before")))
                .one();
    }

    /** Open claims again: who sends the same content gets the first instant, and it is sent to its outbox again. */
    private static void reopen(Handle handle, List<Loss> lost, Instant at) {
        if (lost.isEmpty()) {
            return;
        }
        var reopen = handle.createUpdate(
                        """
                        update message m set accepted = false, tried_at = :at, send_failed_at = :at
                        from unnest(:sources, :ids) as e (source, id)
                        where m.source = e.source and m.id = e.id and m.batch is null
                        """)
                .bind("at", Columns.kept(at));
        Columns.bind(reopen, "sources", lost, loss -> loss.key().source().toString());
        Columns.bind(reopen, "ids", lost, loss -> loss.key().id());
        reopen.execute();
    }

    private static void name(Handle handle, long no, List<Loss> losses) {
        if (losses.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                        """
                        insert into restore_loss (reconciliation, kind, source, id, recipient, delivery)
                        select :no, e.kind, e.source, e.id, e.recipient, cast(e.delivery as uuid)
                        from unnest(:kinds, :sources, :ids, :recipients, :deliveries) as e (kind, source, id, recipient, delivery)
                        where not exists (select from restore_loss l where l.reconciliation = :no and l.kind = e.kind
                            and l.source = e.source and l.id = e.id and l.recipient is not distinct from e.recipient)
                        """)
                .bind("no", no);
        Columns.bind(insert, "kinds", losses, loss -> loss.kind().code());
        Columns.bind(insert, "sources", losses, loss -> loss.key().source().toString());
        Columns.bind(insert, "ids", losses, loss -> loss.key().id());
        Columns.bind(insert, "recipients", losses, loss -> loss.recipient()
                .map(AgencyId::toString)
                .orElse(null));
        Columns.bind(insert, "deliveries", losses, loss -> loss.delivery()
                .map(UUID::toString)
                .orElse(null));
        insert.execute();
    }

    @Override
    public List<LinkEnd> ends(String epoch) {
        return database.withoutHaste("read the last numbers", handle -> handle.createQuery(
                        """
                                select l.sender, l.recipient, l.channel, l.lane, l.number from link l
                                join epoch n on n.no = l.epoch where n.name = :epoch
                                order by l.recipient, l.sender, l.channel, l.lane
                                """)
                .bind("epoch", epoch)
                .map((row, context) -> new LinkEnd(
                        AgencyId.of(row.getString("sender")),
                        AgencyId.of(row.getString("recipient")),
                        Columns.coded(Channel.class, row.getString("channel")),
                        Columns.coded(Lane.class, row.getString("lane")),
                        row.getLong("number")))
                .list());
    }

    @Override
    public void finish(Begun begun, Instant at) {
        database.inOneStatement("note that everybody was told", handle -> handle.createUpdate(
                        "update reconciliation set finished_at = :at where no = :no and finished_at is null")
                .bind("at", Columns.kept(at))
                .bind("no", begun.no())
                .execute());
    }
}
