package org.kivuko.connector.artemis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.security.impl.SecurityStoreImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServer.SERVER_STATE;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.kivuko.exchange.BrokerView;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.exchange.Keys;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.operations.queues.QueueMeter;
import org.kivuko.operations.queues.QueueSwitch;
import org.kivuko.operations.redrive.FailureBroker;
import org.kivuko.operations.redrive.QueuePurge;
import org.kivuko.operations.restore.BrokerMarks;
import org.kivuko.operations.safety.UnsafeSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis in this process: the queues of the contract, their accounts, an in-process door for the hub and, once they are
 * opened, doors for agencies. Starts only with safe settings. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final long START_LIMIT_SECONDS = 60;
    /** Several brokers in one process (tests) must not meet. */
    private static final AtomicInteger SERVER_IDS = new AtomicInteger(1);

    private final ActiveMQServer server;
    private final HubLink link;
    private final ArtemisView view;
    private final BrokerSettings settings;
    private final ClosedInboxes closedInboxes = new ClosedInboxes();
    private final Returning returning = new Returning();

    private final Accounts accounts;
    private final AgencyQueues agencies;
    private volatile Directory directory;

    private EmbeddedBroker(
            ActiveMQServer server, Accounts accounts, HubLink link, BrokerSettings settings, Directory directory) {
        this.server = server;
        this.accounts = accounts;
        this.directory = directory;
        this.agencies = new AgencyQueues(server);
        this.link = link;
        this.settings = settings;
        this.view = new ArtemisView(server, QueueNames.all(directory));
    }

    /**
     * Starts the broker for the hub alone, once every setting is known to be safe.
     *
     * @throws UnsafeSettings where one is not; nothing was started then
     */
    public static EmbeddedBroker start(BrokerSettings settings, Directory directory, Keys keys)
            throws BrokerStartFailure {
        FirstBytesExtension.switchOn();
        List<String> queues = QueueNames.all(directory);
        int serverId = SERVER_IDS.getAndIncrement();
        String secret = secret();
        Configuration configuration = configuration(settings, queues, serverId);
        refuseNamelessPages(configuration.getPagingLocation().toPath());
        UnsafeSettings.refuse(BrokerCheck.faults(configuration, queues));
        var accounts = new Accounts(directory, keys, secret);
        var server = new OrderedServer(configuration, accounts);
        server.addProtocolManagerFactory(new ClientProtocolFactory(AgencyProtocol.STOMP));
        server.addProtocolManagerFactory(new ClientProtocolFactory(AgencyProtocol.MQTT));
        server.registerBrokerPlugin(new SenderGuard());
        server.registerBrokerPlugin(new Strangers(Strangers.MOST));
        var broker = new EmbeddedBroker(server, accounts, new HubLink(serverId, secret), settings, directory);
        server.registerBrokerPlugin(broker.closedInboxes);
        server.registerBrokerPlugin(broker.returning);
        broker.open();
        accounts.follow(directory, broker.leaving());
        return broker;
    }

    /**
     * Opens the agencies' doors. The ledger is told what agencies fetch and acknowledge there; without it nobody is let in. To be
     * called once, and closed before the ledger is.
     */
    public AgencyDoor letAgenciesIn(Ledger ledger, InstantSource clock) throws BrokerStartFailure {
        return AgencyDoor.open(server, settings, new HandOverNotes(ledger, clock));
    }

    /** Refuses what agencies send while the hub stands still; to be called once, before {@link #letAgenciesIn}. */
    public void watch(Standstill standstill) {
        server.registerBrokerPlugin(new StandstillGuard(standstill));
    }

    /** Keeps agencies from having more connections than they may; to be called once, before {@link #letAgenciesIn}. */
    public void limit(Quotas quotas) {
        server.registerBrokerPlugin(new ConnectionQuota(quotas));
    }

    /** Whether it has stopped or is stopping, whoever had it do so: by itself after a fault of its disk, or where it hangs. */
    public boolean ended() {
        return server.getState() == SERVER_STATE.STOPPED || server.getState() == SERVER_STATE.STOPPING;
    }

    /** The hub's own way in. */
    public HubLink link() {
        return link;
    }

    /** By what it is told whether it belongs to a ledger. */
    public BrokerMarks marks() {
        return new CommitMarks(link);
    }

    /** What lies in its queues, for who looks while nobody is connected. */
    public LyingMessages lying() {
        return new LyingMessages(server, link);
    }

    /** Closes inboxes, turns them round and opens them. */
    public InboxKeeper inboxes() {
        return inboxes(FailPoints.fromProperty());
    }

    ArtemisInboxes inboxes(FailPoints failPoints) {
        return new ArtemisInboxes(server, link, closedInboxes, returning, this::disconnect, failPoints);
    }

    /** Which of them are closed. */
    ClosedInboxes closedInboxes() {
        return closedInboxes;
    }

    /** What is on its way back to its queue. */
    Returning returning() {
        return returning;
    }

    /** Makes queues and accounts for those who join; who leaves may go on taking what waits. */
    public synchronized void follow(Directory next) {
        agencies.add(next);
        directory = next;
        accounts.follow(next, leaving());
        showQueues();
    }

    /** The agencies that have left and still have queues here. */
    public Set<AgencyId> leaving() {
        return agencies.leaving(directory);
    }

    /** Whether nothing waits for an agency or from it. */
    public boolean isDrained(AgencyId agency) {
        return agencies.empty(agency);
    }

    /** Takes away the queues of an agency that has left, and its account with them. */
    public synchronized void remove(AgencyId agency) {
        agencies.remove(agency);
        accounts.follow(directory, leaving());
        disconnect(agency);
        showQueues();
    }

    private void showQueues() {
        var names = new ArrayList<>(QueueNames.all(directory));
        leaving().forEach(agency -> names.addAll(QueueNames.of(agency)));
        view.show(names);
    }

    /** What operators and health checks may ask. */
    public BrokerView view() {
        return view;
    }

    /** Its counts, for who looks at every queue now and then. */
    public QueueMeter meter() {
        return new ArtemisMeter(server, view::names, closedInboxes);
    }

    /** Its quarantine and its dead letters. */
    public FailureBroker failures() {
        return new ArtemisFailures(server);
    }

    /** Throws away what lies in its queues. */
    public QueuePurge purge() {
        return new ArtemisFailures(server);
    }

    /**
     * Throws away all that waits for anybody: between two tests, never in service. Who still holds something is disconnected; what was
     * held is thrown away by the next call.
     *
     * @return whether everything is gone
     */
    public boolean throwAwayAll() {
        Set<AgencyId> holding = new EmptiedQueues(server).throwAway(view.names());
        holding.forEach(this::disconnect);
        return holding.isEmpty();
    }

    /** Pauses its queues. */
    public QueueSwitch queueSwitch() {
        return new ArtemisSwitch(server, closedInboxes, inboxes(FailPoints.none()));
    }

    /** The broker itself, for tests that stand in its way. */
    ActiveMQServer server() {
        return server;
    }

    long waiting(String queue) {
        return view.count(queue);
    }

    /** Closes every connection of this agency, and makes sure that its key is asked for again. */
    public void disconnect(AgencyId agency) {
        if (server.getSecurityStore() instanceof SecurityStoreImpl store) {
            store.invalidateAuthenticationCache();
            store.invalidateAuthorizationCache();
        }
        try {
            server.getActiveMQServerControl().closeConnectionsForUser(agency.toString());
        } catch (Exception e) {
            LOG.warn("the connections of {} could not all be closed", agency, e);
        }
    }

    /** Closes the connections that were opened by a key of this kind which opens nothing any more. */
    public void disconnect(Predicate<String> kind) {
        for (ServerSession session : server.getSessions()) {
            String key = session.getPassword();
            RemotingConnection connection = session.getRemotingConnection();
            if (key != null
                    && kind.test(key)
                    && accounts.authenticate(session.getUsername(), key, connection, null) == null) {
                connection.fail(new ActiveMQDisconnectedException("its key does not count any more"));
            }
        }
    }

    /** Stops the broker; what it confirmed is on disk. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the broker did not stop cleanly; nothing confirmed is lost", e);
        }
    }

    private static Configuration configuration(BrokerSettings settings, List<String> queues, int serverId)
            throws BrokerStartFailure {
        try {
            Files.createDirectories(settings.folder());
            int timeoutNanos = JournalProbe.timeoutNanos(settings.folder());
            return BrokerConfiguration.of(settings, queues, timeoutNanos, serverId, secret());
        } catch (IOException e) {
            throw new BrokerStartFailure("the broker's folder " + settings.folder() + " cannot be written", e);
        }
    }

    /** Left by a version that did not wait for the disk, or by a disk that lied: they would be passed over in silence. */
    private static void refuseNamelessPages(Path paging) throws BrokerStartFailure {
        try {
            List<Path> nameless = OrderedPages.nameless(paging);
            if (!nameless.isEmpty()) {
                throw new BrokerStartFailure("BROKER_PAGES_NAMELESS: messages wait in " + nameless
                        + " and nothing says for which queue: a power cut took the name. Write the queue's name into the file"
                        + " address.txt of each (the messages in its pages name their recipient), or restore the data folder from"
                        + " the backup");
            }
        } catch (IOException e) {
            throw new BrokerStartFailure("the broker's pages in " + paging + " cannot be read", e);
        }
    }

    private void open() throws BrokerStartFailure {
        try {
            var failure = new AtomicReference<Exception>();
            server.registerActivationFailureListener(failure::set);
            server.start();
            if (failure.get() != null || !server.waitForActivation(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new BrokerStartFailure("the broker's folder " + settings.folder()
                        + " is in use: another hub runs on it, or has not ended yet");
            }
        } catch (BrokerStartFailure e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new BrokerStartFailure("the broker does not start in " + settings.folder(), e);
        }
    }

    static String secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
