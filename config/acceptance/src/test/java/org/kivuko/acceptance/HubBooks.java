package org.kivuko.acceptance;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.kivuko.testkit.Books;

/**
 * The books of a hub in this process: what its broker counts against what its ledger has recorded. Seen to fail with a copy that
 * was taken twice from the outboxes and recorded once, and with a conflict that left no row.
 */
final class HubBooks {
    private static final Pattern INBOX =
            Pattern.compile("(?:exercise\\.)?agency\\.(?<agency>[^.]+\\.[^.]+)\\.inbox(?:\\.urgent)?");

    /** Where each delivery stands; a message that was judged again counts once. */
    private static final String ADDRESSED =
            """
            with delivery as (
                select r.recipient, r.outcome, r.crosses,
                    array(select e.state::text from delivery_event e where e.ruling = r.no) as states
                from ruling r where r.superseded_at is null)
            select recipient,
                count(*) filter (where outcome = 'refused') as refused,
                count(*) filter (where outcome = 'held' and states = '{}') as held,
                count(*) filter (where 'returned' = any(states)) as returned,
                count(*) filter (where 'recalled' = any(states)) as recalled,
                count(*) filter (where 'expired' = any(states)) as expired,
                count(*) filter (where states && '{fetched,acknowledged}'
                    and not states && '{returned,recalled,expired}') as handed_over,
                count(*) filter (where 'fetched' = any(states)
                    and not states && '{acknowledged,returned,recalled,expired}') as leased,
                (select count(distinct x.message) from ruling x join message m on m.no = x.message
                    where x.recipient = delivery.recipient and m.batch is not null) as addressed,
                (select count(*) from withdrawal w join ruling x on x.no = w.ruling
                    where x.recipient = delivery.recipient and not exists (
                        select from void_event v where v.void = w.void and v.state >= 'acknowledged')) as voids
            from delivery group by recipient
            """;

    private static final String RECEIVED =
            """
            select agency, count(*) filter (where kind = 'accepted') as accepted,
                count(*) filter (where kind = 'duplicate') as duplicate,
                count(*) filter (where kind = 'conflict') as conflict,
                count(*) filter (where kind = 'quarantined') as quarantined,
                count(*) filter (where kind = 'turned') as refused
            from (select source as agency, 'accepted' as kind from message where batch is not null
                union all select agency, kind from copy where superseded_at is null) as copies
            group by agency
            """;

    private HubBooks() {}

    /** How many messages lie in the inboxes of each agency. */
    private static Map<String, Long> lying(ActiveMQServer broker) {
        var counts = new TreeMap<String, Long>();
        broker.getPostOffice().getAllBindings().forEach(binding -> {
            var inbox = INBOX.matcher(binding.getUniqueName().toString());
            if (inbox.matches() && binding.getBindable() instanceof Queue queue) {
                counts.merge(inbox.group("agency"), queue.getMessageCount(), Long::sum);
            }
        });
        return counts;
    }

    static Books of(TestHub hub) throws IOException, SQLException {
        var lying = lying(HubParts.broker(hub.hub()));
        try (Connection ledger = HubParts.ledger(hub.hub());
                Statement statement = ledger.createStatement()) {
            return new Books(
                    recipients(statement, lying),
                    senders(statement, hub.arrivals().byAgency()));
        }
    }

    private static Map<String, Books.Addressed> recipients(Statement statement, Map<String, Long> lying)
            throws SQLException {
        var books = new HashMap<String, Books.Addressed>();
        try (ResultSet row = statement.executeQuery(ADDRESSED)) {
            while (row.next()) {
                long waiting = lying.getOrDefault(row.getString("recipient"), 0L)
                        - row.getLong("leased")
                        - row.getLong("voids");
                books.put(
                        row.getString("recipient"),
                        new Books.Addressed(
                                row.getLong("addressed"),
                                row.getLong("handed_over"),
                                waiting,
                                row.getLong("held"),
                                row.getLong("returned"),
                                row.getLong("recalled"),
                                row.getLong("refused"),
                                row.getLong("expired")));
            }
        }
        // Whom nothing was ever addressed to has nothing in its inboxes.
        lying.forEach(
                (agency, messages) -> books.putIfAbsent(agency, new Books.Addressed(0, 0, messages, 0, 0, 0, 0, 0)));
        return books;
    }

    private static Map<String, Books.Received> senders(Statement statement, Map<String, Long> received)
            throws SQLException {
        var books = new HashMap<String, Books.Received>();
        try (ResultSet row = statement.executeQuery(RECEIVED)) {
            while (row.next()) {
                books.put(
                        row.getString("agency"),
                        new Books.Received(
                                received.getOrDefault(row.getString("agency"), 0L),
                                row.getLong("accepted"),
                                row.getLong("duplicate"),
                                row.getLong("conflict"),
                                row.getLong("quarantined"),
                                row.getLong("refused")));
            }
        }
        received.forEach((agency, copies) -> books.putIfAbsent(agency, new Books.Received(copies, 0, 0, 0, 0, 0)));
        return books;
    }
}
