package org.kivuko.hub.command;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.SignedText;
import org.kivuko.hub.signing.BadKey;
import org.kivuko.hub.signing.SigningKeys;
import org.kivuko.model.AgencyId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who signs, with what, and where the agreements stand. */
final class SigningOptions {
    @Mixin
    ConfigOption config;

    @Option(
            names = "--as",
            required = true,
            paramLabel = "AUTHORITY",
            description = "the competent authority that signs, for example KEN.BMS")
    String authority;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "its private key, as ./kivuko agreements keygen writes it")
    Path key;

    AgencyId authority() {
        return AgencyId.parse(authority)
                .orElseThrow(() -> new StartRefused("expected an agency's code such as KEN.BMS, found " + authority));
    }

    JWK key() throws IOException {
        try {
            return SigningKeys.readPrivate(Files.readString(key));
        } catch (BadKey e) {
            throw new StartRefused("the key in " + key + " cannot be used: " + e.getMessage(), e);
        }
    }

    Configuration.Loaded load() {
        return config.loaded();
    }

    SignedText paper(Configuration.Loaded loaded, String id) {
        var paper = loaded.texts().get(id);
        if (paper == null) {
            throw new StartRefused("there is no agreement " + id + " in " + config.folder + "; there are "
                    + loaded.texts().keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        var parties = loaded.agreements().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow()
                .parties();
        if (!parties.contains(authority().state())) {
            throw new StartRefused(authority + " is of no party of " + id + ": " + String.join(", ", parties));
        }
        return paper;
    }

    Path agreements() {
        return config.folder.resolve("agreements");
    }
}
