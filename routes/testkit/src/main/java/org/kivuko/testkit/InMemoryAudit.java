package org.kivuko.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.operations.people.AuditBook;
import org.kivuko.operations.people.AuditEnd;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.AuditQuery;
import org.kivuko.operations.people.AuditRow;

/** An audit that lives as long as the process, and knows no scope. Thread-safe. */
public final class InMemoryAudit implements AuditBook {
    private final List<AuditRow> rows = new ArrayList<>();

    /** Whether it fails like a ledger that is down. */
    public volatile boolean unwritable;

    @Override
    public synchronized long begin(AuditEntry entry) {
        if (unwritable) {
            throw new LedgerUnavailable("refused by the test", null);
        }
        long no = rows.size() + 1L;
        rows.add(new AuditRow(no, entry));
        return no;
    }

    @Override
    public synchronized void end(long no, AuditEnd end) {
        AuditEntry begun = rows.get((int) no - 1).entry();
        if (begun.outcome() == AuditOutcome.UNFINISHED) {
            rows.set((int) no - 1, new AuditRow(no, begun.ended(end)));
        }
    }

    @Override
    public synchronized List<AuditRow> rows(AuditQuery query) {
        return rows.stream()
                .filter(row -> fits(query.login(), row, AuditEntry::login))
                .filter(row -> fits(query.action(), row, AuditEntry::action))
                .filter(row -> fits(query.target(), row, AuditEntry::target))
                .filter(row -> query.from()
                        .map(from -> !row.entry().at().isBefore(from))
                        .orElse(true))
                .filter(row -> query.until()
                        .map(until -> row.entry().at().isBefore(until))
                        .orElse(true))
                .filter(row -> query.before().map(before -> row.no() < before).orElse(true))
                .sorted(Comparator.comparing(AuditRow::no).reversed())
                .limit(query.max())
                .toList();
    }

    private static boolean fits(Optional<String> asked, AuditRow row, Function<AuditEntry, String> value) {
        return asked.map(text -> text.equals(value.apply(row.entry()))).orElse(true);
    }

    /** Everything, oldest first. */
    public synchronized List<AuditEntry> entries() {
        return rows.stream().map(AuditRow::entry).toList();
    }
}
