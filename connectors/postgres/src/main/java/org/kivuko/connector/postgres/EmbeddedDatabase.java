package org.kivuko.connector.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.LedgerFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of the hub's own, under its data folder, reachable over loopback with a generated password. Everything
 * it confirms is synced to disk. It survives a kill of the hub; the next start finds it and stops it. When it is killed
 * itself it is started again, on the same port. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String USER = "kivuko";
    private static final Duration WATCH = Duration.ofMillis(200);

    /** Children of a server that was killed need a moment to notice; until then a new one is refused. */
    private static final int START_TRIES = 10;

    private final ServerFolder folder;
    private final ServerProgram program;
    private final ServerProcess process;
    private final String password;
    private final int port;
    private final ScheduledExecutorService watch;
    private Future<?> watching;
    private boolean closed;

    private EmbeddedDatabase(ServerFolder folder, ServerProgram program) throws IOException {
        this.folder = folder;
        this.program = program;
        this.process = new ServerProcess(program, folder.cluster());
        this.password = folder.password();
        this.port = freePort();
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "ledger-server-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the server of the data folder, with its programs unpacked there too. */
    public static EmbeddedDatabase start(Path data) throws IOException {
        return start(data, data);
    }

    /**
     * Starts the server of the data folder, creating what is missing; an orphan of an earlier start is stopped first.
     *
     * @param binaries folder under which PostgreSQL's programs are unpacked once; nobody else should be able to write to it
     * @throws LedgerFault where the folder or this machine does not allow it, with a sentence that says what to do
     */
    public static EmbeddedDatabase start(Path data, Path binaries) throws IOException {
        ServerFolder folder = ServerFolder.open(data);
        try {
            Path programs = ServerBinaries.in(binaries.toAbsolutePath().normalize());
            var program = new ServerProgram(programs.resolve("bin"), folder.log(), folder.ownedByRoot());
            var database = new EmbeddedDatabase(folder, program);
            database.start();
            return database;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void start() throws IOException {
        if (!folder.hasCluster()) {
            createCluster();
        }
        if (process.running().isPresent()) {
            LOG.info("an earlier hub left its database running, stopping it");
            process.stop();
        }
        process.forgetReusedPid();
        for (int tries = 1; !startServer(); tries++) {
            if (tries == START_TRIES) {
                throw new LedgerFault(
                        "PostgreSQL does not start, see " + folder.log() + " and " + folder.cluster() + "/log");
            }
        }
        watching = watch.scheduleWithFixedDelay(
                this::restartIfGone, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void createCluster() throws IOException {
        Path nursery = folder.nursery();
        program.mustRun(
                "initdb",
                List.of(
                        "-D",
                        nursery.toString(),
                        "-U",
                        USER,
                        "--pwfile=" + folder.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-instructions"));
        folder.settle(nursery);
    }

    private boolean startServer() throws IOException {
        return program.run(
                        "pg_ctl",
                        List.of(
                                "start",
                                "-D",
                                folder.cluster().toString(),
                                "-l",
                                folder.log().toString(),
                                "-w",
                                "-t",
                                "60",
                                "-o",
                                ServerSettings.options(port)))
                == 0;
    }

    private synchronized void restartIfGone() {
        try {
            if (!closed && process.running().isEmpty()) {
                LOG.warn("the embedded database is gone, starting it again");
                process.forgetReusedPid();
                startServer();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the embedded database could not be started again, trying on", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where it answers; the same from start to close. */
    public LedgerAddress address() {
        return new LedgerAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
    }

    /** The server's process, empty while it is being started again. */
    public ProcessHandle process() {
        try {
            return process.running()
                    .orElseThrow(() -> new IllegalStateException("the embedded database is not running"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and gives the data folder free. Takes seconds at most. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            watching.cancel(false);
            watch.shutdown();
            process.stop();
            folder.close();
        }
    }
}
