package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.operations.exercise.Delivered;
import org.kivuko.operations.exercise.ExerciseTraffic;
import org.kivuko.operations.exercise.Run;

/**
 * What became of the messages of a run. All that it finds it finds by the exercise that stands at the message, so that nothing
 * else can be taken for it. Thread-safe.
 */
final class ExerciseTrafficRows implements ExerciseTraffic {
    private static final String OF_RUN =
            " from message m join ruling r on r.message = m.no and r.superseded_at is null where m.exercise = :run";

    private static final String DELIVERED =
            """
            select m.source, m.id, r.recipient, r.outcome, r.reason, r.judged_at, r.acknowledge_by,
                (select e.at from delivery_event e where e.ruling = r.no and e.state = 'fetched') as fetched,
                (select e.at from delivery_event e where e.ruling = r.no and e.state = 'acknowledged') as acknowledged,
                (select e.at from delivery_event e where e.ruling = r.no and e.state = 'answered') as answered,
                (select w.at from withdrawal w where w.ruling = r.no) as withdrawn
            """
                    + OF_RUN + " order by r.no";

    private final Database database;

    ExerciseTrafficRows(Database database) {
        this.database = database;
    }

    @Override
    public List<UUID> waiting(Run run) {
        return database.inOneStatement("ask what waits of an exercise", handle -> handle.createQuery(
                        "select r.id" + OF_RUN + " and " + RecallRows.WAITS
                                + " and not exists (select from withdrawal_asked w where w.delivery = r.id) order by r.no")
                .bind("run", run.toString())
                .mapTo(UUID.class)
                .list());
    }

    @Override
    public List<UUID> held(Run run) {
        return database.inOneStatement("ask what is held of an exercise", handle -> handle.createQuery(
                        "select r.id" + OF_RUN + " and r.outcome = 'held' and not exists (select from due d"
                                + " where d.ruling = r.no and d.what in ('release', 'refuse')) order by r.no")
                .bind("run", run.toString())
                .mapTo(UUID.class)
                .list());
    }

    @Override
    public List<Delivered> delivered(Run run) {
        return database.inOneStatement("read what became of an exercise", handle -> handle.createQuery(DELIVERED)
                .bind("run", run.toString())
                .map((row, context) -> delivered(row))
                .list());
    }

    private static Delivered delivered(ResultSet row) throws SQLException {
        return new Delivered(
                Columns.key(row),
                AgencyId.of(row.getString("recipient")),
                Columns.coded(Outcome.class, row.getString("outcome")),
                Columns.maybe(Code.class, row.getString("reason")),
                Columns.instant(row, "judged_at"),
                RedriveRows.maybe(row, "acknowledge_by"),
                RedriveRows.maybe(row, "fetched"),
                RedriveRows.maybe(row, "acknowledged"),
                RedriveRows.maybe(row, "answered"),
                RedriveRows.maybe(row, "withdrawn"));
    }
}
