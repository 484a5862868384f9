package org.kivuko.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as RFC 8259 writes it, narrowed to I-JSON (RFC 7493): UTF-8 without a mark, no name twice, no surrogate alone, no
 * noncharacter, numbers that every reader understands alike. Jackson alone takes more than that.
 */
final class StrictJson {
    static final int MAX_DEPTH = 64;

    /** The largest whole number that an IEEE double holds without doubt, 2^53 - 1 (RFC 7493, 2.2). */
    static final long MAX_WHOLE = (1L << 53) - 1;

    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_NAME_LENGTH = 1_024;
    /** Names, values, beginnings and ends: more than the largest flow report has that is taken, with every member in every cell. */
    private static final int MAX_TOKENS = 400_000;

    private static final int MAX_TEXT_LENGTH = 2 * 1024 * 1024;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxStringLength(MAX_TEXT_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

    private StrictJson() {}

    /** What came of parsing: the tree, or one sentence that says why there is none. */
    record Parsed(JsonNode tree, String refusal) {}

    static Parsed parse(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new Parsed(null, "the bytes are not UTF-8");
        }
        if (text.startsWith("\uFEFF")) {
            return new Parsed(null, "a byte order mark stands before the text");
        }
        try {
            JsonNode tree = READER.readValue(text);
            return findUnfit(tree).map(why -> new Parsed(null, why)).orElseGet(() -> new Parsed(tree, null));
        } catch (JsonProcessingException notJson) {
            return new Parsed(null, explain(notJson));
        }
    }

    static byte[] write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("a tree of JSON nodes was not writable", impossible);
        }
    }

    /** The parser's own words may quote the message, so they are not passed on. */
    private static String explain(JsonProcessingException problem) {
        String what;
        if (problem instanceof StreamConstraintsException) {
            what = "deeper than " + MAX_DEPTH
                    + " levels, or too many members, or a number, name or text that is too long,";
        } else if (problem.getOriginalMessage().startsWith("Duplicate")) {
            what = "a member stands twice in one object,";
        } else {
            what = "not JSON";
        }
        JsonLocation where = problem.getLocation();
        return where == null ? what : what + " at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    /** What RFC 7493 forbids and a JSON parser takes. */
    static Optional<String> findUnfit(JsonNode node) {
        if (node.isTextual()) {
            return unfitText(node.textValue());
        }
        if (node.isNumber()) {
            return unfitNumber(node);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            Optional<String> unfit = unfitText(member.getKey());
            if (unfit.isPresent()) {
                return unfit;
            }
        }
        for (JsonNode child : node) {
            Optional<String> unfit = findUnfit(child);
            if (unfit.isPresent()) {
                return unfit;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unfitNumber(JsonNode number) {
        double value = number.doubleValue();
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return Optional.of("a number is outside the range of IEEE 754 double precision");
        }
        return number.isIntegralNumber() && Math.abs(value) > MAX_WHOLE
                ? Optional.of("a whole number is beyond 2^53 - 1")
                : Optional.empty();
    }

    private static Optional<String> unfitText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < '\uD800') {
                continue;
            }
            int point = text.codePointAt(i);
            if (point <= 0xFFFF && Character.isSurrogate(unit)) {
                return Optional.of("a surrogate stands alone");
            }
            if ((point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF)) {
                return Optional.of("a noncharacter of Unicode");
            }
            i += Character.charCount(point) - 1;
        }
        return Optional.empty();
    }
}
