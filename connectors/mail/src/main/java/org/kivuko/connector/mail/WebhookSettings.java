package org.kivuko.connector.mail;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Whom a signed call tells.
 *
 * @param secret as the file has it, with or without {@code whsec_} before its Base64; asked for at each call
 * @param ownNetwork whether the target may stand in a network of one's own, or on this machine
 */
public record WebhookSettings(String name, URI url, Supplier<String> secret, boolean ownNetwork) {
    /** Without the path, which may be as good as a secret. */
    @Override
    public String toString() {
        return "WebhookSettings[" + name + "]";
    }
}
