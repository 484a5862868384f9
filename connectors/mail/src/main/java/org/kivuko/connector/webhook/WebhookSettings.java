package org.kivuko.connector.webhook;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whom a signed call goes to.
 *
 * @param secrets as their file has them, with or without {@code whsec_} before their Base64; each signs, so that a receiver may
 *     change from one to the other while both are there; asked for at each call
 * @param ownNetwork whether the target may stand in a network of one's own, or on this machine
 */
public record WebhookSettings(String name, URI url, Supplier<List<String>> secrets, boolean ownNetwork) {
    /** Without the path, which may be as good as a secret. */
    @Override
    public String toString() {
        return "WebhookSettings[" + name + "]";
    }
}
