package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.kivuko.acceptance.EmbeddedLedger;
import org.kivuko.acceptance.fault.ControlGroup;
import org.kivuko.acceptance.fault.LoopDisk;

/**
 * {@code kivuko serve} as a process of its own, on the same data and the same ports from start to start, and everything that
 * can happen to it and to its database. Whatever became of them, {@link #close} leaves no process behind. Where the machine
 * has control groups, hub and database are in one of their own, and blows to both take every process at once; elsewhere the
 * database's processes are looked up and signalled.
 */
final class HubProcess implements AutoCloseable {
    /** Generous: the machine may be doing other things. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path data;
    private final Path config;
    private final Path log;
    private final Path output;
    private final int http;
    private final int amqp;
    private final List<String> mutants;
    private final Optional<ControlGroup> group;
    private String main = "org.kivuko.hub.Main";
    private Process process;

    /** @param mutants folders of classes that go before those of the hub */
    HubProcess(Path folder, Path config, List<Path> mutants) throws IOException {
        this(folder, folder.resolve("data"), config, freePort(), freePort(), mutants);
    }

    private HubProcess(Path folder, Path data, Path config, int http, int amqp, List<Path> mutants) throws IOException {
        Files.createDirectories(folder);
        this.data = data;
        this.config = config;
        this.log = folder.resolve("hub.log");
        this.output = folder.resolve("hub.out");
        this.http = http;
        this.amqp = amqp;
        this.mutants = mutants.stream().map(Path::toString).toList();
        this.group = ControlGroup.create();
    }

    /** One that wants the HTTP port of another, and has its own data. */
    static HubProcess onTheHttpPortOf(HubProcess other, Path folder) throws IOException {
        return new HubProcess(folder, folder.resolve("data"), other.config, other.http, freePort(), List.of());
    }

    /** One that wants the data of another, and has its own ports. */
    static HubProcess onTheDataOf(HubProcess other, Path folder) throws IOException {
        return new HubProcess(folder, other.data, other.config, freePort(), freePort(), List.of());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** How hub and database are struck together, for whoever reads of a storm. */
    String aim() {
        return group.isPresent()
                ? "hub and database are in a control group of their own: blows to both take every process at once"
                : "no control groups here (Linux, root, version 2): the database's processes are looked up and signalled";
    }

    /** From now on it is started through another class, which takes the same arguments. */
    void startThrough(Class<?> other) {
        main = other.getName();
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + http);
    }

    URI amqp() {
        return URI.create("amqp://127.0.0.1:" + amqp);
    }

    Path data() {
        return data;
    }

    Path config() {
        return config;
    }

    /** Where agencies meet it, from start to start. */
    Doors doors() {
        return new Doors(http(), amqp(), data.resolve("keys"));
    }

    /** The key of an agency or of {@code operator}. */
    String key(String name) throws IOException {
        return doors().key(name);
    }

    /** What it has logged since the first start. */
    String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** What it has printed since the last start. */
    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Starts it, with JVM options, and returns once it says that it is ready; gives the time that took. */
    Duration start(String... options) throws IOException {
        long begun = System.nanoTime();
        launch(options);
        await("ready", () -> output().contains("ready http") || !process.isAlive());
        if (!output().contains("ready http")) {
            throw new IllegalStateException("the hub did not start, exit code " + exitCode() + ", see " + tail());
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Starts it and does not wait. */
    void launch(String... options) throws IOException {
        List<String> command = java(options);
        command.addAll(List.of(main, "serve", "--issue-keys"));
        command.addAll(List.of("--config", config.toString(), "--data", data.toString()));
        command.addAll(List.of("--http", "" + http, "--amqp", "" + amqp));
        Files.deleteIfExists(output);
        process = new ProcessBuilder(group.map(own -> own.within(command)).orElse(command))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Runs another command of the same program to its end, whatever the hub does; what it says goes to the log. */
    int run(String... arguments) throws IOException {
        List<String> command = java();
        command.add("org.kivuko.hub.Main");
        command.addAll(List.of(arguments));
        Process other = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return codeOf(other);
    }

    private List<String> java(String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Djdk.serialFilter=!*", "-Duser.timezone=UTC", "-Dfile.encoding=UTF-8", "-Xmx512m"));
        command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:+ExitOnOutOfMemoryError"));
        // One that is started again and again never comes to where the slow compiler pays.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        // The hub's own logging, whatever the tests beside it have.
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classPath()));
        return command;
    }

    private String classPath() {
        String own = System.getProperty("java.class.path");
        return Stream.concat(mutants.stream(), Stream.of(own))
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Waits for its end, whatever brings it about. */
    int exitCode() {
        return codeOf(process);
    }

    private static int codeOf(Process process) {
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("a process has not ended within " + LIMIT);
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** {@code kill -9} of the JVM alone. */
    void killHub() {
        process.destroyForcibly();
        exitCode();
    }

    /** Stops the JVM and every process of the database, then kills them all. */
    void freezeAndKillEverything() throws IOException {
        List<Long> everything = processes();
        if (group.isPresent()) {
            group.get().freeze();
        } else {
            signal("STOP", everything);
        }
        killEverything(everything);
        exitCode();
    }

    /** @param known of its processes, where they cannot be killed as one */
    private void killEverything(List<Long> known) throws IOException {
        if (group.isPresent()) {
            group.get().kill();
        } else {
            signal("KILL", known);
        }
    }

    /**
     * Has the power of its disk cut while it runs and, once nothing more can reach that, kills the JVM and every process of
     * the database.
     *
     * @param disk on which all its data lies
     */
    void cutPower(LoopDisk disk) throws IOException {
        // Asked before: nothing of the disk can be read afterwards.
        List<Long> everything = processes();
        disk.cutPower();
        killEverything(everything);
        exitCode();
        disk.unmount();
        disk.mount();
    }

    /**
     * Has its disk go away while it runs and waits until it has ended by itself. What is left of its database is killed, and
     * the disk is mended.
     *
     * @param disk on which all its data lies
     * @return its exit code
     */
    int loseDisk(LoopDisk disk) throws IOException {
        // Asked before: nothing of the disk can be read afterwards.
        List<Long> database = databaseProcesses();
        disk.cutPower();
        int code = exitCode();
        killEverything(database);
        disk.unmount();
        disk.mount();
        return code;
    }

    private List<Long> processes() throws IOException {
        return Stream.concat(Stream.of(process.pid()), databaseProcesses().stream())
                .toList();
    }

    /** Stops the JVM alone, so that it does nothing and notices nothing, until {@link #thaw}. */
    void freeze() throws IOException {
        signal("STOP", List.of(process.pid()));
    }

    /** Lets it go on as if no time had passed. */
    void thaw() throws IOException {
        signal("CONT", List.of(process.pid()));
    }

    /** {@code kill -9} of every process of the database; the hub lives on. */
    void killDatabase() throws IOException {
        signal("KILL", databaseProcesses());
    }

    /** Its server and the server's children; empty where none runs. */
    List<Long> databaseProcesses() throws IOException {
        Path note = EmbeddedLedger.lockFile(data);
        if (!Files.exists(note)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(note);
        return lines.stream()
                .limit(1)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                .filter(server -> server.info().commandLine().orElse("").contains(data.toString()))
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Takes the programs of PostgreSQL away, so that nobody can start it, or puts them back. */
    void hideDatabasePrograms(boolean hide) throws IOException {
        try (Stream<Path> files =
                Files.find(data, 4, (path, any) -> path.endsWith("bin") || path.endsWith("bin.hidden"))) {
            Path bin = files.findFirst().orElseThrow();
            Files.move(bin, bin.resolveSibling(hide ? "bin.hidden" : "bin"));
        }
    }

    private static void signal(String name, List<Long> pids) throws IOException {
        if (pids.isEmpty()) {
            return;
        }
        var command = new ArrayList<String>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add("" + pid));
        Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            // A child may have ended by itself meanwhile, so the exit code says little.
            if (!kill.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("kill did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(String what, Callable<Boolean> condition) throws IOException {
        try {
            Awaitility.await(what)
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(what + " did not come, see " + tail(), e);
        }
    }

    /** The end of the log, for the sentence of a failing test. */
    String tail() throws IOException {
        String text = log();
        return text.substring(Math.max(0, text.length() - 3_000));
    }

    @Override
    public void close() throws IOException {
        if (alive()) {
            killHub();
        }
        if (group.isPresent()) {
            group.get().close();
            return;
        }
        List<Long> orphans = databaseProcesses();
        signal("KILL", orphans);
        await("end of the database", () -> orphans.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .noneMatch(ProcessHandle::isAlive));
    }
}
