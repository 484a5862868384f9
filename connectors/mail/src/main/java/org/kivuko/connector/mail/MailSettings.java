package org.kivuko.connector.mail;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Over which server mails go, and to whom.
 *
 * @param login empty where the server asks for none
 */
public record MailSettings(
        String host, int port, Protection protection, String from, List<String> to, Optional<Login> login) {
    public MailSettings {
        to = List.copyOf(to);
    }

    /** How the way to the server is protected. */
    public enum Protection {
        TLS,
        /** Nothing is sent where the server does not offer it. */
        STARTTLS,
        NONE
    }

    /** @param password asked for at each mail, so that another one counts at once */
    public record Login(String user, Supplier<String> password) {}

    /** Without the addresses of people. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }
}
