package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.redrive.Failure;
import org.kivuko.operations.redrive.FailureQueue;
import org.kivuko.operations.redrive.Redrive;
import org.kivuko.operations.redrive.RedriveBook;

/** Sets of copies, jobs with them, and edits. */
final class RedriveRows implements RedriveBook {
    private final Database database;
    private final EditRows edits;

    RedriveRows(Database database) {
        this.database = database;
        this.edits = new EditRows(database);
    }

    @Override
    public void freeze(FrozenSet set, List<Failure> copies, Instant now) {
        database.inTransaction("freeze a set", handle -> {
            handle.createUpdate(
                            """
                            delete from redrive_set s where s.until < :now
                                and not exists (select from redrive r where r.id = s.id)
                            """)
                    .bind("now", Columns.kept(now))
                    .execute();
            handle.createUpdate(
                            """
                            insert into redrive_set (id, queue, by, until, count, oldest, newest)
                            values (:id, :queue, :by, :until, :count, :oldest, :newest)
                            """)
                    .bind("id", set.id())
                    .bind("queue", set.queue().code())
                    .bind("by", set.by())
                    .bind("until", Columns.kept(set.until()))
                    .bind("count", set.count())
                    .bind("oldest", set.oldest().map(Columns::kept).orElse(null))
                    .bind("newest", set.newest().map(Columns::kept).orElse(null))
                    .execute();
            return copies.isEmpty() ? 0 : insert(handle, set.id(), copies);
        });
    }

    private static int insert(Handle handle, UUID set, List<Failure> copies) {
        var insert = handle.createUpdate(
                """
                insert into redrive_item (set, no, copy, agency, outbox, state)
                select :set, e.no, e.copy, nullif(e.agency, ''), nullif(e.outbox, ''), 'open'
                from unnest(:copies, :agencies, :outboxes) with ordinality as e (copy, agency, outbox, no)
                """);
        insert.bind("set", set);
        Columns.bind(insert, "copies", copies, Failure::copy);
        Columns.bind(insert, "agencies", copies, copy -> copy.agency()
                .map(Object::toString)
                .orElse(""));
        Columns.bind(insert, "outboxes", copies, copy -> copy.outbox().orElse(""));
        return insert.execute();
    }

    @Override
    public Optional<FrozenSet> set(UUID id) {
        return database.inOneStatement(
                "look up a set", handle -> handle.createQuery("select * from redrive_set where id = :id")
                        .bind("id", id)
                        .map((row, context) -> new FrozenSet(
                                row.getObject("id", UUID.class),
                                queue(row),
                                row.getString("by"),
                                Columns.instant(row, "until"),
                                row.getInt("count"),
                                maybe(row, "oldest"),
                                maybe(row, "newest")))
                        .findOne());
    }

    static FailureQueue queue(ResultSet row) throws SQLException {
        return Columns.coded(FailureQueue.class, row.getString("queue"));
    }

    static Optional<Instant> maybe(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    @Override
    public boolean start(Redrive job, UUID key) {
        return 1
                == database.<Integer, RuntimeException>inTransaction("start a redrive", handle -> handle.createUpdate(
                                """
                        insert into redrive (id, key, queue, by, reason_key, reason_sealed, state, count, per_second, started_at)
                        values (:id, :key, :queue, :by, :wrapped, :sealed, :state, :count, :rate, :at)
                        on conflict do nothing
                        """)
                        .bind("id", job.id())
                        .bind("key", key)
                        .bind("queue", job.queue().code())
                        .bind("by", job.by())
                        .bind("wrapped", job.reason().wrappedKey())
                        .bind("sealed", job.reason().sealed())
                        .bind("state", job.state().code())
                        .bind("count", job.count())
                        .bind("rate", job.perSecond())
                        .bind("at", Columns.kept(job.startedAt()))
                        .execute());
    }

    private static Redrive job(ResultSet row) throws SQLException {
        return new Redrive(
                row.getObject("id", UUID.class),
                queue(row),
                row.getString("by"),
                new SealedContent(row.getBytes("reason_key"), row.getBytes("reason_sealed")),
                Columns.coded(Redrive.State.class, row.getString("state")),
                row.getInt("count"),
                row.getInt("done"),
                row.getInt("failed"),
                row.getInt("per_second"),
                Columns.instant(row, "started_at"),
                maybe(row, "ended_at"));
    }

    @Override
    public Optional<Redrive> under(UUID key) {
        return one("key", key);
    }

    @Override
    public Optional<Redrive> job(UUID id) {
        return one("id", id);
    }

    private Optional<Redrive> one(String column, UUID value) {
        return database.inOneStatement(
                "look up a redrive", handle -> handle.createQuery("select * from redrive where " + column + " = :value")
                        .bind("value", value)
                        .map((row, context) -> job(row))
                        .findOne());
    }

    @Override
    public List<Redrive> jobs(int max) {
        return database.inOneStatement(
                "list redrives", handle -> handle.createQuery("select * from redrive order by no desc limit :max")
                        .bind("max", max)
                        .map((row, context) -> job(row))
                        .list());
    }

    @Override
    public List<Redrive> running() {
        return database.inOneStatement("look which redrives run", handle -> handle.createQuery(
                        "select * from redrive where state = 'running' order by no")
                .map((row, context) -> job(row))
                .list());
    }

    @Override
    public boolean busy(FailureQueue queue) {
        return database.inOneStatement("look whether a redrive runs", handle -> handle.createQuery(
                        "select exists (select from redrive where state in ('running', 'paused') and queue = :queue)")
                .bind("queue", queue.code())
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public boolean change(UUID id, List<Redrive.State> from, Redrive.State to, Instant at) {
        return 1
                == database.<Integer, RuntimeException>inTransaction("change a redrive", handle -> {
                    var update = handle.createUpdate(
                            """
                    update redrive set state = :to, ended_at = cast(:ended as timestamptz)
                    where id = :id and state = any(:from)
                    """);
                    Columns.bind(update, "from", from, Redrive.State::code);
                    boolean ends = to == Redrive.State.CANCELLED;
                    return update.bind("id", id)
                            .bind("to", to.code())
                            .bind("ended", ends ? Columns.kept(at).toString() : null)
                            .execute();
                });
    }

    @Override
    public List<Item> moving(UUID id) {
        return database.inOneStatement("look what is on its way", handle -> handle.createQuery(
                        "select * from redrive_item where set = :id and state = 'moving' order by no")
                .bind("id", id)
                .map((row, context) -> item(row))
                .list());
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getInt("no"),
                row.getString("copy"),
                Optional.ofNullable(row.getString("agency")),
                Optional.ofNullable(row.getString("outbox")),
                Columns.coded(ItemState.class, row.getString("state")),
                maybe(row, "at"));
    }

    /** The row of the job is locked first: who cancels meanwhile waits, and nothing is taken afterwards. */
    @Override
    public List<Item> take(UUID id, int max, Instant at) {
        return database.inTransaction("take the next copies", handle -> {
            boolean runs = handle.createQuery("select state from redrive where id = :id for update")
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne()
                    .filter(Redrive.State.RUNNING.code()::equals)
                    .isPresent();
            return !runs
                    ? List.of()
                    : handle.createQuery(
                                    """
                                    update redrive_item set state = 'moving', at = :at
                                    where set = :id and no in (select no from redrive_item
                                        where set = :id and state = 'open' order by no limit :max)
                                    returning *
                                    """)
                            .bind("id", id)
                            .bind("at", Columns.kept(at))
                            .bind("max", max)
                            .map((row, context) -> item(row))
                            .list();
        });
    }

    @Override
    public void settle(UUID id, List<Item> items, Instant at) {
        database.inTransaction("note what became of copies", handle -> {
            handle.createQuery("select no from redrive where id = :id for update")
                    .bind("id", id)
                    .mapTo(Long.class)
                    .one();
            if (!items.isEmpty()) {
                count(handle, id, items, at);
            }
            return handle.createUpdate(
                            """
                            update redrive set state = 'done', ended_at = :at where id = :id and state = 'running'
                                and not exists (select from redrive_item where set = :id and state in ('open', 'moving'))
                            """)
                    .bind("id", id)
                    .bind("at", Columns.kept(at))
                    .execute();
        });
    }

    /** A copy counts by the change of its row: what was settled before is not counted again. */
    private static void count(Handle handle, UUID id, List<Item> items, Instant at) {
        var update = handle.createUpdate(
                """
                with settled as (
                    update redrive_item i set state = e.state, at = :at
                    from unnest(:nos, :states) as e (no, state)
                    where i.set = :id and i.no = cast(e.no as integer) and i.state = 'moving'
                    returning i.state)
                update redrive set
                    done = done + (select count(*) from settled where state = 'moved'),
                    failed = failed + (select count(*) from settled where state in ('gone', 'no-outbox'))
                where id = :id
                """);
        Columns.bind(update, "nos", items, item -> Integer.toString(item.no()));
        Columns.bind(update, "states", items, item -> item.state().code());
        update.bind("id", id).bind("at", Columns.kept(at)).execute();
    }

    @Override
    public List<Item> items(UUID id, int after, int max) {
        return database.inOneStatement("list the copies of a redrive", handle -> handle.createQuery(
                        "select * from redrive_item where set = :id and no > :after order by no limit :max")
                .bind("id", id)
                .bind("after", after)
                .bind("max", max)
                .map((row, context) -> item(row))
                .list());
    }

    @Override
    public boolean propose(Edit edit) {
        return edits.propose(edit);
    }

    @Override
    public Optional<Edit> edit(UUID id) {
        return edits.edit(id);
    }

    @Override
    public List<Edit> edits(int max) {
        return edits.edits(max);
    }

    @Override
    public List<Edit> approved() {
        return edits.approved();
    }

    @Override
    public boolean decide(UUID id, EditState from, EditState to, String by, Instant at) {
        return edits.decide(id, from, to, by, at);
    }
}
