package org.kivuko.hub.tls;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.kivuko.exchange.RefusalLog;

/** Writes down why certificates of clients are not taken, without what stands in them: names in there may be people's. Thread-safe. */
final class LoggedTrust extends X509ExtendedTrustManager {
    private final RefusalLog refusals = new RefusalLog("tls");
    private final X509ExtendedTrustManager trust;

    LoggedTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void logged(Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException refused) {
            refusals.refused("certificate: " + reason(refused), Optional.empty());
            throw refused;
        }
    }

    private static String reason(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException path) {
                return String.valueOf(path.getReason());
            }
        }
        return "no authority that is known here vouches for it";
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        logged(() -> trust.checkClientTrusted(chain, kind, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        logged(() -> trust.checkClientTrusted(chain, kind, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        logged(() -> trust.checkClientTrusted(chain, kind));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw new CertificateException("the doors are no clients");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw new CertificateException("the doors are no clients");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("the doors are no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
