package org.kivuko.hub.configuration;

import java.net.URI;

/**
 * How what waits for an agency is brought to it, from {@code push} beside it in the file of its state.
 *
 * @param secretFile each line of which is a secret, below the folder of the configuration
 * @param attempts after how many in a row that failed pushing stops
 * @param receipts whether receipts are brought, too; else they are fetched
 * @param exercise whether what is practised is brought, too; else it is fetched
 * @param ownNetwork whether the target may stand in a network of one's own, and then without TLS; else such an address is refused
 */
public record PushSettings(
        URI url, String secretFile, int attempts, boolean receipts, boolean exercise, boolean ownNetwork) {
    /** Without the path, which may be as good as a secret. */
    @Override
    public String toString() {
        return "PushSettings[" + url.getHost() + "]";
    }
}
