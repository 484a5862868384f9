package org.kivuko.model;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** RFC 8785: one way to write a tree, so that equal content has equal bytes. */
final class CanonicalJson {
    private static final MathContext ONE_DIGIT = new MathContext(1);

    private final StringBuilder out = new StringBuilder(1_024);

    private CanonicalJson() {}

    /** The canonical form of an object without one of its members. */
    static byte[] without(String member, JsonNode object) {
        CanonicalJson json = new CanonicalJson();
        json.object(object, member);
        return json.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, null);
            case ARRAY -> list(node);
            case STRING -> text(node.textValue());
            case NUMBER -> number(node.doubleValue());
            default -> out.append(node.asText());
        }
    }

    private void object(JsonNode node, String except) {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        names.remove(except);
        // String's own order is that of UTF-16 code units, which is what RFC 8785, 3.2.3, asks for.
        names.sort(null);
        out.append('{');
        String comma = "";
        for (String name : names) {
            out.append(comma);
            text(name);
            out.append(':');
            value(node.get(name));
            comma = ",";
        }
        out.append('}');
    }

    private void list(JsonNode node) {
        out.append('[');
        String comma = "";
        for (JsonNode element : node) {
            out.append(comma);
            value(element);
            comma = ",";
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (unit < 0x20) {
                        out.append("\\u00").append(unit < 0x10 ? '0' : '1').append(Character.forDigit(unit & 0xF, 16));
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }

    /** ECMAScript's Number::toString; whole numbers up to 2^53 the short way. */
    private void number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= StrictJson.MAX_WHOLE) {
            out.append((long) value);
            return;
        }
        // Jackson's fast writer gives the shortest digits (Double.toString of Java 17 does not always), but at least
        // two.
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        BigDecimal oneDigit = shortest.round(ONE_DIGIT);
        if (oneDigit.doubleValue() == value) {
            shortest = oneDigit.stripTrailingZeros();
        }
        String digits = shortest.unscaledValue().abs().toString();
        int point = digits.length() - shortest.scale();
        if (value < 0) {
            out.append('-');
        }
        if (point > 21 || point < -5) {
            exponent(digits, point - 1);
        } else if (point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point >= digits.length()) {
            out.append(digits).append("0".repeat(point - digits.length()));
        } else {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
    }

    private void exponent(String digits, int exponent) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) {
            out.append('.').append(digits, 1, digits.length());
        }
        out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
}
