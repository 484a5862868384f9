package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every attack in a network of its own, where the kernel counts: nothing is called and nothing is read. A careless parser beside
 * it shows that it would have been seen.
 */
@Tag("slow")
class CapOutsideTest {
    /** As root, and as somebody who may have a user namespace. */
    private static final List<List<String>> WAYS = List.of(List.of("unshare", "-n"), List.of("unshare", "-rn"));

    @TempDir
    Path folder;

    private record Said(int code, String text) {}

    @Test
    void noAttackOpensAConnectionOrReadsAFile() throws Exception {
        // Given
        Corpora.folder();
        Path canary = Files.writeString(folder.resolve("canary.txt"), "Canary4711");
        List<String> apart = apart();

        // When
        String careless = read(apart, CapOutsideProgram.CARELESS, canary);
        String hardened = read(apart, CapOutsideProgram.HARDENED, canary);

        // Then
        System.out.println("careless " + careless.replace('\n', ' ') + ", hardened " + hardened.replace('\n', ' '));
        assertThat(careless).containsPattern("tries=[1-9]").contains("read=true");
        assertThat(hardened).containsPattern("documents=[1-9][0-9]{2}").contains("tries=0\n", "read=false");
    }

    private static String read(List<String> apart, String reader, Path canary) throws Exception {
        var command = new ArrayList<>(apart);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.net.preferIPv4Stack=true",
                "-Dsun.net.inetaddr.negative.ttl=-1",
                "-Dkivuko.corpora=" + System.getProperty("kivuko.corpora"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CapOutsideProgram.class.getName(),
                reader,
                canary.toString()));
        Said said = run(command);
        assertThat(said.code()).as(said.text()).isZero();
        return said.text();
    }

    /** How a program gets a network of its own here. Where there is none the test is skipped; in CI it fails. */
    private static List<String> apart() throws Exception {
        for (List<String> way : WAYS) {
            var command = new ArrayList<>(way);
            command.add("true");
            if (run(command).code() == 0) {
                return way;
            }
        }
        assertThat(Boolean.parseBoolean(System.getenv("CI")))
                .as("no network namespace can be had here")
                .isFalse();
        assumeThat(false).as("no network namespace can be had here").isTrue();
        return List.of();
    }

    private static Said run(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException noSuchProgram) {
            return new Said(-1, "");
        }
    }
}
