package org.kivuko.connector.artemis;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * One connection to a door of the broker.
 *
 * @param <A> what is said to a client
 */
abstract class Talk<A> implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    final Socket socket;

    Talk(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** The next that is said. */
    abstract A hear() throws IOException;

    /** Says these bytes and nothing more; returns once the other side has ended the connection. */
    final void sayTheLast(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException ended) {
            // Before everything was said, which is its right.
        }
    }

    /** Whether nothing is said for a moment. */
    final boolean isSilent() throws IOException {
        socket.setSoTimeout(300);
        try {
            hear();
            return false;
        } catch (SocketTimeoutException silent) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    @Override
    public final void close() throws IOException {
        socket.close();
    }
}
