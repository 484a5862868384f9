package org.kivuko.testkit.container;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.kivuko.testkit.TestAuthority;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A hub in a container, for a partner's tests: the seven states and their model agreements unless others are handed in, an agency's key
 * for each of them, TLS at both doors by an authority of its own.
 *
 * <pre>{@code
 * @Container
 * static final KivukoContainer hub = new KivukoContainer();
 * ...
 * HttpClient client = HttpClient.newBuilder().sslContext(hub.trust()).build();
 * HttpRequest.newBuilder(hub.url().resolve("/v1/messages")).header("Authorization", "Bearer " + hub.key("KEN.DIS"))
 * }</pre>
 *
 * <p>The image is built by {@code config/deploy/container/build}. Nothing in it is kept: a new container is a new hub. Not thread-safe
 * while it is being set up; what it tells once it runs may be asked from anywhere.
 */
public final class KivukoContainer extends GenericContainer<KivukoContainer> {
    /** What {@code config/deploy/container/build} calls the image that this class runs. */
    public static final String IMAGE = "kivuko-sandbox";

    private static final int HTTPS = 8443;
    private static final int AMQPS = 5671;
    private static final String CONFIGURATION = "/config";
    private static final String DATA = "/var/lib/kivuko";
    private static final String AUTHORITY = DATA + "/sandbox/ca.pem";
    /** A slow machine's first start; a usual one takes some seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** With the image that was built last. */
    public KivukoContainer() {
        this(DockerImageName.parse(IMAGE));
    }

    /** @param image of a sandbox, by name and tag */
    public KivukoContainer(DockerImageName image) {
        super(image);
        withExposedPorts(HTTPS, AMQPS);
        withEnv("KIVUKO_NAMES", DockerClientFactory.instance().dockerHostIpAddress());
        waitingFor(Wait.forLogMessage("(?m)^ready https://.*\\n", 1).withStartupTimeout(PATIENCE));
    }

    /**
     * Takes the place of the seven states and their agreements. To be called before the start.
     *
     * @param folder with {@code states/} and {@code agreements/}; its {@code deploy/hub.yaml} does not count
     */
    public KivukoContainer withConfiguration(Path folder) {
        return withCopyFileToContainer(MountableFile.forHostPath(folder, 0755), CONFIGURATION);
    }

    /** Where agencies post and fetch: {@code https://host:port}. */
    public URI url() {
        return URI.create("https://" + getHost() + ":" + getMappedPort(HTTPS));
    }

    /** Where agencies send and consume over AMQP 1.0: {@code amqps://host:port}. */
    public URI amqpUrl() {
        return URI.create("amqps://" + getHost() + ":" + getMappedPort(AMQPS));
    }

    /**
     * The key of an agency, with which it may do everything that an agency may.
     *
     * @param agency such as {@code KEN.DIS}
     * @throws IllegalArgumentException where the configuration does not know it
     */
    public String key(String agency) {
        return read(DATA + "/keys/" + agency + ".key")
                .orElseThrow(() -> new IllegalArgumentException("no agency of this hub: " + agency))
                .strip();
    }

    /** The key of the operator. */
    public String operatorKey() {
        return key("operator");
    }

    /** The certificate of the authority that vouches for this hub, as PEM. */
    public String authority() {
        return read(AUTHORITY).orElseThrow(() -> new IllegalStateException("the sandbox has not written " + AUTHORITY));
    }

    /** A client's side of TLS that believes this hub and nobody else. */
    public SSLContext trust() {
        try (InputStream pem = new ByteArrayInputStream(authority().getBytes(StandardCharsets.US_ASCII))) {
            return TestAuthority.believing(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot read the hub's certificate", e);
        }
    }

    private Optional<String> read(String file) {
        try {
            return Optional.of(
                    copyFileFromContainer(file, content -> new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (Exception e) {
            throw new IllegalStateException("the container does not give " + file, e);
        }
    }
}
