package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.connector.artemis.AgencyProtocol;

/** The two programs of a page of {@code connectors/artemis/clients}, run as they stand there in processes of their own. */
enum ClientPage {
    JAVA_AMQP(AgencyProtocol.AMQP, "Send.java", "Take.java"),
    PYTHON_AMQP(AgencyProtocol.AMQP, "send.py", "take.py"),
    JS_AMQP(AgencyProtocol.AMQP, "send.cjs", "take.cjs"),
    PYTHON_STOMP(AgencyProtocol.STOMP, "send.py", "take.py"),
    PYTHON_MQTT(AgencyProtocol.MQTT, "send.py", "take.py");

    /** What a program wrote, and how it ended. */
    record Ran(int exitCode, List<String> lines, String errors) {}

    private static final long LIMIT_SECONDS = 240;
    private static final String PYTHON = System.getProperty("kivuko.python", "/usr/bin/python3");
    private static final Path PAGES = TestHub.shippedConfiguration().resolveSibling("connectors/artemis/clients");
    private static final Path RHEA = PAGES.resolve("node_modules").toAbsolutePath();
    private static final Pattern LIBRARIES = Pattern.compile("qpid|jakarta\\.jms|proton-j|netty-|slf4j-api");

    private final AgencyProtocol protocol;
    private final String send;
    private final String take;

    ClientPage(AgencyProtocol protocol, String send, String take) {
        this.protocol = protocol;
        this.send = send;
        this.take = take;
    }

    /** Sends these files as an agency. */
    Ran send(TestHub hub, String agency, List<Path> files) throws IOException {
        return run(send, hub, agency, files.stream().map(Path::toString).toList());
    }

    /** Takes so many from a box of an agency, or what is there. A program that gave up early is run again. */
    List<String> takeAll(TestHub hub, String agency, String box, int expected) throws IOException {
        var lines = new ArrayList<String>();
        boolean more = true;
        while (more && lines.size() < expected) {
            Ran ran = run(take, hub, agency, List.of(box, "0.8"));
            assertThat(ran.exitCode()).as(ran.errors()).isZero();
            more = lines.addAll(ran.lines());
        }
        return lines;
    }

    private Ran run(String program, TestHub hub, String agency, List<String> arguments) throws IOException {
        Path folder = Files.createTempDirectory("kivuko-client-");
        Path source = Files.writeString(folder.resolve(program), program(program));
        var command = new ArrayList<>(runner());
        command.add(source.toString());
        command.addAll(arguments);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("NODE_PATH", RHEA.toString());
        builder.environment().put("KIVUKO_HOST", "127.0.0.1");
        builder.environment()
                .put("KIVUKO_PORT", Integer.toString(hub.hub().port(protocol).orElseThrow()));
        builder.environment().put("KIVUKO_ACCOUNT", agency);
        builder.environment().put("KIVUKO_KEY", hub.key(agency));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ran(process.exitValue(), Files.readAllLines(out), Files.readString(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
            for (Path file : List.of(source, out, err, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<String> runner() throws IOException {
        if (this == JS_AMQP) {
            need(Files.isDirectory(RHEA.resolve("rhea")), "rhea (npm ci in connectors/artemis/clients)");
            return List.of(Programs.tool("node").toString());
        }
        if (this != JAVA_AMQP) {
            needPython();
            return List.of(PYTHON);
        }
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> jar.endsWith(".jar"))
                .filter(jar ->
                        LIBRARIES.matcher(Path.of(jar).getFileName().toString()).find())
                .collect(Collectors.joining(File.pathSeparator));
        assertThat(path).contains("qpid-jms-client").doesNotContain("kivuko");
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", path);
    }

    /** Debian's packages; without them the programs are skipped, but not where it counts. */
    private static void needPython() throws IOException {
        boolean there = Files.isExecutable(Path.of(PYTHON));
        try {
            there = there
                    && new ProcessBuilder(PYTHON, "-c", "import stomp, paho.mqtt.client, proton")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        need(there, "python3-stomp, python3-paho-mqtt and python3-qpid-proton");
    }

    private static void need(boolean there, String what) {
        if (System.getenv("CI") != null) {
            assertThat(there).as(what).isTrue();
        }
        assumeTrue(there, what + ": missing");
    }

    /** The block of the page that bears this name. */
    private String program(String name) throws IOException {
        Path page = PAGES.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md");
        var block = Pattern.compile("```\\w+ " + Pattern.quote(name) + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page, StandardCharsets.UTF_8));
        assertThat(block.find()).as(page + ": " + name).isTrue();
        return block.group(1);
    }
}
