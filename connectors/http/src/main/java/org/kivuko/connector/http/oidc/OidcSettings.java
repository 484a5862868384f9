package org.kivuko.connector.http.oidc;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.kivuko.operations.people.Grant;

/**
 * With which provider people sign in, and as which of its clients.
 *
 * @param name what people call it
 * @param issuer whose discovery document counts, without a slash more or less
 * @param secret of the client, asked for each time; an UncheckedIOException or IllegalStateException where it cannot be read
 * @param redirect the one address of this hub that the provider sends browsers back to
 * @param scopes asked for; {@code openid} among them
 * @param nameClaim which claim names the person
 * @param rightsClaim which claim holds groups or roles; dots lead into objects where no claim has the whole name
 * @param grants what those may of whom that claim says something
 */
public record OidcSettings(
        String name,
        URI issuer,
        String clientId,
        Supplier<String> secret,
        URI redirect,
        List<String> scopes,
        String nameClaim,
        String rightsClaim,
        List<Grant> grants) {
    public OidcSettings {
        scopes = List.copyOf(scopes);
        grants = List.copyOf(grants);
    }
}
