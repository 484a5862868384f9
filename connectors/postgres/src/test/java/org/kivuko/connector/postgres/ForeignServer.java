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
    private final int port;

    private ForeignServer(ServerProgram program, Path cluster, int port) {
        this.program = program;
        this.cluster = cluster;
        this.port = port;
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
        Path password = Files.writeString(folder.resolve("password"), "any");
        return start(folder, "", List.of("--auth=scram-sha-256", "--encoding=UTF8", "--pwfile=" + password));
    }

    private static ForeignServer start(Path folder, String settings, List<String> door) throws IOException {
        boolean root = Folders.ownedByRoot(Files.createFile(folder.resolve("probe")));
        var program = new ServerProgram(
                ServerBinaries.in(SharedServer.BINARIES.toAbsolutePath()).resolve("bin"), folder.resolve("log"), root);
        Path cluster = folder.resolve("cluster");
        int port = freePort();
        var init = new ArrayList<>(List.of("-D", cluster.toString(), "-U", "kivuko", "--no-sync"));
        init.addAll(door);
        program.mustRun("initdb", init);
        program.mustRun(
                "pg_ctl",
                List.of(
                        "start",
                        "-D",
                        cluster.toString(),
                        "-l",
                        folder.resolve("log").toString(),
                        "-w",
                        "-o",
                        "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' " + settings));
        return new ForeignServer(program, cluster, port);
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
        program.mustRun("pg_ctl", List.of("stop", "-D", cluster.toString(), "-m", "immediate", "-w"));
    }
}
