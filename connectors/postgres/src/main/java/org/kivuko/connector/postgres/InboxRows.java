package org.kivuko.connector.postgres;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** Under which rules inboxes were judged last. */
final class InboxRows {
    private InboxRows() {}

    static List<Withdrawals.Judged> all(Handle handle) {
        return handle.createQuery("select agency, channel, lane, judged_under, turning from inbox")
                .map((row, context) -> new Withdrawals.Judged(
                        new Inbox(
                                AgencyId.of(row.getString("agency")),
                                Columns.coded(Channel.class, row.getString("channel")),
                                Columns.coded(Lane.class, row.getString("lane"))),
                        row.getString("judged_under"),
                        row.getBoolean("turning")))
                .list();
    }

    static void note(Handle handle, Collection<Withdrawals.Judged> judged) {
        if (judged.isEmpty()) {
            return;
        }
        var upsert = handle.createUpdate(
                """
                insert into inbox (queue, agency, channel, lane, judged_under, turning)
                select e.queue, e.agency, e.channel, e.lane, e.judged_under, cast(e.turning as boolean)
                from unnest(:queues, :agencies, :channels, :lanes, :judgedUnder, :turning)
                    as e (queue, agency, channel, lane, judged_under, turning)
                on conflict (queue) do update set judged_under = excluded.judged_under, turning = excluded.turning
                """);
        bind(upsert, judged.stream().map(Withdrawals.Judged::inbox).toList());
        Columns.bind(upsert, "judgedUnder", judged, Withdrawals.Judged::judgedUnder);
        Columns.bind(upsert, "turning", judged, each -> Boolean.toString(each.turning()));
        upsert.execute();
    }

    /** Whatever they were judged under, they have to go round; a round that is under way is not enough. */
    static void goRound(Handle handle, Collection<Inbox> inboxes) {
        if (inboxes.isEmpty()) {
            return;
        }
        var upsert = handle.createUpdate(
                """
                insert into inbox (queue, agency, channel, lane, judged_under, turning)
                select e.queue, e.agency, e.channel, e.lane, '', false
                from unnest(:queues, :agencies, :channels, :lanes) as e (queue, agency, channel, lane)
                on conflict (queue) do update set judged_under = ''
                """);
        bind(upsert, inboxes);
        upsert.execute();
    }

    private static void bind(SqlStatement<?> statement, Collection<Inbox> inboxes) {
        Columns.bind(statement, "queues", inboxes, Inbox::queue);
        Columns.bind(statement, "agencies", inboxes, inbox -> inbox.agency().toString());
        Columns.bind(statement, "channels", inboxes, inbox -> inbox.channel().code());
        Columns.bind(statement, "lanes", inboxes, inbox -> inbox.lane().code());
    }
}
