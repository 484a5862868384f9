package org.kivuko.connector.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Agenda;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.EmergencyBook;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.HeldRow;
import org.kivuko.exchange.InForceBook;
import org.kivuko.exchange.KeptFigures;
import org.kivuko.exchange.LateRow;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.Memory;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.Original;
import org.kivuko.exchange.Originals;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.ReferenceFact;
import org.kivuko.exchange.RulingRow;
import org.kivuko.exchange.SealedContent;
import org.kivuko.exchange.TermEnded;
import org.kivuko.exchange.ThreadMessage;
import org.kivuko.exchange.Threads;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Consent;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.exercise.ExerciseBook;
import org.kivuko.operations.exercise.ExerciseTraffic;
import org.kivuko.operations.people.AuditStore;
import org.kivuko.operations.people.PeopleStore;
import org.kivuko.operations.people.TripStore;
import org.kivuko.operations.queues.PauseStore;
import org.kivuko.operations.queues.QueueBook;
import org.kivuko.operations.redrive.FailureBook;
import org.kivuko.operations.redrive.RedriveBook;
import org.kivuko.operations.restore.LedgerMarks;
import org.kivuko.operations.restore.RestoreLedger;
import org.kivuko.operations.search.MessageSearch;
import org.kivuko.operations.search.SavedViews;

/**
 * The ledger in PostgreSQL. Each method is one transaction; what the tables mean stands in the module's README. Thread-safe.
 */
public final class PostgresLedger implements Ledger, Originals, Agenda, Memory, Threads, AutoCloseable {
    private final Database database;
    private final Clock clock;
    private final String linkEpoch;

    private PostgresLedger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.linkEpoch =
                database.inTransaction("read its name", handle -> handle.createQuery("select link_epoch from ledger")
                        .mapTo(String.class)
                        .one());
    }

    /**
     * Brings the schema up to date and opens the ledger.
     *
     * @param clock for what happens at the hub's own time
     * @throws org.kivuko.exchange.LedgerUnavailable where the database does not answer
     */
    public static PostgresLedger open(LedgerAddress address, Clock clock) {
        return open(address, address, clock);
    }

    /**
     * The same where the hub may only use the tables.
     *
     * @param owner who makes and changes them, and gives the hub the rights it needs; nobody goes on as that
     */
    public static PostgresLedger open(LedgerAddress address, LedgerAddress owner, Clock clock) {
        Database.migrate(owner);
        if (!owner.equals(address)) {
            Database.grant(owner, address.user());
        }
        var database = new Database(address);
        try {
            return new PostgresLedger(database, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public Claimed claim(Claim claim) {
        boolean fresh = database.inOneStatement("claim", handle -> Claims.insert(handle, claim));
        return fresh ? Claims.toSend(claim) : database.inTransaction("claim", handle -> Claims.claim(handle, claim));
    }

    @Override
    public boolean accept(MessageKey key, Digest digest) {
        return database.inOneStatement("accept", handle -> Claims.accept(handle, key, digest));
    }

    @Override
    public Optional<Instant> acceptedAt(MessageKey key, Digest digest) {
        return database.inOneStatement("look up a repetition", handle -> Claims.acceptedAt(handle, key, digest));
    }

    @Override
    public void sendFailed(MessageKey key, Digest digest) {
        database.<Void, RuntimeException>inTransaction("note a failed send", handle -> {
            Claims.sendFailed(handle, key, digest, clock.instant());
            return null;
        });
    }

    @Override
    public Map<MessageKey, ReferenceFact> references(
            Collection<MessageKey> keys, AgencyId caller, boolean centralContact) {
        return database.inOneStatement(
                "look up references", handle -> References.of(handle, keys, caller, centralContact));
    }

    @Override
    public Optional<MessageStatus> status(MessageKey key) {
        return Optional.ofNullable(
                database.inOneStatement("look up a status", handle -> Statuses.of(handle, List.of(key)))
                        .get(key));
    }

    @Override
    public OutboxTerm begin(Outbox outbox, long marker) {
        return database.inTransaction("begin a term", handle -> Terms.begin(handle, outbox, marker, clock.instant()));
    }

    @Override
    public List<Recorded> record(OutboxTerm term, long batch, List<Entry> entries) throws TermEnded {
        return database.inTransaction(
                "record", handle -> Recording.record(handle, term, batch, entries, clock.instant()));
    }

    @Override
    public void outboxesWereEmpty(Map<Outbox, Instant> since) {
        database.<Void, RuntimeException>inTransaction("drop fallen claims", handle -> {
            Claims.dropFallen(handle, since);
            ErrandRows.deleteEnded(handle, since, Claims.FORGOTTEN);
            return null;
        });
    }

    @Override
    public String linkEpoch() {
        return linkEpoch;
    }

    @Override
    public Set<UUID> fetched(AgencyId recipient, Collection<UUID> deliveries, Instant at) {
        return database.inTransaction(
                "note deliveries as fetched", handle -> HandOver.fetched(handle, recipient, deliveries, at));
    }

    @Override
    public boolean acknowledge(AgencyId recipient, UUID delivery, Instant at) {
        return !acknowledge(recipient, Map.of(delivery, at)).isEmpty();
    }

    @Override
    public Set<UUID> acknowledge(AgencyId recipient, Map<UUID, Instant> deliveries) {
        return database.inTransaction("acknowledge", handle -> HandOver.acknowledge(handle, recipient, deliveries));
    }

    @Override
    public Map<UUID, Original> originals(Collection<UUID> deliveries) {
        return database.inOneStatement("read kept content", handle -> Contents.of(handle, deliveries));
    }

    @Override
    public Map<AgencyId, Map<String, Integer>> used(Outbox outbox, Map<String, Instant> since) {
        return database.inOneStatement("count uses of rules", handle -> MemoryRows.used(handle, outbox, since));
    }

    @Override
    public List<Handed> handed(AgencyId agency, Collection<MessageKey> references, Collection<String> marks) {
        return database.inOneStatement(
                "look up what was handed over", handle -> MemoryRows.handed(handle, agency, references, marks));
    }

    @Override
    public Map<UUID, KeptFigures> figures(Collection<KeptFigures.About> abouts) {
        return database.inOneStatement("look up earlier figures", handle -> FigureRows.of(handle, abouts));
    }

    @Override
    public Map<MessageKey, Versions> versions(Collection<MessageKey> messages) {
        return database.inOneStatement("look up versions", handle -> VersionRows.of(handle, messages));
    }

    @Override
    public List<HeldRow> held(long after, int max) {
        return database.inOneStatement("list what is held", handle -> AgendaRows.held(handle, after, max));
    }

    @Override
    public Optional<HeldRow> held(UUID delivery) {
        return database.inOneStatement("look up what is held", handle -> AgendaRows.held(handle, delivery));
    }

    @Override
    public boolean decide(UUID delivery, Errand.Kind kind, String by, SealedContent reason, Instant at) {
        return database.inTransaction(
                "note a decision", handle -> AgendaRows.decide(handle, delivery, kind, by, reason, at));
    }

    @Override
    public List<Due> due(Instant now, Duration patience, int max) {
        return database.inTransaction("look what is due", handle -> {
            Contents.deleteKept(handle, now);
            return AgendaRows.due(handle, now, patience, max);
        });
    }

    @Override
    public List<LateRow> late(int max) {
        return database.inOneStatement("list what is late", handle -> AgendaRows.late(handle, max));
    }

    @Override
    public List<ThreadMessage> thread(MessageKey key, AgencyId caller, boolean centralContact) {
        return database.inTransaction(
                "read a thread", handle -> ThreadRows.thread(handle, key, caller, centralContact));
    }

    @Override
    public Map<MessageKey, List<Consent>> consents(AgencyId agency, Collection<MessageKey> messages) {
        return database.inOneStatement("look up consent", handle -> ConsentRows.said(handle, agency, messages));
    }

    @Override
    public void dryRun(String caller, Instant at, Header header, Map<AgencyId, Outcome> outcomes) {
        database.<Void, RuntimeException>inTransaction("note a dry run", handle -> {
            Evidence.dryRun(handle, caller, at, header, outcomes);
            return null;
        });
    }

    @Override
    public List<RulingRow> lastRulings(int max) {
        return database.inOneStatement("list rulings", handle -> Evidence.lastRulings(handle, max));
    }

    @Override
    public List<QuarantineRow> quarantine(int max) {
        return database.inOneStatement("list the quarantine", handle -> Evidence.quarantine(handle, max));
    }

    @Override
    public Map<String, Long> counts() {
        return database.throughAll("count", Evidence::counts);
    }

    /** The part of the ledger in which deliveries are withdrawn. */
    public Withdrawals withdrawals() {
        return new PostgresWithdrawals(database);
    }

    /** The part of the ledger that says what is in force, and records who was told. */
    public InForceBook inForce() {
        return new PostgresInForce(database);
    }

    /** What the database knows of the time; ends with this ledger. */
    public ClockBook clockBook() {
        return new ClockBook(database);
    }

    /** What is kept of queues; ends with this ledger. */
    public QueueBook queues() {
        return new QueueRows(database);
    }

    /** By what it is told whether a broker belongs to it; ends with this ledger. */
    public LedgerMarks marks() {
        return new PostgresMarks(database);
    }

    /** What becomes of it after a restore; ends with this ledger. */
    public RestoreLedger restore() {
        return new PostgresRestore(database);
    }

    /** Which queues are paused; ends with this ledger. */
    public PauseStore pauses() {
        return new PauseRows(database);
    }

    /** What failed; ends with this ledger. */
    public FailureBook failures() {
        return new FailureRows(database);
    }

    /** What is sent through the hub again; ends with this ledger. */
    public RedriveBook redrives() {
        return new RedriveRows(database);
    }

    /** How many deliveries wait for each agency that has any. */
    public Map<AgencyId, Long> waiting() {
        return database.inTransaction("count what waits", WaitingCounts::fold);
    }

    /** The part of the ledger in which emergencies are declared. */
    public EmergencyBook emergencies() {
        return new PostgresEmergencies(database);
    }

    /** The part of the ledger in which exercises are opened and closed. */
    public ExerciseBook exercises() {
        return new ExerciseRows(database);
    }

    /** What became of what was practised. */
    public ExerciseTraffic exerciseTraffic() {
        return new ExerciseTrafficRows(database);
    }

    /** What operators did, on the connections of this ledger; ends with it. */
    public AuditStore audit() {
        return new AuditRows(database);
    }

    /** What operators look for in it; ends with this ledger. */
    public MessageSearch search() {
        return new PostgresMessageSearch(database);
    }

    /** Questions that operators saved; ends with this ledger. */
    public SavedViews savedViews() {
        return new ViewRows(database);
    }

    /** Who may sign in, and who has; likewise. */
    public PeopleStore people() {
        return new PeopleRows(database);
    }

    /** Who is on the way to sign in elsewhere; likewise. */
    public TripStore trips() {
        return new TripRows(database);
    }

    /** What the hub measures itself by, and what operators are told; ends with this ledger. */
    public WatchBook watch() {
        return new WatchBook(database);
    }

    @Override
    public boolean available() {
        return database.answers();
    }

    /** What changes the rules while hubs run, in the same database; ends with this ledger. */
    public LifeBook life() {
        return new LifeBook(database);
    }

    /** Which configuration holds for every hub of this database; ends with this ledger. */
    public ConfigurationBook configurations() {
        return new ConfigurationBook(database);
    }

    /** Ends the connections; what is not committed is not recorded. */
    @Override
    public void close() {
        database.close();
    }
}
