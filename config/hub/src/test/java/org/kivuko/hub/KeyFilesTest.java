package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Caller;
import org.kivuko.hub.entry.Credential;
import org.kivuko.hub.entry.Fingerprint;
import org.kivuko.model.AgencyId;
import org.kivuko.testkit.TestAuthority;

/** Keys lie hashed where they may, overlap while they are replaced, and end when they are told to. */
class KeyFilesTest {
    private static final String DIS = "KEN.DIS";
    private static final Optional<Caller> AGENCY = Optional.of(new Caller.OfAgency(AgencyId.of(DIS)));
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private volatile Instant now = Instant.now();
    private KeyFiles keys;

    @BeforeEach
    void open() throws IOException {
        keys = new KeyFiles(folder.resolve("keys"), () -> now, true);
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve("keys").resolve(file));
    }

    @Test
    void aHashedKeyOpensAndLiesNowhere() throws IOException {
        // When
        keys.issue(DIS);
        String old = keys.read(DIS).orElseThrow();
        String key = keys.renewHashed(DIS);

        // Then
        assertThat(keys.caller(key)).isEqualTo(AGENCY);
        assertThat(keys.caller(old)).isEmpty();
        assertThat(keys.read(DIS)).isEmpty();
        assertThat(text("KEN.DIS.hash")).isEqualTo(Fingerprint.of(key) + "\n").doesNotContain(key);
        assertThat(Files.getPosixFilePermissions(folder.resolve("keys/KEN.DIS.hash")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(keys.caller(Fingerprint.of(key))).as("the hash is no key").isEmpty();
    }

    @Test
    void whoHasAHashOrACertificateIsIssuedNoKey() throws IOException {
        String key = keys.renewHashed(DIS);
        keys.issue(DIS);
        assertThat(keys.read(DIS)).isEmpty();
        assertThat(keys.caller(key)).isEqualTo(AGENCY);
    }

    @Test
    void bothKeysCountUntilTheOverlapIsOver() throws IOException {
        // Given
        keys.issue(DIS);
        String old = keys.read(DIS).orElseThrow();

        // When
        assertThat(keys.rotate(DIS, DAY, false)).isEmpty();
        String next = keys.read(DIS).orElseThrow();

        // Then
        assertThat(next).isNotEqualTo(old);
        assertThat(List.of(keys.caller(old), keys.caller(next))).containsOnly(AGENCY);
        now = now.plus(DAY);
        assertThat(keys.caller(old)).isEmpty();
        assertThat(keys.caller(next)).isEqualTo(AGENCY);
    }

    @Test
    void aHashedKeyIsRotatedIntoAnotherHashedOne() throws IOException {
        // Given
        String first = keys.renewHashed(DIS);
        String second = keys.rotate(DIS, DAY, true).orElseThrow();

        // When
        now = now.plus(Duration.ofHours(1));
        String third = keys.rotate(DIS, DAY, true).orElseThrow();

        // Then
        assertThat(List.of(keys.caller(first), keys.caller(second), keys.caller(third)))
                .containsOnly(AGENCY);
        now = now.plus(DAY).minusSeconds(1);
        assertThat(keys.caller(first))
                .as("another rotation gives no longer life")
                .isEmpty();
        assertThat(keys.caller(second)).isEqualTo(AGENCY);
    }

    @Test
    void revokingTakesEveryKeyAndEveryCertificate() throws IOException {
        // Given
        keys.issue(DIS);
        String first = keys.read(DIS).orElseThrow();
        keys.rotate(DIS, DAY, false);
        String second = keys.read(DIS).orElseThrow();

        // When
        assertThat(keys.revoke(DIS)).isTrue();

        // Then
        assertThat(keys.caller(first)).isEmpty();
        assertThat(keys.caller(second)).isEmpty();
        assertThat(keys.all()).isEmpty();
        assertThat(keys.revoke(DIS)).isFalse();
    }

    @Test
    void oneKeyAtTwoNamesOpensForNeither() throws IOException {
        keys.issue(DIS);
        String key = keys.read(DIS).orElseThrow();
        Files.copy(keys.file(DIS), keys.file("operator"));
        assertThat(keys.caller(key)).isEmpty();
    }

    @Test
    void aLineThatCannotBeUnderstoodLetsNobodyInAndTheOthersDo() throws IOException {
        // Given
        String key = keys.renewHashed(DIS);
        String hash = Fingerprint.of(key);

        // When
        KeyFiles.writePrivate(
                folder.resolve("keys/KEN.DIS.hash"), hash + " tomorrow\n\n" + hash.toUpperCase(Locale.ROOT) + "\n");
        assertThat(keys.caller(key)).isEmpty();
        KeyFiles.writePrivate(folder.resolve("keys/KEN.DIS.hash"), "nonsense\n" + hash + "\n");

        // Then
        assertThat(keys.caller(key)).isEqualTo(AGENCY);
    }

    @Test
    void aCertificateCountsForWhomItStandsAtAndInItsTime() throws IOException {
        // Given
        TestAuthority authority = TestAuthority.in(folder);
        var first = authority.issue("first");
        var second = authority.issue("second");
        keys.certify(DIS, (first.pem() + second.pem()).getBytes(StandardCharsets.US_ASCII));

        // Then
        assertThat(keys.certified(first.certificate())).isEqualTo(AGENCY);
        assertThat(keys.certified(second.certificate())).isEqualTo(AGENCY);
        assertThat(keys.certified(authority.certificate())).isEmpty();
        assertThat(keys.daysLeft(now)).containsEntry("certificate of KEN.DIS", 29L);
        now = now.plus(Duration.ofDays(31));
        assertThat(keys.certified(first.certificate())).isEmpty();
        assertThat(keys.daysLeft(now)).containsEntry("certificate of KEN.DIS", 0L);
    }

    @Test
    void theEndOfAnOverlapIsToldLikeARevocationAndItsBeginningIsNot() throws IOException {
        // Given
        keys.issue(DIS);
        var told = new CopyOnWriteArrayList<AgencyId>();
        try (var watch = new KeyWatch(keys, told::add)) {
            assertThat(watch).isNotNull();

            // When
            keys.rotate(DIS, DAY, false);

            // Then
            Awaitility.await()
                    .during(Duration.ofMillis(600))
                    .atMost(Duration.ofSeconds(2))
                    .until(told::isEmpty);
            now = now.plus(DAY);
            Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> told.equals(List.of(AgencyId.of(DIS))));
        }
    }

    @Test
    void aFileThatIsWrittenOverInItsPlaceIsSeenByTheWatch() throws IOException {
        keys.issue(DIS);
        assertThat(keys.counting().values()).containsExactly(AGENCY.orElseThrow());
        Files.writeString(keys.file(DIS), "another-key-of-the-agency-by-hand\n");
        assertThat(keys.counting()).containsOnlyKeys(Fingerprint.of("another-key-of-the-agency-by-hand"));
    }

    @Test
    void aListNamesKindsAndEnds() throws IOException {
        keys.issue(DIS);
        keys.rotate(DIS, DAY, false);
        assertThat(keys.all())
                .extracting(Credential::kind)
                .containsExactlyInAnyOrder(Credential.Kind.HASH, Credential.Kind.KEY);
        assertThat(keys.all()).extracting(Credential::until).contains(now.plus(DAY), Instant.MAX);
    }
}
