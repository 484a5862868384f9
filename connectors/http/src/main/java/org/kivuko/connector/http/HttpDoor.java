package org.kivuko.connector.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.kivuko.exchange.DoorTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP door of the hub. Opened once, closed once; threads, connections and the memory of bodies are bounded.
 */
public final class HttpDoor {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final int THREADS = 64;
    private static final int HEADER_BYTES = 8 * 1024;
    /** Connections that only might be used again are not waited for. */
    private static final Duration IDLE_WHILE_CLOSING = Duration.ofMillis(100);

    private static final Duration GRACE = Duration.ofSeconds(4);

    private final Server server;
    private final LongPolls polls;
    private final Metrics metrics;
    private final Crowd crowd;
    private final int port;

    private HttpDoor(Server server, LongPolls polls, Metrics metrics, Crowd crowd, int port) {
        this.server = server;
        this.polls = polls;
        this.metrics = metrics;
        this.crowd = crowd;
        this.port = port;
    }

    /** Opens a door without TLS. */
    public static HttpDoor open(String host, int port, HttpPorts ports) throws PortInUse, IOException {
        return open(host, port, Optional.empty(), ports);
    }

    /**
     * Opens the door.
     *
     * @param tls absent where it speaks plain HTTP
     * @param host name or address to listen at; with another one than the machine's own, pages ask for the operators' key
     * @param port 0 for any that is free
     * @throws PortInUse where another program holds the port; nothing is left open then
     * @throws IOException where the address is not one of this machine
     */
    public static HttpDoor open(String host, int port, Optional<DoorTls> tls, HttpPorts ports)
            throws PortInUse, IOException {
        return open(host, port, tls, ports, Endings.TABLE, Crowd.Limits.DEFAULT);
    }

    /** The same with other calls that are to end, and room for other numbers of connections. */
    static HttpDoor open(
            String host, int port, Optional<DoorTls> tls, HttpPorts ports, Endings endings, Crowd.Limits limits)
            throws PortInUse, IOException {
        var threads = new QueuedThreadPool(THREADS, 8);
        threads.setName("http");
        var server = new Server(threads);
        var polls = new LongPolls(threads);
        var metrics = new Metrics(ports);
        var authority = new Authority(
                ports.keys(),
                new Sessions(ports.ops().people()),
                InetAddress.getByName(host).isLoopbackAddress());
        var crowd = new Crowd(limits, System::nanoTime);
        var front = new FrontDoor(
                Offer.routes(ports, polls, metrics),
                authority,
                metrics,
                ports.quotas(),
                new AuditTrail(ports.ops().people()),
                endings,
                crowd);
        server.setHandler(new GracefulHandler(front));
        server.setErrorHandler(new LastResort());
        server.setStopTimeout(GRACE.toMillis());
        ServerConnector connector = connector(server, host, port, tls, limits.idle());
        server.addConnector(connector);
        connector.addBean(crowd);
        var door = new HttpDoor(server, polls, metrics, crowd, start(server, connector, polls, metrics));
        crowd.watch(connector.getScheduler());
        LOG.info("http door open host={} port={} tls={}", host, door.port, tls.isPresent());
        return door;
    }

    private static ServerConnector connector(
            Server server, String host, int port, Optional<DoorTls> tls, Duration idle) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        var plain = new HttpConnectionFactory(http);
        ConnectionFactory[] factories = tls.map(
                        it -> new ConnectionFactory[] {TlsConnection.before(plain, http, it), plain})
                .orElseGet(() -> new ConnectionFactory[] {plain});
        var connector = new ServerConnector(server, 1, 1, factories);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        connector.setShutdownIdleTimeout(IDLE_WHILE_CLOSING.toMillis());
        return connector;
    }

    private static int start(Server server, ServerConnector connector, LongPolls polls, Metrics metrics)
            throws PortInUse, IOException {
        try {
            server.start();
            return connector.getLocalPort();
        } catch (Exception failure) {
            // Jetty's own signature; what it throws here comes from opening the socket.
            polls.stop();
            metrics.close();
            stop(server);
            if (failure instanceof BindException || failure.getCause() instanceof BindException) {
                throw new PortInUse(connector.getHost(), connector.getPort(), failure);
            }
            throw failure instanceof IOException io ? io : new IOException("The HTTP door cannot be opened.", failure);
        }
    }

    /** The port it listens at. */
    public int port() {
        return port;
    }

    /** How many connections it has noticed that are still there. */
    int connections() {
        return crowd.size();
    }

    /**
     * Closes the door: nothing new comes in, whoever waits is answered, what is being answered is finished. Takes less than
     * five seconds.
     */
    public void close() {
        polls.stop();
        stop(server);
        metrics.close();
        LOG.info("http door closed port={}", port);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception failure) {
            // Calls that outlast the grace are cut off; their callers repeat them.
            LOG.warn(
                    "http door closed with calls unfinished exception={}",
                    failure.getClass().getName());
        }
    }
}
