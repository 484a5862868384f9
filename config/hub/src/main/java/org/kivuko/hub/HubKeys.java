package org.kivuko.hub;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.connector.http.oidc.BearerTokens;
import org.kivuko.connector.http.oidc.TokenIssuer;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Keys;
import org.kivuko.hub.configuration.TokenSettings;

/** Everything that opens a door of this hub: its own keys, certificates, and tokens of those whom it believes. Thread-safe. */
final class HubKeys implements Keys {
    private final KeyFiles files;
    private final Supplier<List<TokenSettings>> settings;
    private final Path folder;
    private final InstantSource clock;
    private volatile Known known = new Known(List.of(), Optional.empty());

    private record Known(List<TokenSettings> settings, Optional<BearerTokens> tokens) {}

    /**
     * All of it.
     *
     * @param settings of tokens, as they are in force at that moment
     * @param folder of the configuration, below which keys of issuers lie
     */
    HubKeys(KeyFiles files, Supplier<List<TokenSettings>> settings, Path folder, InstantSource clock) {
        this.files = files;
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> caller(String key) {
        return files.caller(key).or(() -> tokens().flatMap(it -> it.agency(key)).map(Caller.OfAgency::new));
    }

    @Override
    public Optional<Caller> certified(X509Certificate certificate) {
        return files.certified(certificate);
    }

    @Override
    public boolean certificateIsEnough() {
        return files.certificateIsEnough();
    }

    private Optional<BearerTokens> tokens() {
        List<TokenSettings> now = settings.get();
        Known held = known;
        if (!held.settings().equals(now)) {
            List<TokenIssuer> issuers = now.stream().map(this::issuer).toList();
            held = new Known(now, issuers.isEmpty() ? Optional.empty() : Optional.of(new BearerTokens(issuers, clock)));
            known = held;
        }
        return held.tokens();
    }

    private TokenIssuer issuer(TokenSettings said) {
        return new TokenIssuer(
                said.issuer(),
                said.audience(),
                said.jwksFile().map(folder::resolve),
                said.jwksUri(),
                said.agencyClaim(),
                said.agencies());
    }
}
