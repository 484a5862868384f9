package org.kivuko.acceptance.kill;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link Agencies} as a process of its own: whatever happens to the hub does not happen to it. */
final class AgencyProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> SMALL =
            List.of("-Xmx64m", "-Xss512k", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final String role;
    private final Path log;
    private final Process process;
    private final BufferedWriter told;

    /**
     * Starts it without an agency.
     *
     * @param folder of journals and plans
     * @param role names its journals and its log
     */
    AgencyProcess(Path folder, String role, Doors doors) throws IOException {
        this.role = role;
        this.log = folder.resolve(role + ".log");
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.add("-Duser.timezone=UTC");
        // A call whose answer is lost is not made again behind the agency's back: its ledger would not know of it.
        command.add("-Djdk.httpclient.redirects.retrylimit=1");
        command.add("-Dlogback.configurationFile=org/kivuko/acceptance/quiet.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Agencies.class.getName()));
        command.addAll(List.of(folder.toString(), role));
        command.addAll(List.of(
                doors.http().toString(), doors.amqp().toString(), doors.keys().toString()));
        this.process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        this.told = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** An agency begins. */
    void begin(Agencies.Work work, String agency) throws IOException {
        told.write(work.name() + " " + agency + "\n");
        told.flush();
    }

    /** Whether it runs, as it should until {@link #end}. */
    boolean alive() {
        return process.isAlive();
    }

    /** Every agency ends after the step in hand; returns when the process has. */
    void end() throws IOException, InterruptedException {
        told.close();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("the " + role + " did not end in order, see " + tail());
        }
    }

    private String tail() throws IOException {
        String text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
