package org.kivuko.hub.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/** TLS of the command line, which is a client of a hub. */
public final class ClientTrust {
    private ClientTrust() {}

    /**
     * Believes these authorities and no others.
     *
     * @param file of their certificates, as PEM
     * @throws TlsFault where it cannot be used
     */
    public static SSLContext in(Path file) throws TlsFault {
        List<X509Certificate> authorities = PemFile.read(file).certificates();
        return TlsMaterial.context(List.of(), TlsMaterial.trust(authorities));
    }
}
