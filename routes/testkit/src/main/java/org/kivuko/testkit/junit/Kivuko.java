package org.kivuko.testkit.junit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;

/**
 * The hub of a test. A message that a test, or a system under test, has posted must be looked at before the test ends, and what was
 * delivered must be asserted: else the test fails and says what came nearest, unless it {@link LooksAway}. Not thread-safe; its clock and
 * what {@link #ledger} gives are.
 */
public final class Kivuko {
    private final HubInTest hub;
    private final HubClock clock;
    private Optional<TestRun> run = Optional.empty();
    private Duration patience = TestRun.PATIENCE;

    Kivuko(HubInTest hub, HubClock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    // --- what a system under test is told

    /** Where the HTTP door is: {@code http://127.0.0.1:port}. */
    public URI url() {
        return hub.url(HubDoor.HTTP);
    }

    /** Where a door is. */
    public URI url(HubDoor door) {
        return hub.url(door);
    }

    /** The key of an agency, at every door; {@code operator} has one, too. */
    public String key(String name) {
        return hub.key(name);
    }

    /** The agencies that it knows. */
    public Set<String> agencies() {
        return hub.agencies().stream().map(AgencyId::toString).collect(Collectors.toSet());
    }

    /** The time in which it lives. */
    public HubClock clock() {
        return clock;
    }

    /** What it has recorded. */
    public LedgerView ledger() {
        return new LedgerView(hub.ledger());
    }

    // --- what a test does and asks

    /** An agency of the test. */
    public Agency as(String agency) {
        return new Agency(this, AgencyId.of(agency));
    }

    /** What is delivered to an agency, live. */
    public InboxView inbox(String agency) {
        return InboxView.live(this, AgencyId.of(agency));
    }

    /** What is delivered to an agency in exercises and tests. */
    public InboxView exerciseInbox(String agency) {
        return InboxView.exercise(this, AgencyId.of(agency));
    }

    /** What the hub tells an agency about its own messages. */
    public ReceiptsView receipts(String agency) {
        return new ReceiptsView(this, AgencyId.of(agency));
    }

    /**
     * An alert that is complete, as of the hub's clock: what it is about is still to be said ({@link TestMessage#with}). Its purpose is
     * {@code border-check}, its severity {@code Moderate}.
     */
    public TestMessage alert(String sender, String to, String alertType) {
        return TestMessage.alert(AgencyId.of(sender), to, alertType, clock.instant());
    }

    /** How long a test waits at most for what is to come; ten seconds unless it says so. Holds until the test ends. */
    public Kivuko waiting(Duration atMost) {
        patience = atMost;
        return this;
    }

    /**
     * A message of which the test knows that a system under test has posted it, once the hub has it.
     *
     * @param id the one that its sender gave it
     */
    public Posted posted(String agency, String id) {
        return run().posted(AgencyId.of(agency), id);
    }

    // --- the life of a test

    HubInTest hub() {
        return hub;
    }

    Duration patience() {
        return patience;
    }

    String patienceInWords() {
        return patience.toMillis() < 1000 ? patience.toMillis() + " ms" : patience.toSeconds() + " s";
    }

    /** What the test that runs has done so far. */
    TestRun run() {
        return run.orElseThrow(
                () -> new IllegalStateException("the hub is emptied before each test: ask it for something in a test or"
                        + " in @BeforeEach, and not in @BeforeAll, @AfterAll or a constructor"));
    }

    void begin(Optional<Instant> at) throws HubNotStarted {
        Instant began = clock.earliest();
        Instant reached = clock.latest();
        // First the clock: a hub that has to be started again starts in the time of the test to come.
        clock.begin(at);
        hub.empty(began, reached);
        patience = TestRun.PATIENCE;
        run = Optional.of(new TestRun(this));
    }

    /** What a test has left behind, as a sentence; empty where there is nothing, or nobody asks. */
    Optional<String> end(boolean nobodyAsks) {
        try {
            return nobodyAsks ? Optional.empty() : run.flatMap(it -> new EndOfTest(this, it).sentence());
        } finally {
            run = Optional.empty();
        }
    }

    void stop() {
        hub.close();
    }

    /** Says where it is. */
    @Override
    public String toString() {
        return "Kivuko at " + url();
    }
}
