package org.kivuko.connector.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

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
                        row.getTimestamp("recorded_at").toInstant()))
                .list());
    }

    /** Appends an act; false where another has taken its place in the chain. */
    public boolean append(ActRow act) {
        return database.inTransaction("record an act", handle -> {
            int appended = handle.createUpdate("insert into agreement_act"
                            + " (text_digest, previous, digest, agreement, act, jws, recorded_at) values"
                            + " (:text, :previous, :digest, :agreement, :act, :jws, :at) on conflict do nothing")
                    .bind("text", act.textDigest())
                    .bind("previous", act.previous())
                    .bind("digest", act.digest())
                    .bind("agreement", act.agreement())
                    .bind("act", act.act())
                    .bind("jws", act.jws())
                    .bind("at", act.recordedAt().atOffset(ZoneOffset.UTC))
                    .execute();
            return appended == 1 && tell(handle);
        });
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
    private static boolean tell(Handle handle) {
        handle.execute("notify " + CHANNEL);
        return true;
    }
}
