package org.kivuko.hub.configuration;

import java.net.URI;
import java.util.List;
import org.kivuko.operations.people.Grant;

/**
 * What {@code deploy/hub.yaml} says about signing in with OpenID Connect.
 *
 * @param name what people call the provider, on the button
 * @param issuer as the provider calls itself
 * @param secretFile the file whose first line is the client's secret, below the folder of the configuration
 * @param redirect the address of this hub that the provider sends browsers back to
 * @param scopes asked for; {@code openid} among them
 * @param nameClaim which claim names the person
 * @param rightsClaim which claim holds groups or roles
 * @param grants what those may; whoever has none of these values does not come in
 */
public record SignInSettings(
        String name,
        URI issuer,
        String clientId,
        String secretFile,
        URI redirect,
        List<String> scopes,
        String nameClaim,
        String rightsClaim,
        List<Grant> grants) {
    public SignInSettings {
        scopes = List.copyOf(scopes);
        grants = List.copyOf(grants);
    }
}
