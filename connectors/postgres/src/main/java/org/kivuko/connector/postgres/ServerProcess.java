package org.kivuko.connector.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The server of one cluster, whoever started it: found by the cluster's own note and by its command line, never by pid alone. */
final class ServerProcess {
    private static final Duration FAST = Duration.ofSeconds(5);
    private static final Duration IMMEDIATE = Duration.ofSeconds(3);

    private final ServerProgram program;
    private final Path cluster;

    ServerProcess(ServerProgram program, Path cluster) {
        this.program = program;
        this.cluster = cluster;
    }

    /** The process that serves this cluster now. */
    Optional<ProcessHandle> running() throws IOException {
        return noted().filter(this::isServer);
    }

    private Optional<ProcessHandle> noted() throws IOException {
        try (Stream<String> lines = Files.lines(note())) {
            return lines.findFirst()
                    .filter(pid -> pid.strip().matches("\\d{1,18}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path note() {
        return cluster.resolve("postmaster.pid");
    }

    /** A dead process that nobody has waited for yet has no command line any more. */
    private boolean isServer(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .commandLine()
                        .filter(line -> line.contains("postgres") && line.contains(cluster.toString()))
                        .isPresent();
    }

    /**
     * Takes away the note of a server that is gone when its pid belongs to another program by now: PostgreSQL would refuse to
     * start. In every other case the note stays, since by it PostgreSQL finds children of a killed server that live on.
     */
    void forgetReusedPid() throws IOException {
        Optional<ProcessHandle> noted = noted();
        if (noted.filter(ProcessHandle::isAlive).isPresent()
                && noted.filter(this::isServer).isEmpty()) {
            Files.deleteIfExists(note());
        }
    }

    /** Stops it within seconds, the harder the longer it takes; a frozen one is killed with its children. */
    void stop() throws IOException {
        Optional<ProcessHandle> server = running();
        if (server.isEmpty()) {
            return;
        }
        if (stopped("fast", FAST) || stopped("immediate", IMMEDIATE)) {
            return;
        }
        List<ProcessHandle> all =
                Stream.concat(server.stream(), server.get().descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
    }

    private boolean stopped(String mode, Duration limit) throws IOException {
        return program.run(
                        "pg_ctl",
                        List.of("stop", "-D", cluster.toString(), "-m", mode, "-w", "-t", "" + limit.toSeconds()))
                == 0;
    }

    private void awaitEnd(List<ProcessHandle> processes) throws IOException {
        var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(IMMEDIATE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the server of " + cluster + " could not be killed", e);
        }
    }
}
