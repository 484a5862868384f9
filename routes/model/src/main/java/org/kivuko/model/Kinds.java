package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The vocabulary in which the forms of messages are written down. */
final class Kinds {
    /** RFC 3339 with offset, upper case, no leap second, years 1000 to 2999. */
    private static final Pattern DATE_TIME = Pattern.compile(
            "[12]\\d{3}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-7]):[0-5]\\d)");

    private static final Pattern DATE = Pattern.compile("[12]\\d{3}-\\d\\d-\\d\\d");

    /** True or false. */
    static final Kind<Boolean> FLAG = (node, place, faults) -> {
        if (!node.isBoolean()) {
            refuse(node, place, faults, "true or false");
            return null;
        }
        return node.booleanValue();
    };

    static final Kind<OffsetDateTime> INSTANT =
            parsed(DATE_TIME, "an instant of RFC 3339 with offset", OffsetDateTime::parse);

    /** A day that exists. */
    static final Kind<LocalDate> DAY = parsed(DATE, "a day that exists, YYYY-MM-DD", LocalDate::parse);

    private Kinds() {}

    /** A text of this form; {@code expected} completes the sentence "expected …". */
    static Kind<String> text(Pattern form, String expected) {
        return parsed(expected, text -> form.matcher(text).matches() ? Optional.of(text) : Optional.empty());
    }

    /**
     * A text of 1 to {@code most} code points.
     *
     * @param fits which UTF-16 units it may hold; asked one by one, which takes a fraction of what a pattern takes for long texts
     */
    static Kind<String> text(IntPredicate fits, int most, String expected) {
        Kind<String> form = parsed(expected, text -> madeOf(text, fits) ? Optional.of(text) : Optional.empty());
        return (node, place, faults) -> {
            if (node.isTextual() && tooLong(node.textValue(), most)) {
                refuse(node, place, faults, "at most " + most + " characters");
                return null;
            }
            return form.read(node, place, faults);
        };
    }

    /** Whether there is something, and nothing that does not fit. */
    static boolean madeOf(String text, IntPredicate fits) {
        for (int i = 0; i < text.length(); i++) {
            if (!fits.test(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean tooLong(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    /** A text that {@code parser} understands. */
    static <T> Kind<T> parsed(String expected, Function<String, Optional<T>> parser) {
        return (node, place, faults) -> {
            Optional<T> value = node.isTextual() ? parser.apply(node.textValue()) : Optional.empty();
            if (value.isEmpty()) {
                refuse(node, place, faults, expected);
            }
            return value.orElse(null);
        };
    }

    private static <T> Kind<T> parsed(Pattern form, String expected, Function<String, T> parser) {
        return parsed(expected, text -> {
            try {
                return form.matcher(text).matches() ? Optional.of(parser.apply(text)) : Optional.empty();
            } catch (DateTimeException noSuchDay) {
                return Optional.empty();
            }
        });
    }

    /** A word of a closed list. */
    static <E extends Enum<E> & Coded> Kind<E> word(Class<E> list) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : list.getEnumConstants()) {
            words.put(value.code(), value);
        }
        return parsed("one of " + String.join(", ", words.keySet()), text -> Optional.ofNullable(words.get(text)));
    }

    /** One of these texts. */
    static Kind<String> oneOf(String... texts) {
        Set<String> words = Set.of(texts);
        return parsed(
                "one of " + String.join(", ", texts),
                text -> words.contains(text) ? Optional.of(text) : Optional.empty());
    }

    /** A whole number in this range; {@code 1.0} is one (RFC 8785 writes both as {@code 1}). */
    static Kind<Long> whole(long least, long most) {
        return whole(least, most, Code.SCHEMA_VIOLATION);
    }

    /** The same, with the code to give where the number is out of range. */
    static Kind<Long> whole(long least, long most, Code outOfRange) {
        String range = "a whole number from " + least + " to " + most;
        return (node, place, faults) -> {
            if (!node.isNumber() || node.doubleValue() != Math.rint(node.doubleValue())) {
                refuse(node, place, faults, range);
                return null;
            }
            if (node.doubleValue() < least || node.doubleValue() > most) {
                faults.add(place, outOfRange, "expected " + range);
                return null;
            }
            return node.longValue();
        };
    }

    /** A number from {@code least} to {@code most}. */
    static Kind<Double> number(double least, double most) {
        String expected = "a number from " + least + " to " + most;
        return (node, place, faults) -> {
            if (!node.isNumber() || node.doubleValue() < least || node.doubleValue() > most) {
                refuse(node, place, faults, expected);
                return null;
            }
            return node.doubleValue();
        };
    }

    /** A list of {@code least} to {@code most} elements. */
    static <T> Kind<List<T>> list(int least, int most, Kind<T> element) {
        return (node, place, faults) -> {
            if (!node.isArray() || node.size() < least || node.size() > most) {
                refuse(node, place, faults, "a list of " + least + " to " + most + " elements");
                return null;
            }
            List<T> values = new ArrayList<>(node.size());
            for (int i = 0; i < node.size(); i++) {
                T value = element.read(node.get(i), place.at(i), faults);
                if (value != null) {
                    values.add(value);
                }
            }
            return values;
        };
    }

    /** A list in which nothing stands twice. */
    static <T> Kind<List<T>> distinct(int least, int most, Kind<T> element) {
        Kind<List<T>> list = list(least, most, element);
        return (node, place, faults) -> {
            List<T> values = list.read(node, place, faults);
            if (values != null && new HashSet<>(values).size() < values.size()) {
                faults.form(place, "an element stands twice");
            }
            return values;
        };
    }

    /** An object; members that {@code reader} does not ask for are faults. */
    static <T> Kind<T> object(Function<Members, T> reader) {
        return (node, place, faults) -> {
            if (!(node instanceof ObjectNode object)) {
                refuse(node, place, faults, "an object");
                return null;
            }
            Members members = new Members(object, place, faults);
            T value = reader.apply(members);
            members.close();
            return value;
        };
    }

    private static void refuse(JsonNode found, Place place, Faults faults, String expected) {
        faults.form(place, "expected " + expected + ", found " + nameOf(found));
    }

    /** Names the type of a value, never the value: details are logged. */
    private static String nameOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY -> node.textValue().isEmpty() ? "an empty text" : "another text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case NULL, MISSING -> "null";
        };
    }
}
