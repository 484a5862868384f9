package org.kivuko.connector.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kivuko.exchange.LedgerFault;

/**
 * Runs PostgreSQL's programs. They refuse to run as root; for root they run in a user namespace of their own, where root is
 * nobody but keeps its files.
 *
 * @param bin folder of the programs
 * @param log where their output goes
 */
record ServerProgram(Path bin, Path log, boolean asRoot) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Runs one program to its end; gives its exit code. */
    int run(String program, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        if (asRoot) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Nothing of the caller's surroundings may steer the server.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        Process process = start(builder);
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + LIMIT.toSeconds() + " s, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + program + " ran");
        }
        return process.exitValue();
    }

    private Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            if (asRoot) {
                throw new LedgerFault("the embedded PostgreSQL does not run as root without the program unshare"
                        + " (util-linux): install it, run as an ordinary user, or name a database by its URL");
            }
            throw e;
        }
    }

    /** Runs one program that has to succeed. */
    void mustRun(String program, List<String> arguments) throws IOException {
        int code = run(program, arguments);
        if (code != 0) {
            String hint = asRoot
                    ? "; as root it needs user namespaces (unshare -U), which this system may forbid: run as an ordinary"
                            + " user, or name a database by its URL"
                    : "";
            throw new LedgerFault(
                    "PostgreSQL's " + program + " ended with " + code + ": " + lastWords() + " (" + log + ")" + hint);
        }
    }

    /** What the program said last; it is about the system, and no statement has run yet. */
    private String lastWords() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((earlier, later) -> later)
                    .orElse("nothing said");
        }
    }
}
