package org.kivuko.connector.files.door;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import java.io.IOException;

/**
 * On an agency's SFTP server. Only a host whose key is known is spoken to, and only a key opens it, no password. The connection stays
 * from one look to the next; a server that does not answer for a while ends it.
 */
final class SftpHome implements Home {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 15_000;
    private static final int SILENCES = 2;

    private final SftpServer server;
    private final Steps steps;
    private volatile Session session;

    SftpHome(SftpServer server, Steps steps) {
        this.server = server;
        this.steps = steps;
    }

    @Override
    public Places open() throws IOException {
        ChannelSftp channel = channel();
        try {
            return Places.open(name -> RemoteFolder.open(channel, server.folder() + "/" + name, steps));
        } catch (IOException e) {
            channel.disconnect();
            throw e;
        }
    }

    /** Whether it can be reached, is the one that is known, lets the hub in and shows its folder; nothing is changed there. */
    void look() throws IOException {
        ChannelSftp channel = channel();
        try {
            RemoteFolder.list(channel, server.folder());
        } finally {
            channel.disconnect();
        }
    }

    private ChannelSftp channel() throws IOException {
        try {
            if (session == null || !session.isConnected()) {
                session = connect();
            }
            var channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(CONNECT_MILLIS);
            return channel;
        } catch (JSchException e) {
            close();
            throw new ServerUnusable(why(e), e);
        }
    }

    private Session connect() throws JSchException, ServerUnusable {
        Session made = withKeys().getSession(server.user(), server.host(), server.port());
        made.setConfig("StrictHostKeyChecking", "yes");
        made.setConfig("PreferredAuthentications", "publickey");
        made.setServerAliveInterval(SILENCE_MILLIS);
        made.setServerAliveCountMax(SILENCES);
        made.setDaemonThread(true);
        made.connect(CONNECT_MILLIS);
        return made;
    }

    private JSch withKeys() throws ServerUnusable {
        var jsch = new JSch();
        try {
            jsch.setKnownHosts(server.knownHosts().toString());
            jsch.addIdentity(server.key().toString());
            return jsch;
        } catch (JSchException e) {
            throw new ServerUnusable(ServerTrouble.KEY_FILE, e);
        }
    }

    private static ServerTrouble why(JSchException e) {
        if (e instanceof JSchHostKeyException) {
            return ServerTrouble.HOST_KEY;
        }
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Auth") ? ServerTrouble.HUB_KEY : ServerTrouble.UNREACHABLE;
    }

    @Override
    public void close() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }
}
