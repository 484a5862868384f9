package org.kivuko.connector.http.oidc;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * Somebody whose tokens let agencies in.
 *
 * @param issuer as it stands in its tokens, to the letter
 * @param audience by which its tokens mean this hub
 * @param file its keys as a JWK Set; read at each token, so that another one counts at once
 * @param address where its keys are, if not in a file
 * @param agencyClaim which claim names the agency; dots lead into objects where no claim has the whole name
 * @param agencies for whom it speaks, by the value of that claim; for nobody else
 */
public record TokenIssuer(
        String issuer,
        String audience,
        Optional<Path> file,
        Optional<URI> address,
        String agencyClaim,
        Map<String, AgencyId> agencies) {
    public TokenIssuer {
        agencies = Map.copyOf(agencies);
        if (file.isPresent() == address.isPresent()) {
            throw new IllegalArgumentException("keys are in a file or at an address, one of both");
        }
    }
}
