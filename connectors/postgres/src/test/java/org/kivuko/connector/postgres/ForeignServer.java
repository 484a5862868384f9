package org.kivuko.connector.postgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server as somebody else might run it: the server's own settings but for those that are stated, and no password. */
final class ForeignServer implements AutoCloseable {
    private final ServerProgram program;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final String settings;

    private ForeignServer(ServerProgram program, Path folder, int port, String settings) {
        this.program = program;
        this.cluster = folder.resolve("cluster");
        this.log = folder.resolve("log");
        this.port = port;
        this.settings = settings;
    }

    /**
     * Starts one.
     *
     * @param folder for its data
     * @param settings as on its command line, {@code -c name=value}
     */
    static ForeignServer start(Path folder, String settings) throws IOException {
        return start(folder, settings, List.of("--auth=trust"));
    }

    /** One that asks for the password, which is {@code any}. */
    static ForeignServer startWithPassword(Path folder) throws IOException {
        return startWithPassword(folder, "");
    }

    /** The same with settings of its own. */
    static ForeignServer startWithPassword(Path folder, String settings) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "any");
        return start(folder, settings, List.of("--auth=scram-sha-256", "--encoding=UTF8", "--pwfile=" + password));
    }

    private static ForeignServer start(Path folder, String settings, List<String> door) throws IOException {
        boolean root = Folders.ownedByRoot(Files.createFile(folder.resolve("probe")));
        var program = new ServerProgram(
                ServerBinaries.in(SharedServer.BINARIES.toAbsolutePath()).resolve("bin"), folder.resolve("log"), root);
        var server = new ForeignServer(program, folder, freePort(), settings);
        var init = new ArrayList<>(List.of("-D", server.cluster.toString(), "-U", "kivuko", "--no-sync"));
        init.addAll(door);
        program.mustRun("initdb", init);
        server.start();
        return server;
    }

    /** Again, where it was stopped. */
    void start() throws IOException {
        program.mustRun(
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        cluster.toString(),
                        "-l",
                        log.toString(),
                        "-w",
                        "-o",
                        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' " + settings));
    }

    /** As a kill would, but it is gone when this returns. */
    void stop() throws IOException {
        program.mustRun("pg_ctl", List.of("stop", "-D", cluster.toString(), "-m", "immediate", "-w"));
    }

    int port() {
        return port;
    }

    LedgerAddress address() {
        return new LedgerAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "kivuko", "any");
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
