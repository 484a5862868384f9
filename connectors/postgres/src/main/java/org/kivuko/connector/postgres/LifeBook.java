package org.kivuko.connector.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What changes the rules while hubs run: acts of parties and adopted configurations, appended and never edited. Every hub on
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

    /**
     * An adopted configuration.
     *
     * @param digest of its files
     * @param files packed
     */
    public record ConfigurationRow(long no, String digest, byte[] files, Instant effectiveAt) {}

    /** How far the book is written; greater after every act and every configuration. */
    public long position() {
        return database.inTransaction(
                "look for changes of the rules",
                handle -> handle.createQuery("select (select coalesce(max(no), 0) from agreement_act)"
                                + " + (select coalesce(max(no), 0) from configuration)")
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

    /** The configuration that holds; empty where none was ever adopted. */
    public Optional<ConfigurationRow> configuration() {
        return database.inTransaction("read the configuration", handle -> handle.createQuery(
                        "select no, digest, files, effective_at from configuration order by no desc limit 1")
                .map((row, context) -> new ConfigurationRow(
                        row.getLong("no"),
                        row.getString("digest"),
                        row.getBytes("files"),
                        row.getTimestamp("effective_at").toInstant()))
                .findOne());
    }

    /** Adopts a configuration for every hub, unless it is the one that holds. */
    public void adopt(String digest, byte[] files, Instant at) {
        database.<Boolean, RuntimeException>inTransaction("adopt a configuration", handle -> {
            int adopted = handle.createUpdate("insert into configuration (digest, files, effective_at)"
                            + " select :digest, :files, :at where :digest is distinct from"
                            + " (select digest from configuration order by no desc limit 1)")
                    .bind("digest", digest)
                    .bind("files", files)
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            return adopted == 1 && tell(handle);
        });
    }

    /** Notes that somebody is warned of something; false where it was done before, by whichever hub. */
    public boolean warn(String warning, Instant at) {
        return database.inTransaction(
                "note a warning",
                handle -> handle.createUpdate(
                                        "insert into warning values (:warning, :at) on conflict do nothing")
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
