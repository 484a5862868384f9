package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.GoodTree.KENYA;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.cap.CapTrust;

class CapTrustReaderTest {
    /** Invented: its key is known to nobody. */
    private static final String CERTIFICATE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBmjCCAUGgAwIBAgIULAXgZ/+B1aTK1s2f69ON4TqhhN0wCgYIKoZIzj0EAwIw
            IjEgMB4GA1UEAwwXYWxlcnRzLmludmVudGVkLmV4YW1wbGUwIBcNMjYxMTI2MjEz
            MzU0WhgPMjEyNjExMDIyMTMzNTRaMCIxIDAeBgNVBAMMF2FsZXJ0cy5pbnZlbnRl
            ZC5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZNBU7VCf1D1jjkO8
            /AP2RCCu5InI50v0aar1RA23WsHzsAauXFAhf/BzuL1EtPf38MDpvo9z5lLhbFuW
            gDXDOaNTMFEwHQYDVR0OBBYEFCEW5ZK585VXfUNPuxr2aUrID3D9MB8GA1UdIwQY
            MBaAFCEW5ZK585VXfUNPuxr2aUrID3D9MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
            zj0EAwIDRwAwRAIgaG2Lo7p2i7BS9SwR3+hdnn3NbwFjJkCx4w+3BFMvny4CIB0i
            omZ1nTe4fLkmuJEk7bapaAHM7abo+eRwmz3NGynX
            -----END CERTIFICATE-----
            """;

    /** Of RSA with 1,024 bits. */
    private static final String WEAK =
            """
            -----BEGIN CERTIFICATE-----
            MIICHjCCAYegAwIBAgIUXUvAKlDAdVvyYaUeF0R9bTp+2towDQYJKoZIhvcNAQEL
            BQAwIDEeMBwGA1UEAwwVd2Vhay5pbnZlbnRlZC5leGFtcGxlMCAXDTI2MTEyNjIx
            MzM1NFoYDzIxMjYxMTAyMjEzMzU0WjAgMR4wHAYDVQQDDBV3ZWFrLmludmVudGVk
            LmV4YW1wbGUwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBAL94WVDVig6zLIT5
            +lATZoiTf44UsQ5V3o3OaZfV+isCeczK4dpsEKr3F3e4EkCsNIc3rM9I0QRQf8Fk
            +/Vi6nUByJCz+X725+wxXcCmwzMy1vzF23exFeduMV7xQS1tPgZvaSJ1PNnDedxE
            bHL/zTQZfCVThodFNoTwcDKp2Kv3AgMBAAGjUzBRMB0GA1UdDgQWBBQyp2uofik/
            2NUP0wpXPqupjg7NaTAfBgNVHSMEGDAWgBQyp2uofik/2NUP0wpXPqupjg7NaTAP
            BgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAEz/lJ+GeJvYTgMYKxSd
            yQtVZbpbT++ZhGWgpBMUpj8YjzByT0nP0kMilKAQc2J69z93Ymh7MH9TqWFWUbgv
            g7gk59QGy/ok5/vs7NZrvxEA7labPe2odHnXd0pEXec/SDxZU2KSlbY00qB5e9A8
            SiJ8ABHVh45O9tcINZOMy/Kv
            -----END CERTIFICATE-----
            """;

    private static final String DIS =
            "  - {agency: KEN.DIS, name: Directorate of Immigration Services, roles: [immigration]}";

    @TempDir
    Path folder;

    @Test
    void theCertificatesOfAnAgencyStandAtIt() {
        // Given
        tree(CERTIFICATE, "required");

        // When
        var loaded = (Configuration.Loaded) Configuration.load(folder);

        // Then
        assertThat(trust(loaded, "KEN.DIS").demanded()).isTrue();
        assertThat(trust(loaded, "KEN.DIS").keys()).singleElement().satisfies(key -> assertThat(key.getAlgorithm())
                .isEqualTo("EC"));
        assertThat(trust(loaded, "KEN.BMS")).isEqualTo(CapTrust.NONE);
    }

    @Test
    void withoutTheLineSignaturesAreNotRequired() {
        tree(CERTIFICATE, "accepted");

        assertThat(trust((Configuration.Loaded) Configuration.load(folder), "KEN.DIS")
                        .demanded())
                .isFalse();
    }

    @Test
    void aKeyThatIsTooShortIsRefused() {
        tree(WEAK, "accepted");

        assertThat(((Configuration.Refused) Configuration.load(folder)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("agencies[1].capCertificates[0]");
                    assertThat(problem.message()).contains("strong enough");
                });
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        tree(CERTIFICATE.replace("MII", "MIJ"), "accepted");

        assertThat(((Configuration.Refused) Configuration.load(folder)).problems())
                .extracting(Problem::path)
                .containsExactly("agencies[1].capCertificates[0]");
    }

    @Test
    void whoRequiresSignaturesHasACertificate() {
        // Given
        GoodTree.in(folder).replace(KENYA, DIS, DIS.replace("]}", "], capSignatures: required}"));

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems()).extracting(Problem::path).containsExactly("agencies[1].capSignatures");
    }

    private void tree(String certificate, String signatures) {
        GoodTree.in(folder)
                .replace(
                        KENYA,
                        DIS,
                        """
                          - agency: KEN.DIS
                            name: Directorate of Immigration Services
                            roles: [immigration]
                            capSignatures: %s
                            capCertificates:
                              - |
                        """
                                        .formatted(signatures)
                                + certificate.indent(8).stripTrailing());
    }

    private static CapTrust trust(Configuration.Loaded loaded, String agency) {
        return loaded.directory()
                .agency(AgencyId.of(agency))
                .map(Directory.Agency::capTrust)
                .orElseThrow();
    }
}
