package org.kivuko.hub;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.connector.http.oidc.OidcProvider;
import org.kivuko.connector.http.oidc.OidcSettings;
import org.kivuko.hub.configuration.SignInSettings;
import org.kivuko.operations.people.Provider;

/** Where people sign in beside this hub, as the settings say at that moment. Thread-safe. */
final class HubProvider {
    private final Supplier<Optional<SignInSettings>> settings;
    private final Path folder;
    private final InstantSource clock;
    private Optional<SignInSettings> known = Optional.empty();
    private Optional<Provider> provider = Optional.empty();

    /** @param folder of the configuration, below which the secret lies */
    HubProvider(Supplier<Optional<SignInSettings>> settings, Path folder, InstantSource clock) {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
    }

    /** Empty where people sign in here alone. */
    synchronized Optional<Provider> now() {
        Optional<SignInSettings> now = settings.get();
        if (!now.equals(known)) {
            provider = now.map(this::made);
            known = now;
        }
        return provider;
    }

    private Provider made(SignInSettings now) {
        var client = new OidcSettings(
                now.name(),
                now.issuer(),
                now.clientId(),
                () -> SecretFile.read(folder.resolve(now.secretFile())),
                now.redirect(),
                now.scopes(),
                now.nameClaim(),
                now.rightsClaim(),
                now.grants());
        return new OidcProvider(client, clock);
    }
}
