package org.kivuko.connector.files.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Collection;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** A real SFTP server of an agency: one user, one key, and a folder of this machine. */
final class SftpHost implements AutoCloseable {
    static final String USER = "kivuko";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path keys;
    private final KeyPair own = pair();

    /** Nothing that is there is renamed over. */
    private static final class Careful implements SftpFileSystemAccessor {
        @Override
        public void renameFile(SftpSubsystemProxy subsystem, Path oldPath, Path newPath, Collection<CopyOption> options)
                throws IOException {
            if (Files.exists(newPath)) {
                throw new FileAlreadyExistsException(newPath.toString());
            }
            SftpFileSystemAccessor.super.renameFile(subsystem, oldPath, newPath, options);
        }
    }

    private SftpHost(Path root, Path keys, int port, boolean renamesOver) {
        this.keys = keys;
        KeyPair hub = pair();
        write("hub.key", openSsh(hub));
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(own));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(USER) && KeyUtils.compareKeys(key, hub.getPublic()));
        server.setPasswordAuthenticator((user, password, session) -> true);
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        if (!renamesOver) {
            sftp.setFileSystemAccessor(new Careful());
        }
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    }

    /** Its keys go to a folder of their own. */
    static SftpHost start(Path root, Path keys) {
        return start(root, keys, 0, true);
    }

    static SftpHost start(Path root, Path keys, int port, boolean renamesOver) {
        try {
            Files.createDirectories(root);
            Files.createDirectories(keys);
            var host = new SftpHost(root, keys, port, renamesOver);
            host.server.start();
            host.write("known_hosts", host.knownHosts(host.own));
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /** How the hub is told of it. */
    SftpServer settings() {
        return new SftpServer("127.0.0.1", port(), USER, "/", keys.resolve("hub.key"), keys.resolve("known_hosts"));
    }

    /** The hub expects another host. */
    void forgetHostKey() {
        write("known_hosts", knownHosts(pair()));
    }

    void forgetAllHostKeys() {
        write("known_hosts", "");
    }

    /** The hub has another key than the one that is let in. */
    void changeHubKey() {
        write("hub.key", openSsh(pair()));
    }

    private String knownHosts(KeyPair pair) {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(pair.getPublic()) + "\n";
    }

    private void write(String name, String text) {
        try {
            Files.writeString(keys.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String openSsh(KeyPair pair) {
        var out = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, out);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
