package org.kivuko.connector.files.door;

import java.nio.file.Path;

/**
 * An agency's server on which its folders are, and how the hub gets in.
 *
 * @param folder in which the agency's folders are, or are made; with the user's rights
 * @param key the hub's private key, without a passphrase
 * @param knownHosts the server's host key, as OpenSSH writes it; no other is spoken to
 */
public record SftpServer(String host, int port, String user, String folder, Path key, Path knownHosts) {
    /** Nothing of users and keys. */
    @Override
    public String toString() {
        return "SftpServer[" + host + ":" + port + "]";
    }
}
