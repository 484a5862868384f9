package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An agency's server on which its folders are, and how the hub gets in.
 *
 * @param folder in which the agency's folders are, or are made; with the user's rights
 * @param key the hub's private key, without a passphrase
 * @param knownHosts the server's host key, as OpenSSH writes it; no other is spoken to
 */
public record SftpServer(String host, int port, String user, String folder, Path key, Path knownHosts) {
    /** Tries to get in and to list the folder, as the door would, and changes nothing; returns what stands in the way, if anything does. */
    public Optional<ServerTrouble> trouble() {
        var home = new SftpHome(this, Steps.UNSEEN);
        try {
            home.look();
            return Optional.empty();
        } catch (ServerUnusable unusable) {
            return Optional.of(unusable.trouble());
        } catch (IOException e) {
            return Optional.of(ServerTrouble.FOLDER);
        } finally {
            home.close();
        }
    }

    /** Nothing of users and keys. */
    @Override
    public String toString() {
        return "SftpServer[" + host + ":" + port + "]";
    }
}
