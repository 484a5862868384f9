package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files by which the doors speak TLS, below the folder of the configuration, all in PEM.
 *
 * @param certificate the hub's own, followed by those that lead to its authority
 * @param key its private key, PKCS #8 without a passphrase
 * @param clients the authorities of clients' certificates; absent where none is asked for
 * @param require whether nobody connects without a certificate
 * @param enough whether an agency needs no key beside its certificate
 */
public record TlsSettings(String certificate, String key, Optional<String> clients, boolean require, boolean enough) {
    /** The files whose ends are watched. */
    public List<String> certificates() {
        return Stream.concat(Stream.of(certificate), clients.stream()).toList();
    }
}
