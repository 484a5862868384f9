package org.kivuko.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority that makes certificates for tests, by the JDK's own tool: for 127.0.0.1, for whoever calls there, and for other names where
 * they are stated. Its private keys protect nothing.
 */
public final class TestAuthority {
    private static final String PASSWORD = "for-a-test";
    private static final String OWN = "authority";
    private static final int YEARS = 3_650;
    private static final String HERE = "ip:127.0.0.1";
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final Path store;
    private final AtomicInteger numbers = new AtomicInteger();

    private TestAuthority(Path store) {
        this.store = store;
    }

    /** @param folder in which its store lies */
    public static TestAuthority in(Path folder) {
        var authority = new TestAuthority(folder.resolve("authority-" + System.nanoTime() + ".p12"));
        authority.tool(
                List.of(
                        "-genkeypair",
                        "-alias",
                        OWN,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=Authority of a test",
                        "-ext",
                        "bc:c"),
                List.of("-validity", Integer.toString(YEARS)));
        return authority;
    }

    /** Makes a certificate that holds from an hour ago on. */
    public Issued issue(String name) {
        return issue(name, "-1H", 30);
    }

    /**
     * Makes a certificate.
     *
     * @param start as the tool has it, such as {@code -10d} or {@code +1d}
     * @param days for which it holds
     */
    public Issued issue(String name, String start, int days) {
        return issue(name, start, days, HERE);
    }

    /**
     * Makes a certificate of a server that is reached under several names; it holds from an hour ago on.
     *
     * @param names of hosts, and IPv4 addresses
     */
    public Issued issueFor(List<String> names, int days) {
        String alternatives = names.stream()
                .map(name -> (ADDRESS.matcher(name).matches() ? "ip:" : "dns:") + name)
                .collect(Collectors.joining(","));
        return issue(names.get(0), "-1H", days, alternatives);
    }

    private Issued issue(String name, String start, int days, String alternatives) {
        String alias = "c" + numbers.incrementAndGet();
        tool(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + name, "-signer", OWN),
                List.of("-startdate", start, "-validity", Integer.toString(days), "-ext", "san=" + alternatives));
        return read(alias);
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return read(OWN).chain().get(0);
    }

    /** A client that knows this authority, and shows nothing. */
    public SSLContext client() {
        return believing(certificate());
    }

    /** A client that knows this authority, and shows a certificate. */
    public SSLContext client(Issued shown) {
        return context(certificate(), shown);
    }

    /** A client that believes whom this authority vouches for, and nobody else, and shows nothing. */
    public static SSLContext believing(X509Certificate authority) {
        return context(authority, null);
    }

    private static SSLContext context(X509Certificate authority, Issued shown) {
        try {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(OWN, authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown == null ? null : shown.managers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A certificate with its key.
     *
     * @param chain its own first
     */
    public record Issued(PrivateKey key, List<X509Certificate> chain) {
        /** Itself. */
        public X509Certificate certificate() {
            return chain.get(0);
        }

        /** Itself as PEM. */
        public String pem() {
            return TestAuthority.pem(certificate());
        }

        /** Its key as PEM. */
        public String keyPem() {
            return TestAuthority.pem("PRIVATE KEY", key.getEncoded());
        }

        /** Writes both files; the key's can be read by its owner alone. */
        public void write(Path certificateFile, Path keyFile) {
            try {
                Files.createDirectories(certificateFile.getParent());
                Files.writeString(certificateFile, pem());
                Files.writeString(keyFile, keyPem());
                Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private KeyManager[] managers() throws GeneralSecurityException, IOException {
            KeyStore own = empty();
            own.setKeyEntry("own", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD.toCharArray());
            return keys.getKeyManagers();
        }

        /** Shows no key. */
        @Override
        public String toString() {
            return "Issued[" + certificate().getSubjectX500Principal() + "]";
        }
    }

    /** A certificate as PEM. */
    public static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    private Issued read(String alias) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore read = KeyStore.getInstance("PKCS12");
            read.load(in, PASSWORD.toCharArray());
            var chain = new ArrayList<X509Certificate>();
            for (var certificate : read.getCertificateChain(alias)) {
                chain.add((X509Certificate) certificate);
            }
            return new Issued((PrivateKey) read.getKey(alias, PASSWORD.toCharArray()), chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private void tool(List<String> first, List<String> second) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(first);
        command.addAll(second);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process tool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                tool.destroyForcibly();
                throw new IllegalStateException("keytool did not make a certificate");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
