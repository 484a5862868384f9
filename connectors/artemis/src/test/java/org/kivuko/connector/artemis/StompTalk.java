package org.kivuko.connector.artemis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A STOMP client that says whatever it is told to, byte for byte. */
final class StompTalk extends Talk<StompTalk.Answer> {
    /** What came back; the command is empty where the connection has ended. */
    record Answer(String command, Map<String, String> headers, String body) {
        String message() {
            return headers.getOrDefault("message", "");
        }
    }

    private final InputStream in;

    StompTalk(int port) throws IOException {
        super(port);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static StompTalk as(int port, String account, String key) throws IOException {
        var talk = new StompTalk(port);
        talk.say("CONNECT\naccept-version:1.2\nhost:hub\nlogin:" + account + "\npasscode:" + key + "\n\n");
        return talk;
    }

    void say(String frame) throws IOException {
        socket.getOutputStream().write((frame + "\0").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** A part of a frame; false where the other side has gone. */
    boolean pour(String part) {
        try {
            socket.getOutputStream().write(part.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    Answer ask(String frame) throws IOException {
        say(frame);
        return hear();
    }

    @Override
    Answer hear() throws IOException {
        String command = line();
        while ("".equals(command)) {
            command = line();
        }
        if (command == null) {
            return new Answer("", Map.of(), "");
        }
        var headers = new LinkedHashMap<String, String>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            headers.put(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).replace("\\c", ":"));
        }
        var body = new ByteArrayOutputStream();
        for (int next = in.read(); next > 0; next = in.read()) {
            body.write(next);
        }
        return new Answer(command, headers, body.toString(StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return next < 0 && line.size() == 0
                ? null
                : line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Whether the other side ends the connection. */
    boolean ends() throws IOException {
        return hear().command().isEmpty();
    }

    boolean hearsAnything(int withinMillis) throws IOException {
        socket.setSoTimeout(withinMillis);
        in.mark(2);
        boolean heard = new String(in.readNBytes(1), StandardCharsets.UTF_8).equals("\n");
        in.reset();
        return heard;
    }
}
