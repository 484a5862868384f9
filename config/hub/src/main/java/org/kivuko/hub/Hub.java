package org.kivuko.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.connector.artemis.AmqpDoor;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.artemis.BrokerStartFailure;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.artemis.JmsDoorstep;
import org.kivuko.connector.artemis.JmsShelf;
import org.kivuko.connector.console.ConsoleFiles;
import org.kivuko.connector.console.StaticFile;
import org.kivuko.connector.files.TokenRegister;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.connector.http.HttpDoor;
import org.kivuko.connector.http.HttpPorts;
import org.kivuko.connector.http.OpsPorts;
import org.kivuko.connector.http.Page;
import org.kivuko.connector.http.Pages;
import org.kivuko.connector.http.PortInUse;
import org.kivuko.connector.http.ShiftPorts;
import org.kivuko.connector.http.WatchPorts;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.connector.postgres.LedgerAddress;
import org.kivuko.connector.postgres.LifeListener;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.connector.postgres.ServerAdvice;
import org.kivuko.connector.postgres.StartupCheck;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.Again;
import org.kivuko.exchange.AlertsInForce;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.exchange.DeliveryWriter;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.DryRun;
import org.kivuko.exchange.Emergencies;
import org.kivuko.exchange.ErrandRunner;
import org.kivuko.exchange.Explaining;
import org.kivuko.exchange.FactsCollector;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.InForceJudgement;
import org.kivuko.exchange.Judging;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.RecallRunner;
import org.kivuko.exchange.Reception;
import org.kivuko.exchange.Recorder;
import org.kivuko.exchange.RegisterDesk;
import org.kivuko.exchange.Resends;
import org.kivuko.exchange.Reviews;
import org.kivuko.exchange.RunOutWatch;
import org.kivuko.exchange.Stations;
import org.kivuko.exchange.SuccessorShelf;
import org.kivuko.exchange.ThreadReader;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.WaitingJudgement;
import org.kivuko.exchange.Withdrawer;
import org.kivuko.exchange.clock.ClockLimits;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.hub.analysis.AnalysisDesk;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.explain.ExplainDesk;
import org.kivuko.hub.life.EmergencyWatch;
import org.kivuko.hub.life.EndWatch;
import org.kivuko.model.Directory;
import org.kivuko.operations.people.SealedAudit;
import org.kivuko.operations.shift.ShiftDesk;
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

    private final Deque<Closing> closings = new ArrayDeque<>();
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
    private ShiftDesk shift;
    private EmergencyWatch emergencyWatch;
    private HubRules rules;
    private Withdrawer withdrawer;
    private HubLimits limits;
    private ChangingRulebook rulebook;
    private KeyFiles keys;
    private PostgresLedger ledger;
    private DatabaseAdvice advice;
    private EmbeddedBroker broker;
    private HubQueues queues;
    private AmqpDoor door;
    private HttpDoor http;
    private final PostTally posts = new PostTally();
    private volatile boolean ready;

    /** Something to be stopped, and what to call it should it fail. */
    private record Closing(String name, AutoCloseable part) {}

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
     * @throws StartRefused with one sentence, where it cannot or must not run; nothing is left running then
     */
    public static Hub start(HubOptions options, Supplier<Configuration.Loaded> configuration, TimeSources times) {
        DataFolder data = null;
        Hub hub = null;
        try {
            data = DataFolder.open(options.data());
            var digests = new Digests(data.secret("digests"));
            hub = new Hub(options, times);
            hub.closing("data folder", data);
            hub.open(data, digests, configuration);
            return hub;
        } catch (IOException | BrokerStartFailure | PortInUse | RuntimeException e) {
            if (hub != null) {
                hub.close();
            }
            throw e instanceof StartRefused refused ? refused : new StartRefused(sentence(e), e);
        }
    }

    private static String sentence(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void open(DataFolder data, Digests digests, Supplier<Configuration.Loaded> read)
            throws IOException, BrokerStartFailure, PortInUse {
        var phases = new StartPhases();
        Beside<EmbeddedDatabase> database = Beside.start(() -> startDatabase(data.root()));
        Beside<PostgresLedger> opened = database.then(it -> openLedger(it.address()));
        Beside<EmbeddedBroker> opening = null;
        try {
            Configuration.Loaded configuration = read.get();
            phases.ended("configuration");
            directory = configuration.directory();
            resendWithin = configuration.settings().resendWithin();
            keys = new KeyFiles(data.folder("keys"));
            if (options.issueKeys()) {
                issueKeys();
            }
            Path folder = data.folder("broker");
            Directory own = directory;
            opening = Beside.start(() -> startBroker(folder, own));
            ledger = opened.get();
            phases.ended("database and ledger, as far as they were not there yet");
            clock.within(ClockLimits.of(configuration.settings().maxDowntime()));
            if (times.checked()) {
                ClockGuard.begin(clock, ledger.clockBook(), data.root());
            }
            rules = new HubRules(options, configuration, ledger, digests, data, clock);
            rulebook = rules.rulebook();
            limits = new HubLimits(rules, this::closing);
            phases.ended("rules");
        } finally {
            // Started beside all that; whatever became of it, they have to be stopped with the hub.
            database.ended().ifPresent(it -> closing("database", it));
            opened.ended().ifPresent(it -> closing("ledger", it));
            Optional.ofNullable(opening).flatMap(Beside::ended).ifPresent(it -> closing("broker", it));
        }
        openBroker(opening.get());
        phases.ended("broker, as far as it was not there yet");
        var reader = new Reader();
        var admission = new Admission(rulebook, ledger, digests);
        var vault = new Vault(data.secret("content"));
        var shared = new Digests(data.secret("register"));
        var register = new RegisterDesk(new TokenRegister(options.config().resolve("deploy/registers")), shared);
        emergencies = new Emergencies(ledger.emergencies(), rulebook, vault, clock);
        suspensions = new Suspensions(ledger.watch().suspensions(), rulebook, vault, clock);
        var facts = new FactsCollector(ledger, digests, register, vault, emergencies, suspensions);
        var gate = new Gate();
        queues = new HubQueues(broker, ledger, vault, times.wall()).keepPaused();
        closing("queues", queues);
        withdraw(new WaitingJudgement(new Again(ledger, vault, admission, rulebook), facts), gate);
        phases.ended("what waits");
        limits.guardDisk(data.root());
        openRoutes(reader, admission, vault, facts, gate);
        phases.ended("routes");
        broker.limit(limits.quotas());
        broker.watch(limits.standstill());
        door = broker.letAgenciesIn(ledger, times.wall());
        closing("AMQP door", door);
        LedgerAddress address = database.get().address();
        advice = new DatabaseAdvice(() -> ServerAdvice.of(address));
        closing("database advice", advice.watch());
        clockGuard = new ClockGuard(clock, ledger.clockBook(), limits.standstill(), withdrawer, door);
        closing("clock guard", clockGuard.watch());
        openHttp(reader, admission, vault, facts);
        closing("rulebook watch", new RulebookWatch(rulebook, clock));
        closing("life listener", new LifeListener(address, this::follow));
        phases.ended("doors");
        ready = true;
        LOG.info("hub ready http={} amqp={}", http.port(), door.port());
    }

    private void issueKeys() throws IOException {
        keys.issue("operator");
        for (Directory.Agency agency : directory.agencies()) {
            keys.issue(agency.id().toString());
        }
    }

    private EmbeddedDatabase startDatabase(Path data) {
        try {
            return EmbeddedDatabase.start(data, options.programs());
        } catch (IOException e) {
            throw new StartRefused("the embedded database does not start in " + data + ": " + e.getMessage(), e);
        }
    }

    /** Nobody is let in yet. */
    private EmbeddedBroker startBroker(Path folder, Directory agencies) {
        try {
            return EmbeddedBroker.start(
                    new BrokerSettings(folder, HubOptions.HOST, options.amqpPort()), agencies, keys);
        } catch (BrokerStartFailure e) {
            throw new StartRefused(sentence(e), e);
        }
    }

    private void openBroker(EmbeddedBroker started) throws IOException {
        broker = started;
        closing("key watch", new KeyWatch(keys, broker::disconnect));
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

    private PostgresLedger openLedger(LedgerAddress address) {
        List<StartupCheck.UnsafeSetting> unsafe = StartupCheck.unsafe(address);
        if (!unsafe.isEmpty()) {
            throw new StartRefused("the database is not safe to rely on: " + unsafe);
        }
        return PostgresLedger.open(address, clock);
    }

    private void follow() {
        rules.follow();
        members.sweep();
        ends.look();
        emergencyWatch.look();
        try {
            suspensions.follow();
        } catch (LedgerUnavailable away) {
            LOG.debug("what is suspended cannot be read", away);
        }
    }

    /** What the agreements do not let cross any more is taken out of the inboxes before a door opens, and from then on. */
    private void withdraw(WaitingJudgement judgement, Gate gate) {
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
        closing("withdrawer", withdrawer);
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
        closing("recalls", recalls.start());
        closing("run out", new RunOutWatch(withdrawer).start());
    }

    private void openRoutes(Reader reader, Admission admission, Vault vault, FactsCollector facts, Gate gate) {
        var routes = new HubRoutes(broker, ledger, gate, clock);
        closing("routes", routes);
        var again = new Again(ledger, vault, admission, rulebook);
        routes.start(
                new Stations(reader, admission, rulebook, limits.quotas(), limits.standstill(), clock),
                new Judging(rulebook, facts, again, limits.room(ledger), clock),
                new Recorder(ledger, vault, clock, resendWithin, posts),
                ledger,
                directory,
                broker.leaving());
        members = new HubMembers(broker, routes, keys, options.issueKeys(), directory);
        rules.living().onConfiguration(members::follow);
    }

    private void openHttp(Reader reader, Admission admission, Vault vault, FactsCollector facts)
            throws IOException, PortInUse {
        var reception = new Reception(reader, admission, clock);
        var dryRun = new DryRun(reader, rulebook, ledger, suspensions, clock);
        var doorstep = new JmsDoorstep(broker);
        closing("doorstep", doorstep);
        ends = new EndWatch(rules.living(), ledger.life(), doorstep::tell, clock);
        emergencyWatch = new EmergencyWatch(emergencies, rulebook, ledger.life(), doorstep::tell, clock);
        closing("errands", new ErrandRunner(ledger, doorstep, clock).start());
        var shelf = new JmsShelf(broker, ledger, clock);
        closing("shelf", shelf);
        var analyses = new AnalysisDesk(options.config(), rules::held, clock);
        closing("analyses", analyses);
        var health = HubHealth.sources(
                clock, broker, ledger, advice, rules, emergencies, suspensions, withdrawer, limits.standstill());
        var ports = new HttpPorts(
                reception::receive,
                dryRun::decide,
                new ExplainDesk(new Explaining(rulebook, ledger, suspensions, clock), rulebook)::explain,
                ledger,
                doorstep,
                new SuccessorShelf(shelf, rulebook, former -> broker.leaving().contains(former)),
                new ThreadReader(ledger, rulebook, clock)::read,
                keys,
                broker.view(),
                rulebook,
                new Reviews(ledger, rulebook, vault, clock),
                ledger,
                new Resends(ledger.withdrawals(), ledger, withdrawer)::ask,
                alertsInForce(admission, vault, facts)::ask,
                ledger.withdrawals()::recalls,
                ledger.withdrawals()::corrections,
                emergencies,
                rules,
                analyses,
                limits.quotas(),
                limits.standstill(),
                () -> clockGuard.confirm(),
                clock,
                health,
                () -> ready,
                pages(),
                ops(admission, vault, facts, health));
        closing(
                "maintenance",
                new Watch("maintenance", 1_000, () -> shift.tell(doorstep::tell), "maintenance cannot be announced"));
        http = HttpDoor.open(HubOptions.HOST, options.httpPort(), ports);
        closing("http door", http::close);
    }

    /** What operators ask and do. */
    private OpsPorts ops(Admission admission, Vault vault, FactsCollector facts, List<HealthSource> health) {
        var audit = new SealedAudit(ledger.audit(), vault);
        queues.start();
        return new OpsPorts(
                HubPeople.ports(audit, ledger, options, times.wall()),
                queues.ports(),
                HubSearch.ports(ledger, admission, vault, rulebook, facts, clock),
                watched(vault, health),
                shift(vault),
                queues.redrivePorts());
    }

    private ShiftPorts shift(Vault vault) {
        shift = new ShiftDesk(
                ledger.watch().shift(),
                () -> rules.living().configuration().settings().onCall(),
                () -> rulebook.last().directory(),
                vault,
                clock);
        return new ShiftPorts(shift);
    }

    private WatchPorts watched(Vault vault, List<HealthSource> health) {
        var notices = new HubNotices(
                () -> rules.living().configuration().settings().watch(),
                options.config(),
                ledger.watch().notices(),
                clock);
        var watch = new HubWatch(
                ledger.watch(),
                broker.view(),
                rules.living(),
                clock,
                health,
                options.data(),
                options.config(),
                posts,
                vault,
                notices::names,
                queues::table);
        closing("notices", notices.watch());
        closing("watch", watch.watch());
        var landscape = new HubLandscape(ledger.watch(), broker.view(), rulebook, suspensions::between, clock);
        return new WatchPorts(
                watch.desk(), landscape, () -> HubLandscape.uses(rules.living(), ledger.watch(), clock), suspensions);
    }

    private AlertsInForce alertsInForce(Admission admission, Vault vault, FactsCollector facts) {
        var judgement = new InForceJudgement(vault, admission, rulebook, facts, new DeliveryWriter(ledger, clock));
        return new AlertsInForce(ledger.inForce(), judgement, vault, limits.standstill(), clock);
    }

    private static Pages pages() {
        ConsoleFiles files = ConsoleFiles.read();
        return path -> {
            StaticFile file = files.find(path);
            return new Page(file.status(), file.contentType(), file.body(), file.packed(), file.tag(), file.lasting());
        };
    }

    private void closing(String name, AutoCloseable part) {
        closings.push(new Closing(name, part));
    }

    /** Where the HTTP door listens. */
    public URI url() {
        return URI.create("http://" + HubOptions.HOST + ":" + http.port());
    }

    public int amqpPort() {
        return door.port();
    }

    /** Whether its broker has stopped: nothing goes on then, and only another start mends it. */
    public boolean brokerEnded() {
        return broker.ended();
    }

    public KeyFiles keys() {
        return keys;
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

    /** Stops everything, newest first. What was accepted stays; a part that fails to stop does not keep others running. */
    @Override
    public void close() {
        ready = false;
        while (!closings.isEmpty()) {
            Closing closing = closings.pop();
            try {
                closing.part().close();
            } catch (Exception e) {
                LOG.warn(
                        "{} did not stop cleanly: {}",
                        closing.name(),
                        e.getClass().getName());
            }
        }
    }
}
