package org.kivuko.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The first word of a client at a door of the broker over TLS, and whether it is let in: STOMP 1.2 and MQTT 5, byte by byte. */
final class Greeting {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int USER = 0x80;
    private static final int PASSWORD = 0x40;
    private static final int CLEAN = 0x02;

    private Greeting() {}

    static boolean stomp(SSLContext shown, int port, String account, Optional<String> key) {
        return answer(shown, port, stomp(account, key)).startsWith("CONNECTED");
    }

    /** The frame with which a client begins. */
    static byte[] stomp(String account, Optional<String> key) {
        String frame = "CONNECT\naccept-version:1.2\nhost:kivuko\nlogin:" + account
                + key.map(it -> "\npasscode:" + it).orElse("") + "\n\n\0";
        return frame.getBytes(StandardCharsets.UTF_8);
    }

    static boolean mqtt(SSLContext shown, int port, String account, Optional<String> key) throws IOException {
        String answer = answer(shown, port, mqtt(account, key));
        return answer.length() >= 4 && answer.charAt(0) == CONNACK && answer.charAt(3) == 0;
    }

    /** The packet with which a client begins. */
    static byte[] mqtt(String account, Optional<String> key) throws IOException {
        var rest = new ByteArrayOutputStream();
        var out = new DataOutputStream(rest);
        out.writeUTF("MQTT");
        out.writeByte(5);
        out.writeByte(CLEAN | USER | (key.isPresent() ? PASSWORD : 0));
        out.writeShort(30);
        out.writeByte(0);
        out.writeUTF("client-of-" + account);
        out.writeUTF(account);
        if (key.isPresent()) {
            out.writeUTF(key.get());
        }
        var packet = new ByteArrayOutputStream();
        packet.write(CONNECT);
        for (int length = rest.size(); ; length >>= 7) {
            boolean more = length > 0x7f;
            packet.write((length & 0x7f) | (more ? 0x80 : 0));
            if (!more) {
                break;
            }
        }
        rest.writeTo(packet);
        return packet.toByteArray();
    }

    /** What comes back first; nothing where the door says nothing. */
    private static String answer(SSLContext shown, int port, byte[] first) {
        try (var socket = (SSLSocket) shown.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.startHandshake();
            socket.getOutputStream().write(first);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            byte[] answer = new byte[64];
            int read = in.read(answer);
            return read <= 0 ? "" : new String(answer, 0, read, StandardCharsets.ISO_8859_1);
        } catch (IOException refused) {
            return "";
        }
    }
}
