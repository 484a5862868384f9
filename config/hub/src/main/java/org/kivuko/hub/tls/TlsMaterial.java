package org.kivuko.hub.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.kivuko.hub.configuration.TlsSettings;

/**
 * The files of TLS as they were read at one moment. Immutable.
 *
 * @param until when the hub's own certificate ends
 */
record TlsMaterial(SSLContext context, Instant until, List<byte[]> contents) {
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    /**
     * Reads them.
     *
     * @param folder of the configuration
     * @throws TlsFault where one of them cannot be used
     */
    static TlsMaterial read(Path folder, TlsSettings settings, Instant now) throws TlsFault {
        PemFile certificateFile = PemFile.read(folder.resolve(settings.certificate()));
        PemFile keyFile = PemFile.read(folder.resolve(settings.key()));
        requirePrivate(keyFile);
        List<X509Certificate> chain = chain(certificateFile, now);
        PrivateKey key = PrivateKeys.read(keyFile.privateKey())
                .orElseThrow(() -> keyFile.fault(
                        0,
                        "the private key is of no kind that is taken",
                        "make one for elliptic curves, or for RSA with 2048 bits or more"));
        if (!PrivateKeys.fit(key, chain.get(0).getPublicKey())) {
            throw keyFile.fault(
                    0,
                    "the private key does not belong to the first certificate in " + certificateFile.file(),
                    "put both there as they were made together, the hub's own certificate first");
        }
        Optional<PemFile> clients = Optional.empty();
        if (settings.clients().isPresent()) {
            clients = Optional.of(PemFile.read(folder.resolve(settings.clients().get())));
        }
        var authorities = clients.isPresent() ? clients.get().certificates() : List.<X509Certificate>of();
        return new TlsMaterial(
                context(key, chain, authorities),
                chain.get(0).getNotAfter().toInstant(),
                contents(certificateFile, keyFile, clients));
    }

    /** Whether the files hold the same bytes. */
    static boolean same(List<byte[]> one, List<byte[]> other) {
        return Arrays.deepEquals(one.toArray(), other.toArray());
    }

    private static List<byte[]> contents(PemFile certificate, PemFile key, Optional<PemFile> clients) {
        return clients.map(it -> List.of(certificate.content(), key.content(), it.content()))
                .orElseGet(() -> List.of(certificate.content(), key.content()));
    }

    private static List<X509Certificate> chain(PemFile file, Instant now) throws TlsFault {
        List<X509Certificate> chain = file.certificates();
        X509Certificate own = chain.get(0);
        if (!now.isBefore(own.getNotAfter().toInstant())) {
            throw file.fault(0, "the certificate ended at " + own.getNotAfter().toInstant(), "have a new one made");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw file.fault(
                    0,
                    "the certificate holds only from " + own.getNotBefore().toInstant() + " on",
                    "wait until then, or look whether the clock is right");
        }
        for (int i = 1; i < chain.size(); i++) {
            if (!chain.get(i - 1).getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                throw file.fault(
                        0,
                        "certificate " + (i + 1) + " is not of the authority that made certificate " + i,
                        "write the hub's own certificate first, then that of its authority, and so on");
            }
        }
        return chain;
    }

    private static void requirePrivate(PemFile file) throws TlsFault {
        try {
            if (Files.getPosixFilePermissions(file.file()).contains(PosixFilePermission.OTHERS_READ)) {
                throw file.fault(0, "everybody on this machine can read the private key", "chmod 600 " + file.file());
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            throw file.fault(0, "it cannot be seen who may read the private key", "let the hub's user read it");
        }
    }

    private static SSLContext context(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
        try {
            KeyStore own = empty();
            own.setKeyEntry("hub", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, IN_MEMORY);
            TrustManager[] clients = Stream.of(trust(authorities))
                    .map(trust -> new LoggedTrust((X509ExtendedTrustManager) trust))
                    .toArray(TrustManager[]::new);
            return context(List.of(keys.getKeyManagers()), clients);
        } catch (GeneralSecurityException | IOException e) {
            throw inMemory(e);
        }
    }

    static SSLContext context(List<KeyManager> own, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.toArray(KeyManager[]::new), trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw inMemory(e);
        }
    }

    /** Believes what these vouch for; without any of them there is nothing to ask. */
    static TrustManager[] trust(List<X509Certificate> authorities) {
        if (authorities.isEmpty()) {
            return new TrustManager[0];
        }
        try {
            KeyStore trusted = empty();
            for (int i = 0; i < authorities.size(); i++) {
                trusted.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            var factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw inMemory(e);
        }
    }

    private static IllegalStateException inMemory(Exception e) {
        return new IllegalStateException("a key and certificates that were read can be kept in memory", e);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
