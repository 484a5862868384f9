package org.kivuko.exchange;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * What a door needs to speak TLS. Immutable; its context may hand out engines of other certificates from one connection to the
 * next.
 *
 * @param context with the hub's certificate, and the authorities of its clients
 * @param clients whether clients show a certificate, too
 * @param certificateIsEnough whether an agency that shows its certificate needs no key
 */
public record DoorTls(SSLContext context, Clients clients, boolean certificateIsEnough) {
    /** Older ones are broken. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Fresh keys for each connection and authenticated encryption, nothing else. */
    public static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** Certificates of clients. */
    public enum Clients {
        /** None is asked for. */
        NOT_ASKED,
        /** Who has one may show it. */
        ASKED,
        /** Nobody connects without one. */
        REQUIRED
    }
}
