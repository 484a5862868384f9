package org.kivuko.model.travel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.Code;

/**
 * The segments of one UN/EDIFACT interchange (ISO 9735): service string, release sign, character set, bounds. What the segments
 * mean is not known here. Takes time in proportion to the bytes.
 */
final class Edifact {
    private static final int MOST_SEGMENTS = 20_000;
    private static final int MOST_ELEMENTS = 100;
    private static final int SERVICE = 9;
    private static final String LEVEL_A = "UNOA";

    /** Syntax levels and their character sets: A and B are subsets of ASCII. */
    private static final Map<String, Charset> CHARSETS = Map.of(
            LEVEL_A,
            StandardCharsets.US_ASCII,
            "UNOB",
            StandardCharsets.US_ASCII,
            "UNOC",
            StandardCharsets.ISO_8859_1,
            "UNOW",
            StandardCharsets.UTF_8,
            "UNOY",
            StandardCharsets.UTF_8);

    /** One segment: its tag, and its elements, each a list of components. Never shown: it holds personal data. */
    record Segment(String tag, List<List<String>> elements) {
        /** A component, counted from 0; the empty string where it is not there. */
        String at(int element, int component) {
            return element < elements.size()
                            && component < elements.get(element).size()
                    ? elements.get(element).get(component)
                    : "";
        }

        String at(int element) {
            return at(element, 0);
        }

        @Override
        public String toString() {
            return "Segment[" + tag + "]";
        }
    }

    /** Why there are no segments. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final Code code;

        Unfit(Code code, String detail) {
            super(detail, null, false, false);
            this.code = code;
        }

        Code code() {
            return code;
        }
    }

    private final String text;
    private char component = ':';
    private char element = '+';
    private char release = '?';
    private char terminator = '\'';
    private int at;

    private Edifact(String text) {
        this.text = text;
    }

    static List<Segment> read(byte[] bytes) throws Unfit {
        return new Edifact(decode(bytes)).segments();
    }

    /** The level stands in the first element of UNB, always in ASCII. */
    private static String decode(byte[] bytes) throws Unfit {
        String opening = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        int unb = opening.indexOf("UNB");
        Optional<Charset> charset = unb < 0 || unb + 8 > opening.length()
                ? Optional.empty()
                : Optional.ofNullable(CHARSETS.get(opening.substring(unb + 4, unb + 8)));
        if (charset.isEmpty()) {
            throw new Unfit(
                    Code.PAX_01,
                    "expected an interchange that begins with UNA or UNB, of level UNOA, UNOB, UNOC, UNOW or UNOY");
        }
        try {
            return charset.get().newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException otherCharset) {
            throw new Unfit(Code.UNREADABLE, "the bytes are not of the character set that UNB names");
        }
    }

    private List<Segment> segments() throws Unfit {
        skipSpace();
        if (text.startsWith("UNA", at)) {
            service();
        }
        var segments = new ArrayList<Segment>();
        for (skipSpace(); at < text.length(); skipSpace()) {
            segments.add(segment());
            if (segments.size() > MOST_SEGMENTS) {
                throw new Unfit(Code.TOO_LARGE, "expected at most " + MOST_SEGMENTS + " segments");
            }
        }
        return segments;
    }

    /** UNA: component, element, decimal mark, release, reserved, terminator. */
    private void service() throws Unfit {
        if (text.length() < at + SERVICE) {
            throw broken("UNA breaks off");
        }
        component = text.charAt(at + 3);
        element = text.charAt(at + 4);
        release = text.charAt(at + 6);
        terminator = text.charAt(at + 8);
        String signs = "" + component + element + release + terminator;
        boolean apart = signs.chars().distinct().count() == signs.length();
        boolean plain = signs.chars()
                .noneMatch(sign -> Character.isLetterOrDigit(sign) || Character.isWhitespace(sign) || sign < ' ');
        if (!apart || !plain) {
            throw broken("UNA does not name four different signs");
        }
        at += SERVICE;
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
            at++;
        }
    }

    private Segment segment() throws Unfit {
        var elements = new ArrayList<List<String>>();
        var components = new ArrayList<String>();
        var value = new StringBuilder();
        int count = 0;
        while (true) {
            if (at >= text.length()) {
                throw broken("a segment breaks off");
            }
            char sign = text.charAt(at++);
            if (sign == release) {
                if (at >= text.length()) {
                    throw broken("a release sign stands at the end");
                }
                value.append(text.charAt(at++));
            } else if (sign == component || sign == element || sign == terminator) {
                components.add(value.toString());
                value.setLength(0);
                if (++count > MOST_ELEMENTS) {
                    throw new Unfit(Code.TOO_LARGE, "expected at most " + MOST_ELEMENTS + " values in a segment");
                }
                if (sign != component) {
                    elements.add(List.copyOf(components));
                    components.clear();
                }
                if (sign == terminator) {
                    return tagged(elements);
                }
            } else if (sign != '\r' && sign != '\n') {
                if (Character.isISOControl(sign)) {
                    throw broken("a control character stands in a segment");
                }
                value.append(sign);
            }
        }
    }

    private static Segment tagged(List<List<String>> elements) throws Unfit {
        String tag = elements.get(0).get(0).strip();
        if (!tag.matches("[A-Z]{3}")) {
            throw broken("expected a segment with a tag of three letters");
        }
        return new Segment(tag, List.copyOf(elements));
    }

    private static Unfit broken(String detail) {
        return new Unfit(Code.UNREADABLE, detail);
    }
}
