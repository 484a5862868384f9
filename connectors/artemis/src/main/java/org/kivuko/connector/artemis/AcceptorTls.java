package org.kivuko.connector.artemis;

import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.kivuko.exchange.DoorTls;

/** TLS at the doors of the broker, whatever they speak inside. */
final class AcceptorTls {
    private static final int HANDSHAKE_SECONDS = 10;

    private AcceptorTls() {}

    /** Adds it to the parameters of an acceptor; nothing where the doors speak in the clear. */
    static void add(Map<String, Object> transport, Optional<DoorTls> tls) {
        tls.ifPresent(it -> {
            transport.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            transport.put(TransportConstants.SSL_CONTEXT_PROP_NAME, it.context());
            transport.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, String.join(",", DoorTls.PROTOCOLS));
            transport.put(TransportConstants.ENABLED_CIPHER_SUITES_PROP_NAME, String.join(",", DoorTls.SUITES));
            transport.put(TransportConstants.SSL_HANDSHAKE_TIMEOUT, HANDSHAKE_SECONDS);
            transport.put(TransportConstants.NEED_CLIENT_AUTH_PROP_NAME, it.clients() == DoorTls.Clients.REQUIRED);
            transport.put(TransportConstants.WANT_CLIENT_AUTH_PROP_NAME, it.clients() == DoorTls.Clients.ASKED);
        });
    }

    /** By which mechanisms SASL lets in: clients prefer EXTERNAL where it is offered, and would then send no key. */
    static String mechanisms(Optional<DoorTls> tls) {
        return tls.filter(DoorTls::certificateIsEnough).isPresent() ? "PLAIN,EXTERNAL" : "PLAIN";
    }
}
