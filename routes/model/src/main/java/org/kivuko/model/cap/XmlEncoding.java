package org.kivuko.model.cap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Whether bytes are in the encoding that XML 1.0, appendix F, takes them to be in. Asked before the JDK's parser is: over bytes that
 * are not, it writes a line to the process's error stream through a handler that nobody can set at a stream reader. Where
 * that lay in the sender's hands, everybody could fill the hub's log.
 */
final class XmlEncoding {
    private static final int LONGEST_DECLARATION = 256;
    private static final Pattern DECLARED =
            Pattern.compile("\\A<\\?xml\\s[\\s\\x20-\\x3d\\x3f-\\x7e]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private XmlEncoding() {}

    /** Whether the bytes can be read; also true of encodings that are refused, or left to the parser, for other reasons. */
    static boolean fits(byte[] xml) {
        CharsetDecoder decoder = charset(xml).newDecoder();
        ByteBuffer in = ByteBuffer.wrap(xml);
        CharBuffer out = CharBuffer.allocate(4_096);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return !result.isError();
    }

    private static Charset charset(byte[] xml) {
        if (begins(xml, 0xFE, 0xFF) || begins(xml, 0, '<', 0, '?')) {
            return StandardCharsets.UTF_16BE;
        }
        if (begins(xml, 0xFF, 0xFE) || begins(xml, '<', 0, '?', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        String head = new String(xml, 0, Math.min(xml.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(head);
        return switch (declared.find() ? declared.group(1).toLowerCase(Locale.ROOT) : "utf-8") {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "us-ascii" -> StandardCharsets.US_ASCII;
            default -> StandardCharsets.ISO_8859_1;
        };
    }

    private static boolean begins(byte[] xml, int... bytes) {
        return xml.length >= bytes.length
                && IntStream.range(0, bytes.length).allMatch(i -> (xml[i] & 0xFF) == bytes[i]);
    }
}
