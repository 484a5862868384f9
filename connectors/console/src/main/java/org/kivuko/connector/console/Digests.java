package org.kivuko.connector.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;

/** Names contents. */
final class Digests {
    private static final int BYTES = 8;

    private Digests() {}

    static String of(byte[] body) {
        return text(sha256().digest(body));
    }

    /** One name for all files together: another content or name of any of them gives another one. */
    static String of(SortedMap<String, byte[]> files) {
        MessageDigest whole = sha256();
        files.forEach((name, body) -> {
            whole.update(name.getBytes(StandardCharsets.UTF_8));
            whole.update(sha256().digest(body));
        });
        return text(whole.digest());
    }

    private static String text(byte[] digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
