package org.kivuko.hub.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.Coded;
import org.kivuko.operations.watch.Thresholds;

/**
 * What {@code deploy/hub.yaml} says about telling operators: from which values on, and by which ways.
 *
 * @param every how long between two looks
 * @param thresholds in place of what is usual; administrators may set others while the hub runs
 * @param certificates files with certificates (PEM) whose end is watched, below the folder of the configuration
 */
public record WatchSettings(
        Duration every,
        List<Thresholds.Threshold> thresholds,
        List<String> certificates,
        Optional<Mail> mail,
        List<Webhook> webhooks) {
    /** What holds where nothing is stated: looked at, shown, told to nobody. */
    public static final WatchSettings DEFAULT =
            new WatchSettings(Duration.ofSeconds(15), List.of(), List.of(), Optional.empty(), List.of());

    public WatchSettings {
        thresholds = List.copyOf(thresholds);
        certificates = List.copyOf(certificates);
        webhooks = List.copyOf(webhooks);
    }

    /**
     * Telling by e-mail.
     *
     * @param user empty where the server asks for none
     * @param passwordFile the file whose first line is the password, below the folder of the configuration
     */
    public record Mail(
            String host,
            int port,
            Security security,
            String from,
            List<String> to,
            Optional<String> user,
            Optional<String> passwordFile) {
        public Mail {
            to = List.copyOf(to);
        }
    }

    /** How the way to the mail server is protected. */
    public enum Security implements Coded {
        /** From the first byte on. */
        TLS("tls"),
        /** From the word STARTTLS on; without it nothing is sent. */
        STARTTLS("starttls"),
        /** Not at all: for a server on the hub's own machine. */
        NONE("none");

        private final String code;

        Security(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /**
     * Telling by an HTTP call that is signed.
     *
     * @param name in the log and in the list of notices
     * @param secretFile the file whose first line is the secret, below the folder of the configuration
     * @param ownNetwork whether the target may stand in a network of one's own; else such an address is refused
     */
    public record Webhook(String name, URI url, String secretFile, boolean ownNetwork) {}
}
