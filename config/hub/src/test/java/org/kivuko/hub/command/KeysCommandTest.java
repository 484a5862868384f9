package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Caller;
import org.kivuko.hub.KeyFiles;
import org.kivuko.model.AgencyId;
import org.kivuko.testkit.TestAuthority;
import picocli.CommandLine;

class KeysCommandTest {
    private static final Optional<Caller> DIS = Optional.of(new Caller.OfAgency(AgencyId.of("KEN.DIS")));

    @TempDir
    Path data;

    private int code;

    private String run(String... arguments) {
        var out = new StringWriter();
        var command = new CommandLine(new KeysCommand());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(out));
        String[] all = Stream.concat(Arrays.stream(arguments), Stream.of("--data", data.toString()))
                .toArray(String[]::new);
        code = command.execute(all);
        return out.toString();
    }

    private KeyFiles keys() throws IOException {
        return new KeyFiles(data.resolve("keys"));
    }

    @Test
    void aNewKeyLiesInItsFile() throws IOException {
        assertThat(run("new", "KEN.DIS")).contains("new key in " + data.resolve("keys/KEN.DIS.key"));
        String text = Files.readString(data.resolve("keys/KEN.DIS.key"));
        assertThat(text).matches("[A-Za-z0-9_-]{43}\n");
        assertThat(keys().caller(text.strip())).isEqualTo(DIS);
    }

    @Test
    void aHashedKeyIsPrintedOnceAndCounts() throws IOException {
        String key = run("new", "KEN.DIS", "--hashed").lines().findFirst().orElseThrow();
        assertThat(keys().caller(key)).isEqualTo(DIS);
        assertThat(data.resolve("keys/KEN.DIS.key")).doesNotExist();
        assertThat(run("list")).isEqualTo("KEN.DIS  hash  no end\n").doesNotContain(key);
    }

    @Test
    void rotatingLeavesBothInForceAndTheListSaysUntilWhen() throws IOException {
        // Given
        run("new", "KEN.DIS");
        String old = keys().read("KEN.DIS").orElseThrow();

        // When
        assertThat(run("rotate", "KEN.DIS", "--overlap", "PT24H"))
                .contains("new key in")
                .contains("another PT24H");

        // Then
        String next = keys().read("KEN.DIS").orElseThrow();
        assertThat(keys().caller(old)).isEqualTo(DIS);
        assertThat(keys().caller(next)).isEqualTo(DIS);
        assertThat(run("list", "KEN.DIS"))
                .contains("KEN.DIS  key  no end")
                .containsPattern("KEN\\.DIS {2}hash {2}until 20")
                .doesNotContain(old)
                .doesNotContain(next);
    }

    @Test
    void aHashedKeyStaysHashedWhenItIsRotated() throws IOException {
        run("new", "KEN.DIS", "--hashed");
        String next = run("rotate", "KEN.DIS", "--overlap", "PT1H")
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(keys().caller(next)).isEqualTo(DIS);
        assertThat(data.resolve("keys/KEN.DIS.key")).doesNotExist();
    }

    @Test
    void anOverlapIsNeededAndHasAnEnd() {
        assertThat(run("rotate", "KEN.DIS")).contains("--overlap");
        assertThat(code).isEqualTo(2);
        assertThat(run("rotate", "KEN.DIS", "--overlap", "P91D")).contains("at most P90D");
        assertThat(run("rotate", "KEN.DIS", "--overlap", "-PT1H")).contains("at most P90D");
    }

    @Test
    void revokingTakesAllAndSaysWhereThereWasNothing() throws IOException {
        String key = run("new", "KEN.DIS", "--hashed").lines().findFirst().orElseThrow();
        assertThat(run("revoke", "KEN.DIS")).contains("revoked");
        assertThat(keys().caller(key)).isEmpty();
        assertThat(run("revoke", "KEN.DIS")).contains("there was no key");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void certificatesCountOnceTheyAreNamed() throws IOException {
        // Given
        var certificate = TestAuthority.in(data).issue("of nobody's concern");
        Path file = data.resolve("given.pem");
        Files.writeString(file, certificate.pem());

        // When
        String said = run("certify", "KEN.DIS", "--certificate", file.toString());

        // Then
        assertThat(said).isEqualTo("1 certificate counts for KEN.DIS\n");
        assertThat(keys().certified(certificate.certificate())).isEqualTo(DIS);
        assertThat(run("list")).startsWith("KEN.DIS  certificate  until 20");
        Files.writeString(file, "nonsense");
        assertThat(run("certify", "KEN.DIS", "--certificate", file.toString())).contains("found something else");
    }

    @Test
    void whoIsMeantMustBeSaid() {
        assertThat(run("new")).contains("found nothing");
        assertThat(run("new", "ken.dis")).contains("found 'ken.dis'");
    }
}
