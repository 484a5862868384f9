package org.kivuko.hub.configuration;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * An issuer whose tokens let agencies in.
 *
 * @param issuer as it stands in its tokens
 * @param audience by which its tokens mean this hub
 * @param jwksFile its keys, below the folder of the configuration
 * @param jwksUri where its keys are, if not in a file
 * @param agencyClaim which claim says whose token it is
 * @param agencies for whom it speaks, by the value of that claim
 */
public record TokenSettings(
        String issuer,
        String audience,
        Optional<String> jwksFile,
        Optional<URI> jwksUri,
        String agencyClaim,
        Map<String, AgencyId> agencies) {
    public TokenSettings {
        agencies = Map.copyOf(agencies);
    }
}
