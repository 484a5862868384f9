package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.CorrectionRow;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.RecallRow;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;

/** What is withdrawn, in PostgreSQL. Thread-safe. */
final class PostgresWithdrawals implements Withdrawals {
    private final Database database;

    PostgresWithdrawals(Database database) {
        this.database = database;
    }

    @Override
    public Map<UUID, Lying> lying(AgencyId recipient, Collection<UUID> items) {
        return database.inTransaction("look up what lies", handle -> LyingRows.of(handle, recipient, items));
    }

    @Override
    public Map<UUID, Place> places(AgencyId recipient, Collection<UUID> items) {
        return database.inOneStatement("look up places", handle -> LyingRows.places(handle, recipient, items));
    }

    @Override
    public Believed waiting(Inbox inbox) {
        return database.withoutHaste("look up what waits", handle -> WaitingRows.of(handle, inbox));
    }

    @Override
    public Set<UUID> recorded(Inbox inbox) {
        return database.withoutHaste("look up what was recorded", handle -> WaitingRows.recorded(handle, inbox));
    }

    @Override
    public Map<AgencyId, Long> waiting() {
        return database.withoutHaste("count what waits", WaitingRows::counts);
    }

    @Override
    public void takenOver(AgencyId recipient, Collection<UUID> items, Instant at) {
        database.<Void, RuntimeException>inTransaction("note hand-overs", handle -> {
            List<Long> originals = Contents.lockBehind(handle, items);
            WaitingRows.takenOver(handle, recipient, items, at);
            Contents.deleteEnded(handle, originals);
            return null;
        });
    }

    @Override
    public Map<UUID, Lying.VoidPlace> record(
            Collection<Withdrawal> withdrawn, Collection<Delivery> rewritten, Instant at) {
        return database.inTransaction("record a round", handle -> {
            List<Long> originals = Contents.lockBehind(
                    handle, withdrawn.stream().map(Withdrawal::delivery).toList());
            RewrittenRows.replace(handle, rewritten, at);
            Map<UUID, Lying.VoidPlace> voids = WithdrawalRows.insert(handle, withdrawn, at);
            Contents.deleteEnded(handle, originals);
            return voids;
        });
    }

    @Override
    public Set<Inbox> ask(Collection<Withdrawal> withdrawals, Instant at) {
        return database.inTransaction("ask for a withdrawal", handle -> {
            WithdrawalRows.ask(handle, withdrawals, at);
            Set<Inbox> inboxes = WithdrawalRows.inboxes(handle, withdrawals);
            InboxRows.goRound(handle, inboxes);
            return inboxes;
        });
    }

    @Override
    public List<LinkNumber> lastNumbers(Link link) {
        return database.inTransaction("look up a link", handle -> ResendRows.lastNumbers(handle, link));
    }

    @Override
    public Asked askAgain(Link link, String epoch, long from, long to, Instant at) {
        return database.inTransaction("ask again", handle -> {
            Asked asked = ResendRows.ask(handle, link, epoch, from, to, at);
            if (asked.again() > 0) {
                InboxRows.goRound(handle, List.of(link.inbox()));
            }
            return asked;
        });
    }

    @Override
    public List<Wanted> wanted(Inbox inbox) {
        return database.inTransaction("look what is wanted again", handle -> ResendRows.wanted(handle, inbox));
    }

    @Override
    public void placed(Collection<UUID> deliveries, Instant at) {
        database.<Void, RuntimeException>inTransaction("note what lies again", handle -> {
            ResendRows.placed(handle, deliveries, at);
            return null;
        });
    }

    @Override
    public List<Withdrawal> recalled(Instant at) {
        return database.inTransaction("look what is recalled", handle -> RecallRows.waiting(handle, at));
    }

    @Override
    public List<RecallRow> recalls(int max) {
        return database.inTransaction("list recalls", handle -> RecallView.newest(handle, max));
    }

    @Override
    public List<CorrectionRow> corrections(int max) {
        return database.inTransaction("list corrections", handle -> CorrectionView.newest(handle, max));
    }

    @Override
    public List<Judged> judged() {
        return database.inTransaction("look up the inboxes", InboxRows::all);
    }

    @Override
    public void note(Collection<Judged> judged) {
        database.<Void, RuntimeException>inTransaction("note inboxes", handle -> {
            InboxRows.note(handle, judged);
            return null;
        });
    }
}
