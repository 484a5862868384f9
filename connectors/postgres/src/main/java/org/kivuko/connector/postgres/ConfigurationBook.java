package org.kivuko.connector.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The configurations that have held, and the texts of agreements that were in force: appended and never edited, for every hub
 * on this database. Thread-safe; each method is one transaction.
 *
 * <p>Every method throws {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer.
 */
public final class ConfigurationBook {
    private final Database database;

    ConfigurationBook(Database database) {
        this.database = database;
    }

    /**
     * A configuration that was put in force.
     *
     * @param no greater than that of every one before
     * @param files as whoever recorded it wrote them
     */
    public record Row(long no, String digest, String files, Instant recordedAt) {}

    /**
     * A text that was in force.
     *
     * @param canonical what its parties signed
     * @param signatures of its parties, as whoever recorded it wrote them
     */
    public record SignedRow(String digest, String agreement, int version, String canonical, String signatures) {}

    /** The number of the one that holds now; 0 where none was recorded yet. */
    public long position() {
        return database.inTransaction("look for another configuration", handle -> handle.createQuery(
                        "select coalesce(max(no), 0) from configuration")
                .mapTo(Long.class)
                .one());
    }

    /** The one that holds now. */
    public Optional<Row> newest() {
        return database.inTransaction("read the configuration", handle -> handle.createQuery(
                        "select no, digest, files, recorded_at from configuration order by no desc limit 1")
                .map((row, context) -> new Row(
                        row.getLong("no"),
                        row.getString("digest"),
                        row.getString("files"),
                        Columns.instant(row, "recorded_at")))
                .findOne());
    }

    /** Whether one of this digest was ever in force. */
    public boolean knows(String digest) {
        return database.inTransaction("look for a configuration", handle -> handle.createQuery(
                        "select exists (select 1 from configuration where digest = :digest)")
                .bind("digest", digest)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Puts a configuration in force, which every hub follows; gives its number. Empty, and nothing done, where another was put
     * in force meanwhile.
     *
     * @param after the number of the one that it takes the place of
     */
    public Optional<Long> append(long after, String digest, String files, Instant at) {
        return database.inTransaction("put a configuration in force", handle -> {
            handle.execute("lock table configuration in exclusive mode");
            var number = handle.createQuery("insert into configuration (digest, files, recorded_at)"
                            + " select :digest, :files, :at"
                            + " where :after = (select coalesce(max(no), 0) from configuration) returning no")
                    .bind("digest", digest)
                    .bind("files", files)
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .bind("after", after)
                    .mapTo(Long.class)
                    .findOne();
            number.ifPresent(no -> LifeBook.tell(handle));
            return number;
        });
    }

    /** Every text that was in force. */
    public List<SignedRow> signedTexts() {
        return database.inTransaction("read the texts in force", handle -> handle.createQuery(
                        "select digest, agreement, version, canonical, signatures from signed_text order by version")
                .map((row, context) -> new SignedRow(
                        row.getString("digest"),
                        row.getString("agreement"),
                        row.getInt("version"),
                        row.getString("canonical"),
                        row.getString("signatures")))
                .list());
    }

    /** Keeps texts that are in force; one that is kept already stays as it is. */
    public void keep(Collection<SignedRow> texts, Instant at) {
        database.<Void, RuntimeException>inTransaction("keep the texts in force", handle -> {
            for (SignedRow text : texts) {
                handle.createUpdate(
                                "insert into signed_text values"
                                        + " (:digest, :agreement, :version, :canonical, :signatures, :at) on conflict do nothing")
                        .bind("digest", text.digest())
                        .bind("agreement", text.agreement())
                        .bind("version", text.version())
                        .bind("canonical", text.canonical())
                        .bind("signatures", text.signatures())
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .execute();
            }
            return null;
        });
    }
}
