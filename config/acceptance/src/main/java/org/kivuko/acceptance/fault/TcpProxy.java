package org.kivuko.acceptance.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.kivuko.acceptance.fault.Treatment.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between agencies and a door of the hub and treats each connection as the seed says, the first like the first of every
 * other run. Where the hub is not there, connections are reset. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpProxy.class);
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final int target;
    private final long seed;
    private final Duration halfOpen;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong connections = new AtomicLong();
    private final Map<Kind, AtomicLong> happened = new EnumMap<>(Kind.class);
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean calm;

    /**
     * Opens it.
     *
     * @param target the port of the hub on this machine
     * @param halfOpen how long a connection is left without a word before it is reset
     */
    public TcpProxy(int target, long seed, Duration halfOpen) throws IOException {
        this.target = target;
        this.seed = seed;
        this.halfOpen = halfOpen;
        for (Kind kind : Kind.values()) {
            happened.put(kind, new AtomicLong());
        }
        threads.execute(this::accept);
    }

    /** Where agencies connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** To how many connections this has happened, to its end. */
    public long happened(Kind kind) {
        return happened.get(kind).get();
    }

    /** From now on nothing goes wrong with new connections, and those that are open are reset. */
    public void calm() {
        calm = true;
        open.forEach(ProxiedConnection::reset);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                begin(door.accept());
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or one that went as it came.
                LOG.trace("nobody came", e);
            }
        }
    }

    private void begin(Socket agency) throws IOException {
        Treatment treatment = Treatment.of(seed, connections.getAndIncrement());
        var hub = new Socket();
        try {
            hub.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
        } catch (IOException e) {
            hub.close();
            ProxiedConnection.reset(agency);
            return;
        }
        Treatment counts = calm ? Treatment.NONE : treatment;
        var connection = new ProxiedConnection(
                agency, hub, counts, halfOpen, () -> happened.get(counts.kind()).incrementAndGet());
        open.add(connection);
        threads.execute(() -> {
            connection.toTheHub();
            open.remove(connection);
        });
        threads.execute(connection::toTheAgency);
    }

    /** What happened so far. */
    @Override
    public String toString() {
        return happened.toString();
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(ProxiedConnection::reset);
        threads.shutdownNow();
    }
}
