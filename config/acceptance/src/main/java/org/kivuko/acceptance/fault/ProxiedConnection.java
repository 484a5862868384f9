package org.kivuko.acceptance.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One connection through a {@link TcpProxy}, with a thread for each direction. */
final class ProxiedConnection {
    private static final int PIECE = 8_192;
    private static final int SLICE = 7;
    private static final long SLOW_MILLIS = 50;
    /** How long nothing more comes of an answer before it counts as said in full. */
    private static final int SILENCE_MILLIS = 300;

    private final Socket agency;
    private final Socket hub;
    private final Treatment treatment;
    private final Duration halfOpen;
    private final Runnable happened;
    private volatile boolean mute;

    /** @param happened is run when the treatment has come to its end */
    ProxiedConnection(Socket agency, Socket hub, Treatment treatment, Duration halfOpen, Runnable happened)
            throws IOException {
        this.agency = agency;
        this.hub = hub;
        this.treatment = treatment;
        this.halfOpen = halfOpen;
        this.happened = happened;
        agency.setTcpNoDelay(true);
        hub.setTcpNoDelay(true);
    }

    /** Passes on what the agency says, to its end. */
    void toTheHub() {
        try (InputStream from = agency.getInputStream();
                OutputStream to = hub.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
                if (!mute) {
                    pass(to, piece, length);
                }
            }
        } catch (IOException e) {
            // One side is gone; the other has to hear of it.
            reset();
        }
    }

    /** Passes on what the hub says, until the treatment ends it or the hub does. */
    void toTheAgency() {
        try (InputStream from = hub.getInputStream();
                OutputStream to = agency.getOutputStream()) {
            byte[] piece = new byte[PIECE];
            long said = 0;
            for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
                said += length;
                if (said >= treatment.until()) {
                    end(from, to, piece, length);
                    return;
                }
                pass(to, piece, length);
            }
        } catch (IOException e) {
            // One side is gone; the other has to hear of it.
            reset();
        }
    }

    /** The last that is heard of it. */
    private void end(InputStream from, OutputStream to, byte[] piece, int length) throws IOException {
        switch (treatment.kind()) {
            case CLEAN, SLOW, SLICED -> pass(to, piece, length);
            case BROKEN -> to.write(piece, 0, length / 2);
            case HALF_OPEN -> {
                mute = true;
                pause(halfOpen.toMillis());
            }
            case UNHEARD -> swallow(from, piece);
        }
        happened.run();
        reset();
    }

    private void swallow(InputStream from, byte[] piece) throws IOException {
        hub.setSoTimeout(SILENCE_MILLIS);
        try {
            int read = 0;
            while (read >= 0) {
                read = from.read(piece);
            }
        } catch (java.net.SocketTimeoutException e) {
            // The hub has nothing more to say.
            return;
        }
    }

    private void pass(OutputStream to, byte[] piece, int length) throws IOException {
        switch (treatment.kind()) {
            case SLOW -> {
                pause(SLOW_MILLIS);
                to.write(piece, 0, length);
            }
            case SLICED -> {
                for (int from = 0; from < length; from += SLICE) {
                    to.write(piece, from, Math.min(SLICE, length - from));
                }
            }
            case CLEAN, BROKEN, HALF_OPEN, UNHEARD -> to.write(piece, 0, length);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends it without a farewell, to both sides. */
    void reset() {
        reset(agency);
        reset(hub);
    }

    /** Ends this side without a farewell. */
    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already, which is all that is wanted.
            return;
        }
    }
}
