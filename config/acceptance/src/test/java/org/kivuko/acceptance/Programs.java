package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of readers, in processes that know nothing of the hub but its address and two keys. */
final class Programs {
    private static final int PATIENCE_SECONDS = 90;

    private Programs() {}

    /** A tool of this machine; without it a test is skipped, in CI it fails. */
    static Path tool(String name) {
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path tool = Path.of(place).resolve(name);
            if (Files.isExecutable(tool)) {
                return tool;
            }
        }
        assertThat(Boolean.parseBoolean(System.getenv("CI")))
                .as(name + " is missing")
                .isFalse();
        Assumptions.abort("no " + name);
        throw new IllegalStateException("a test that was skipped went on");
    }

    /**
     * What a program says on both its outputs; it has to end well.
     *
     * @param file its name
     * @param tool what runs it
     */
    static String run(TestHub hub, String file, String text, String tool) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kivuko-program-");
        Files.writeString(folder.resolve(file), text);
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(tool(tool).toString(), file)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "HOME", "LANG"));
        environment.put("KIVUKO_URL", hub.hub().url().toString());
        environment.put("KIVUKO_KEY", hub.key("KEN.DIS"));
        environment.put("KIVUKO_PEER_KEY", hub.key("UGA.DCIC"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly();
            for (File left : folder.toFile().listFiles()) {
                Files.delete(left.toPath());
            }
            Files.delete(folder);
        }
    }
}
