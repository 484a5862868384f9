package org.kivuko.hub.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what {@code deploy/hub.yaml} says about where the doors listen and how they are protected. */
final class TlsReader {
    private static final Shape TLS = Shape.needs("certificate", "key").may("clients", "require", "certificateIsEnough");
    /** No names: what they stand for is somebody else's word, and asked for at each start. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+");

    private static final Pattern OWN_MACHINE = Pattern.compile("127(?:\\.[0-9]{1,3}){3}|::1");

    private TlsReader() {}

    static Optional<TlsSettings> read(Value place) {
        var keys = place.mapping(TLS);
        Optional<String> certificate = keys.get("certificate", WatchReader::file);
        Optional<String> key = keys.get("key", WatchReader::file);
        Optional<String> clients = keys.get("clients", WatchReader::file);
        boolean require = keys.get("require", Value::flag).orElse(false);
        boolean enough = keys.get("certificateIsEnough", Value::flag).orElse(false);
        if ((require || enough) && !keys.has("clients")) {
            place.wrong(
                    "certificates of clients are spoken of, and it is not said who vouches for them",
                    "name the file of their authorities: clients: deploy/tls/clients-ca.pem");
            return Optional.empty();
        }
        return certificate.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new TlsSettings(certificate.get(), key.get(), clients, require, enough));
    }

    /** Where the doors listen; elsewhere than on this machine alone only with TLS. */
    static Optional<String> listen(Value place, boolean tls) {
        return place.text(ADDRESS, "an address of this machine in digits, like 10.0.0.5, or 0.0.0.0 for all of them")
                .filter(address -> {
                    boolean safe = tls || OWN_MACHINE.matcher(address).matches();
                    if (!safe) {
                        place.wrong(
                                "the doors would send keys and messages in the clear over the network",
                                "write down the hub's certificate and key under 'tls', or listen at 127.0.0.1");
                    }
                    return safe;
                });
    }
}
