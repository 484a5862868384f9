package org.kivuko.connector.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * What changes the rules while hubs run: acts of parties, appended and never edited. Every hub on
 * this database follows it. Thread-safe; each method is one transaction.
 *
 * <p>Every method throws {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer.
 */
public final class LifeBook {
    /** Where hubs that wait are told that something was appended. */
    static final String CHANNEL = "kivuko_life";

    private final Database database;

    LifeBook(Database database) {
        this.database = database;
    }

    /**
     * A recorded act.
     *
     * @param textDigest of the text that it is about
     * @param previous digest of the act before it, or of the text
     * @param digest its own
     * @param jws as it was signed
     */
    public record ActRow(
            String textDigest,
            String previous,
            String digest,
            String agreement,
            String act,
            String jws,
            Instant recordedAt) {}

    /** How far the book is written; greater after every act. */
    public long position() {
        return database.inTransaction("look for changes of the rules", handle -> handle.createQuery(
                        "select coalesce(max(no), 0) from agreement_act")
                .mapTo(Long.class)
                .one());
    }

    /** Every act, in the order in which they were recorded. */
    public List<ActRow> acts() {
        return database.inTransaction("read the acts", handle -> handle.createQuery(
                        "select text_digest, previous, digest, agreement, act, jws, recorded_at"
                                + " from agreement_act order by no")
                .map((row, context) -> new ActRow(
                        row.getString("text_digest"),
                        row.getString("previous"),
                        row.getString("digest"),
                        row.getString("agreement"),
                        row.getString("act"),
                        row.getString("jws"),
                        Columns.instant(row, "recorded_at")))
                .list());
    }

    /** Appends acts in their order, all of them or none; false where one of them has no place in its chain any more. */
    public boolean append(List<ActRow> acts) {
        return database.inTransaction("record acts", handle -> {
            var insert = handle.createUpdate("insert into agreement_act"
                    + " (text_digest, previous, digest, agreement, act, jws, recorded_at)"
                    + " select * from unnest(:text, :previous, :digest, :agreement, :act, :jws, :at::timestamptz[])"
                    + " on conflict do nothing");
            column(insert, "text", acts, ActRow::textDigest);
            column(insert, "previous", acts, ActRow::previous);
            column(insert, "digest", acts, ActRow::digest);
            column(insert, "agreement", acts, ActRow::agreement);
            column(insert, "act", acts, ActRow::act);
            column(insert, "jws", acts, ActRow::jws);
            column(insert, "at", acts, act -> act.recordedAt().toString());
            boolean all = insert.execute() == acts.size();
            if (!all) {
                handle.rollback();
            }
            return all && tell(handle);
        });
    }

    private static void column(Update insert, String name, List<ActRow> acts, Function<ActRow, String> value) {
        insert.bindArray(name, String.class, acts.stream().map(value).toList());
    }

    /** Whether somebody was warned of something, by whichever hub. */
    public boolean warned(String warning) {
        return database.inTransaction("look for a warning", handle -> handle.createQuery(
                        "select exists (select 1 from warning where warning = :warning)")
                .bind("warning", warning)
                .mapTo(Boolean.class)
                .one());
    }

    /** Notes that somebody is warned of something; false where it was done before, by whichever hub. */
    public boolean warn(String warning, Instant at) {
        return database.inTransaction(
                "note a warning",
                handle -> handle.createUpdate("insert into warning values (:warning, :at) on conflict do nothing")
                                .bind("warning", warning)
                                .bind("at", at.atOffset(ZoneOffset.UTC))
                                .execute()
                        == 1);
    }

    /** Sent when the transaction commits. */
    static boolean tell(Handle handle) {
        handle.execute("notify " + CHANNEL);
        return true;
    }
}
