package org.kivuko.hub;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kivuko.connector.artemis.AgencyDoor;
import org.kivuko.connector.artemis.AgencyProtocol;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.artemis.BrokerStartFailure;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.artemis.JmsDoorstep;
import org.kivuko.connector.artemis.JmsShelf;
import org.kivuko.connector.files.TokenRegister;
import org.kivuko.connector.http.HttpDoor;
import org.kivuko.connector.http.OpsPorts;
import org.kivuko.connector.http.PortInUse;
import org.kivuko.connector.http.oidc.BearerTokens;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.LifeListener;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.connector.postgres.ServerAdvice;
import org.kivuko.connector.webhook.SignedCalls;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.Again;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.ErrandRunner;
import org.kivuko.exchange.FactsCollector;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Judging;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.RecallRunner;
import org.kivuko.exchange.Reception;
import org.kivuko.exchange.Recorder;
import org.kivuko.exchange.RegisterDesk;
import org.kivuko.exchange.RunOutWatch;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.Stations;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.SuccessorShelf;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.WaitingJudgement;
import org.kivuko.exchange.Withdrawer;
import org.kivuko.exchange.clock.ClockLimits;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.TokenSettings;
import org.kivuko.hub.life.EmergencyWatch;
import org.kivuko.hub.life.EndWatch;
import org.kivuko.model.Directory;
import org.kivuko.model.cap.CapTrust;
import org.kivuko.operations.exercise.ExerciseRunner;
import org.kivuko.operations.exercise.Exercises;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.watch.PostTally;
import org.kivuko.operations.watch.Suspensions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub: the routes wired to a broker, a database and their doors. Starts as a whole or not at all, and stops in the
 * opposite order. The only place where both sides of the ports meet.
 */
public final class Hub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private static final long TOKENS_MILLIS = 2_000;

    private final Closings closings = new Closings();
    private final HubOptions options;
    private final TimeSources times;
    private final TrustedClock clock;
    private ClockGuard clockGuard;
    private Directory directory;
    private Duration resendWithin;
    private HubMembers members;
    private EndWatch ends;
    private Emergencies emergencies;
    private Suspensions suspensions;
    private Exercises exercises;
    private EmergencyWatch emergencyWatch;
    private HubRules rules;
    private Withdrawer withdrawer;
    private HubLimits limits;
    private ChangingRulebook rulebook;
    private KeyFiles keyFiles;
    private HubKeys keys;
    private HubDoors doors;
    private PostgresLedger ledger;
    private DatabaseAdvice advice;
    private EmbeddedBroker broker;
    private HubQueues queues;
    private AgencyDoor door;
    private HttpDoor http;
    private LedgerAddress address;
    private JmsShelf leases;
    private final Gate gate = new Gate();
    private final PostTally posts = new PostTally();
    private volatile boolean ready;

    private Hub(HubOptions options, TimeSources times) {
        this.options = options;
        this.times = times;
        this.clock = new TrustedClock(times.wall(), times.nanos());
    }

    /** Starts a hub with a configuration that was read before. */
    public static Hub start(HubOptions options, Configuration.Loaded configuration, Clock clock) {
        return start(options, () -> configuration, TimeSources.believed(clock));
    }

    /** The same with a clock that is believed whatever it reads. */
    public static Hub start(HubOptions options, Supplier<Configuration.Loaded> configuration, Clock clock) {
        return start(options, configuration, TimeSources.believed(clock));
    }

    /**
     * Starts a hub.
     *
     * @param configuration read while the database starts; it throws {@link StartRefused} where it cannot be used
     * @param times the time it lives in; {@code serve} hands in the machine's, tests their own
     * @throws StartRefused with everything that speaks against it, where it cannot or must not run; nothing is left running then
     */
    public static Hub start(HubOptions options, Supplier<Configuration.Loaded> configuration, TimeSources times) {
        return start(options, configuration, times, List.of());
    }

    /**
     * The same, for a process of which something has been found already.
     *
     * @param process what is unsafe about it; told with everything else, and nothing is made or started then
     */
    public static Hub start(
            HubOptions options,
            Supplier<Configuration.Loaded> configuration,
            TimeSources times,
            List<SafetyFault> process) {
        SerialFilter.close();
        var hub = new Hub(options, times);
        try {
            hub.open(new StartLook(process), configuration);
            return hub;
        } catch (IOException | BrokerStartFailure | PortInUse | RuntimeException e) {
            hub.close();
            throw e instanceof StartRefused refused ? refused : new StartRefused(StartRefused.sentence(e), e);
        }
    }

    private void open(StartLook look, Supplier<Configuration.Loaded> read)
            throws IOException, BrokerStartFailure, PortInUse {
        var looks = new StartLooks(options, look);
        Optional<DataFolder> held = looks.folder();
        held.ifPresent(it -> closings.add("data folder", it));
        Optional<HubSecrets> secrets = looks.secrets(held);
        if (!looks.clean()) {
            looks.atTheRest(read, times.wall());
            look.skipped("database", "a process and folders that are safe");
            looks.refuse();
        }
        open(looks, held.orElseThrow(), secrets.orElseThrow(), read);
    }

    private void open(StartLooks looks, DataFolder data, HubSecrets secrets, Supplier<Configuration.Loaded> read)
            throws IOException, BrokerStartFailure, PortInUse {
        var digests = new Digests(secrets.read("digests"));
        var phases = new StartPhases();
        var servers = new HubServers(options);
        Beside<EmbeddedDatabase> database = Beside.start(() -> servers.database(data.root()));
        Beside<PostgresLedger> opened = database.then(it -> servers.ledger(it.address(), clock));
        Beside<EmbeddedBroker> opening = null;
        try {
            Optional<StartLooks.Seen> seen = looks.atTheRest(read, times.wall());
            phases.ended("configuration");
            if (!looks.clean()) {
                looks.at(opened);
                looks.refuse();
            }
            Configuration.Loaded configuration = seen.orElseThrow().configuration();
            directory = configuration.directory();
            resendWithin = configuration.settings().resendWithin();
            doors = seen.get().doors();
            closings.add("TLS", doors.watch());
            keyFiles = new KeyFiles(data.folder("keys"), times.wall(), doors.certificateIsEnough());
            keys = new HubKeys(keyFiles, () -> tokens(configuration), options.config(), times.wall());
            if (options.issueKeys()) {
                issueKeys();
            }
            data.folder("broker");
            BrokerSettings where = seen.get().broker();
            Directory own = directory;
            opening = Beside.start(() -> servers.broker(where, own, keys));
            Optional<PostgresLedger> there = looks.at(opened);
            looks.refuse();
            ledger = there.orElseThrow();
            phases.ended("database and ledger, as far as they were not there yet");
            clock.within(ClockLimits.of(configuration.settings().maxDowntime()));
            if (times.checked()) {
                ClockGuard.begin(clock, ledger.clockBook(), data.root());
            }
            rules = new HubRules(options, configuration, ledger, digests, data, clock);
            rulebook = rules.rulebook();
            limits = new HubLimits(rules, closings::add);
            phases.ended("rules");
        } finally {
            // Started beside all that; whatever became of it, they have to be stopped with the hub.
            database.ended().ifPresent(it -> closings.add("database", it));
            opened.ended().ifPresent(it -> closings.add("ledger", it));
            Optional.ofNullable(opening).flatMap(Beside::ended).ifPresent(it -> closings.add("broker", it));
        }
        openBroker(opening.get());
        phases.ended("broker, as far as it was not there yet");
        var reader = new Reader(agency -> rulebook.agreements()
                .directory()
                .agency(agency)
                .map(Directory.Agency::capTrust)
                .orElse(CapTrust.NONE));
        var admission = new Admission(rulebook, ledger, digests);
        var vault = new Vault(secrets.read("content"));
        var shared = new Digests(secrets.read("register"));
        var register = new RegisterDesk(new TokenRegister(options.config().resolve("deploy/registers")), shared);
        emergencies = new Emergencies(ledger.emergencies(), rulebook, vault, clock);
        suspensions = new Suspensions(ledger.watch().suspensions(), rulebook, vault, clock);
        exercises = new Exercises(
                ledger.exercises(),
                ledger.exerciseTraffic(),
                () -> rulebook.last().directory(),
                vault,
                clock);
        var facts = new FactsCollector(ledger, digests, register, vault, emergencies, suspensions, exercises);
        queues = new HubQueues(broker, ledger, vault, times.wall()).keepPaused();
        closings.add("queues", queues);
        withdraw(new WaitingJudgement(new Again(ledger, vault, admission, rulebook), facts));
        phases.ended("what waits");
        limits.guardDisk(data.root());
        openRoutes(reader, admission, vault, facts);
        phases.ended("routes");
        broker.limit(limits.quotas());
        broker.watch(limits.standstill());
        door = broker.letAgenciesIn(ledger, times.wall());
        closings.add("agency door", door);
        address = database.get().address();
        advice = new DatabaseAdvice(() -> ServerAdvice.of(address));
        closings.add("database advice", advice.watch());
        clockGuard = new ClockGuard(clock, ledger.clockBook(), limits.standstill(), withdrawer, door);
        closings.add("clock guard", clockGuard.watch());
        var doorstep = new JmsDoorstep(broker);
        closings.add("doorstep", doorstep);
        tellAgencies(doorstep);
        var calls = new SignedCalls(clock);
        closings.add("webhooks", calls);
        var parts = new HubParts(
                options,
                times,
                clock,
                ledger,
                broker,
                keyFiles,
                keys,
                doors,
                rules,
                limits,
                reader,
                admission,
                vault,
                facts,
                emergencies,
                suspensions,
                exercises,
                withdrawer,
                calls,
                new Submissions(
                        new Reception(reader, admission, clock)::receive,
                        ledger,
                        doorstep,
                        limits.quotas(),
                        limits.standstill(),
                        clock),
                closings);
        play(parts);
        Shelf shelf = shelf();
        var push = new HubPush(parts, shelf, queues.pauses());
        closings.add("pushing", push);
        var files = new HubFiles();
        var health = HubHealth.sources(parts, advice, push, files);
        var operators = new HubOperators(parts, queues, posts, data.id());
        OpsPorts asked = operators.ports(health, push);
        operators.announce(doorstep);
        http = new HubHttp(parts, shelf, push.pushes()).open(asked, health, clockGuard::confirm, () -> ready);
        files.open(parts, shelf);
        closings.add("rulebook watch", new RulebookWatch(rulebook, clock));
        closings.add("life listener", new LifeListener(address, this::follow));
        closings.add("pushes", push.watch());
        phases.ended("doors");
        ready = true;
        LOG.info("hub ready http={} {}", http.port(), brokerUrls());
    }

    /** As they are in force: the configuration may change while the hub runs. */
    private List<TokenSettings> tokens(Configuration.Loaded first) {
        HubRules living = rules;
        return (living == null ? first : living.living().configuration())
                .settings()
                .tokens();
    }

    private void issueKeys() throws IOException {
        keyFiles.issue("operator");
        for (Directory.Agency agency : directory.agencies()) {
            keyFiles.issue(agency.id().toString());
        }
    }

    private void openBroker(EmbeddedBroker started) throws IOException {
        broker = started;
        closings.add("key watch", new KeyWatch(keyFiles, broker::disconnect));
        closings.add(
                "token watch",
                new Watch("token-watch", TOKENS_MILLIS, this::endTokens, "what tokens opened cannot be watched"));
        var held = rules.living().configuration().directory();
        if (held != directory) {
            // Another hub has put another configuration in force.
            directory = held;
            broker.follow(directory);
            if (options.issueKeys()) {
                issueKeys();
            }
        }
    }

    private void follow() {
        rules.follow();
        members.sweep();
        ends.look();
        emergencyWatch.look();
        try {
            suspensions.follow();
            exercises.follow();
        } catch (LedgerUnavailable away) {
            LOG.debug("what is suspended, and which exercises are open, cannot be read", away);
        }
    }

    /** What the agreements do not let cross any more is taken out of the inboxes before a door opens, and from then on. */
    private void withdraw(WaitingJudgement judgement) {
        withdrawer = new Withdrawer(
                broker.inboxes(),
                gate,
                rulebook,
                ledger.withdrawals(),
                judgement,
                ledger,
                emergencies,
                suspensions,
                clock);
        closings.add("withdrawer", withdrawer);
        var recalls = new RecallRunner(ledger.withdrawals(), withdrawer, clock);
        try {
            recalls.look();
            withdrawer.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("the start was interrupted", e);
        }
        rulebook.listen(withdrawer);
        emergencies.onChange(withdrawer::lookForEmergencies);
        suspensions.onChange(withdrawer::lookForEmergencies);
        closings.add("recalls", recalls.start());
        closings.add("run out", new RunOutWatch(withdrawer).start());
    }

    private void openRoutes(Reader reader, Admission admission, Vault vault, FactsCollector facts) {
        var routes = new HubRoutes(broker, ledger, gate, clock);
        closings.add("routes", routes);
        var again = new Again(ledger, vault, admission, rulebook);
        routes.start(
                new Stations(reader, admission, rulebook, limits.quotas(), limits.standstill(), clock),
                new Judging(rulebook, facts, again, limits.room(ledger), clock),
                new Recorder(ledger, vault, clock, resendWithin, posts),
                ledger,
                directory,
                broker.leaving());
        members = new HubMembers(broker, routes, keyFiles, options.issueKeys(), directory);
        rules.living().onConfiguration(members::follow);
    }

    /** What is scripted is handed in, and what was reset is taken away. */
    private void play(HubParts parts) {
        var ports = new ExerciseRunner.Ports(
                ledger.exercises(),
                ledger.exerciseTraffic(),
                parts.submissions()::submit,
                withdrawer::withdraw,
                ledger,
                parts.vault());
        closings.add("exercises", new ExerciseRunner(exercises, ports, clock).start());
    }

    private Shelf shelf() {
        leases = new JmsShelf(broker, ledger, clock);
        closings.add("shelf", leases);
        return new SuccessorShelf(leases, rulebook, former -> broker.leaving().contains(former));
    }

    /** Ends that are near, emergencies and what has to be sent later. */
    private void tellAgencies(JmsDoorstep doorstep) {
        ends = new EndWatch(rules.living(), ledger.life(), doorstep::tell, clock);
        emergencyWatch = new EmergencyWatch(emergencies, rulebook, ledger.life(), doorstep::tell, clock);
        closings.add("errands", new ErrandRunner(ledger, doorstep, clock).start());
    }

    /** What a token opened ends with it. */
    private void endTokens() {
        broker.disconnect(BearerTokens::isToken);
    }

    /** Where the HTTP door listens. */
    public URI url() {
        return doors.url("http", http.port());
    }

    public int amqpPort() {
        return door.port();
    }

    /** Where the broker listens for this protocol; empty where that is not switched on. */
    public OptionalInt port(AgencyProtocol protocol) {
        return door.port(protocol);
    }

    /** Every door of the broker that is open. */
    public List<URI> brokerUrls() {
        return Stream.of(AgencyProtocol.values())
                .flatMap(protocol -> door.port(protocol).stream().mapToObj(port -> doors.url(protocol.scheme(), port)))
                .toList();
    }

    /** Whether its broker has stopped: nothing goes on then, and only another start mends it. */
    public boolean brokerEnded() {
        return broker.ended();
    }

    public KeyFiles keys() {
        return keyFiles;
    }

    /** How the agreements are signed, in a few words. */
    public String signatures() {
        return rules.inWords();
    }

    public Directory directory() {
        return members.directory();
    }

    public PostgresLedger ledger() {
        return ledger;
    }

    /** Where its ledger is kept, for who runs it in a test. */
    LedgerAddress address() {
        return address;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    ChangingRulebook rulebook() {
        return rulebook;
    }

    JmsShelf leases() {
        return leases;
    }

    Gate gate() {
        return gate;
    }

    /** Stops everything, newest first. What was accepted stays; a part that fails to stop does not keep others running. */
    @Override
    public void close() {
        ready = false;
        closings.close();
    }
}
