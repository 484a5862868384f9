package org.kivuko.connector.http;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.kivuko.exchange.DoorTls;

/** HTTP inside TLS, and what its handshake showed. */
final class TlsConnection {
    private TlsConnection() {}

    /** Makes requests know that they came over TLS; the name that a client asks for is not compared, since keys open the door. */
    static SslConnectionFactory before(HttpConnectionFactory http, HttpConfiguration configuration, DoorTls tls) {
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        var factory = new SslContextFactory.Server();
        factory.setSslContext(tls.context());
        factory.setExcludeProtocols();
        factory.setIncludeProtocols(DoorTls.PROTOCOLS.toArray(String[]::new));
        factory.setExcludeCipherSuites();
        factory.setIncludeCipherSuites(DoorTls.SUITES.toArray(String[]::new));
        factory.setRenegotiationAllowed(false);
        factory.setNeedClientAuth(tls.clients() == DoorTls.Clients.REQUIRED);
        factory.setWantClientAuth(tls.clients() == DoorTls.Clients.ASKED);
        return new SslConnectionFactory(factory, http.getProtocol());
    }

    /** The certificate that the caller has shown in the handshake. */
    static Optional<X509Certificate> certificate(Request request) {
        return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                        && session.peerCertificates() != null
                        && session.peerCertificates().length > 0
                ? Optional.of(session.peerCertificates()[0])
                : Optional.empty();
    }
}
