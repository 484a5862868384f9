package org.kivuko.hub.configuration;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kivuko.model.Coded;
import org.kivuko.model.Unseen;

/**
 * A value and its place in a file: the words in which files are read. What does not fit is reported at its place and comes
 * back empty, so that reading goes on and every problem is found in one go.
 */
record Value(YamlNode node, String path, int line, Report report) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");
    private static final int SHOWN = 60;

    static Value root(YamlNode node, Report report) {
        return new Value(node, "", node.line(), report);
    }

    void wrong(String message, String remedy) {
        report.add(line, path, message, remedy);
    }

    /** The values of a mapping whose keys are known; unknown, refused and missing keys are reported. */
    Keys mapping(Shape shape) {
        if (!(node instanceof YamlNode.Mapping)) {
            wrongKind("a mapping", "write keys and values: " + String.join(", ", shape.known()));
            return new Keys(Map.of());
        }
        var all = entries();
        var meant = new HashSet<String>();
        all.forEach((key, value) -> {
            var refusal = shape.refused().get(key);
            if (refusal != null) {
                value.wrong(refusal.message(), refusal.remedy());
            } else if (!shape.known().contains(key)) {
                value.wrong("unknown key " + quoted(key), Suggest.remedy(key, shape.known()));
                Suggest.nearest(key, shape.known()).ifPresent(meant::add);
            }
        });
        all.keySet().retainAll(shape.known());
        var keys = new Keys(all);
        shape.needed().stream()
                .filter(key -> !meant.contains(key)) // a slip of the pen is one fault, not two
                .forEach(key -> requireKey(keys, key, "the key '" + key + "' is missing", "add '" + key + "' here"));
        return keys;
    }

    /** Reports a key that is absent from this mapping. */
    void requireKey(Keys keys, String key, String message, String remedy) {
        if (!keys.has(key)) {
            report.add(line, Paths.key(path, key), message, remedy);
        }
    }

    /** The values of a mapping with free keys, in the order of the file; nothing where it is no mapping. */
    Map<String, Value> entries() {
        var values = new LinkedHashMap<String, Value>();
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach((key, entry) ->
                            values.put(key, new Value(entry.value(), Paths.key(path, key), entry.line(), report)));
        } else {
            wrongKind("a mapping", "write keys and values here");
        }
        return values;
    }

    /** The value of a key where this is a mapping and has it; reports nothing. */
    Optional<Value> find(String key) {
        return node instanceof YamlNode.Mapping ? Optional.ofNullable(entries().get(key)) : Optional.empty();
    }

    /** How many values a list has; 0 where it is none. */
    int size() {
        return node instanceof YamlNode.Sequence sequence ? sequence.items().size() : 0;
    }

    /** The values of a list, which may be empty. */
    Stream<Value> items() {
        if (node instanceof YamlNode.Sequence sequence) {
            var items = sequence.items();
            return IntStream.range(0, items.size())
                    .mapToObj(i -> new Value(
                            items.get(i), Paths.item(path, i), items.get(i).line(), report));
        }
        wrongKind("a list", "write a list: [first, second]");
        return Stream.of();
    }

    /** What the values of a list come to; an empty list and a value that stands twice are reported. */
    <T> List<T> list(Function<Value, Optional<T>> each) {
        if (node instanceof YamlNode.Sequence && size() == 0) {
            wrong("the list is empty", "name at least one, or leave the key out where it may be absent");
        }
        return listOrNone(each);
    }

    /**
     * The same for a list that may be empty. Two words for one and the same count once and are no fault: what was signed may
     * name an agency beside one that has taken it over since.
     */
    <T> List<T> listOrNone(Function<Value, Optional<T>> each) {
        var seen = new HashSet<T>();
        var words = new HashSet<String>();
        return items().flatMap(item -> {
                    var value = each.apply(item);
                    boolean another = value.isPresent() && seen.add(value.get());
                    boolean otherWord = item.node() instanceof YamlNode.Scalar scalar && words.add(scalar.text());
                    if (value.isPresent() && !another && !otherWord) {
                        item.wrong(
                                item.node() instanceof YamlNode.Scalar scalar
                                        ? quoted(scalar.text()) + " stands twice in this list"
                                        : "the same value stands twice in this list",
                                "keep one of them");
                    }
                    return another ? value.stream() : Stream.of();
                })
                .toList();
    }

    /** Text that says something. */
    Optional<String> text() {
        if (node instanceof YamlNode.Scalar scalar
                && !scalar.isEmpty()
                && !scalar.text().isBlank()) {
            return seen(scalar.text());
        }
        wrongKind("a text", "write a text");
        return Optional.empty();
    }

    private Optional<String> seen(String text) {
        boolean unseen = Unseen.in(text);
        if (unseen) {
            wrong(
                    "the text holds a character that nobody sees or that turns others round",
                    "write it anew, without controls, marks of direction and spaces without width");
        }
        return unseen ? Optional.empty() : Optional.of(text);
    }

    /** @param form in words, for example {@code an id like KEN-UGA.osbp} */
    Optional<String> text(Pattern pattern, String form) {
        return text().filter(text -> {
            boolean fits = pattern.matcher(text).matches() && !Unseen.inName(text);
            if (!fits) {
                wrong(quoted(text) + " does not have the form that is needed", "write " + form);
            }
            return fits;
        });
    }

    /** One of some words. */
    Optional<String> oneOf(Collection<String> words, String what) {
        return text().filter(word -> {
            boolean known = words.contains(word);
            if (!known) {
                wrong("unknown " + what + " " + quoted(word), Suggest.remedy(word, words));
            }
            return known;
        });
    }

    /** A value of a closed list. */
    <E extends Enum<E> & Coded> Optional<E> oneOf(Class<E> list, String what) {
        return oneOf(Arrays.asList(list.getEnumConstants()), Coded::code, what);
    }

    <T> Optional<T> oneOf(Collection<T> values, Function<T, String> word, String what) {
        var words = values.stream()
                .collect(Collectors.toMap(word, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        return oneOf(words.keySet(), what).map(words::get);
    }

    Optional<Integer> wholeNumber(int min, int max) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.plain()
                && WHOLE_NUMBER.matcher(scalar.text()).matches()) {
            long number = Long.parseLong(scalar.text());
            if (number >= min && number <= max) {
                return Optional.of((int) number);
            }
        }
        wrongKind(
                "a whole number",
                max == Integer.MAX_VALUE
                        ? "write a whole number in digits, " + min + " or more"
                        : "write a whole number in digits, from " + min + " to " + max);
        return Optional.empty();
    }

    Optional<Boolean> flag() {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.plain()
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return Optional.of(scalar.text().equals("true"));
        }
        wrongKind("true or false", "write true or false");
        return Optional.empty();
    }

    Optional<LocalDate> day() {
        return parsed(LocalDate::parse, "a day", "write the year, month and day of a day that exists, like 2026-11-01");
    }

    Optional<Instant> instant() {
        return parsed(
                text -> OffsetDateTime.parse(text).toInstant(),
                "an instant",
                "write an instant with its offset, like 2026-11-01T08:00:00Z");
    }

    private <T> Optional<T> parsed(Function<String, T> parser, String kind, String remedy) {
        if (node instanceof YamlNode.Scalar scalar) {
            try {
                return Optional.of(parser.apply(scalar.text()));
            } catch (DateTimeException notThat) {
                // reported below, like every other value that is of the wrong kind
            }
        }
        wrongKind(kind, remedy);
        return Optional.empty();
    }

    private void wrongKind(String expected, String remedy) {
        switch (found()) {
            case "" -> {}
            case "nothing" -> wrong("the value is missing, expected " + expected, remedy);
            default -> wrong("expected " + expected + ", found " + found(), remedy);
        }
    }

    /** What stands here, in words; empty where it was reported before. */
    private String found() {
        if (node instanceof YamlNode.Mapping) {
            return "a mapping";
        }
        if (node instanceof YamlNode.Sequence) {
            return "a list";
        }
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.isEmpty() ? "nothing" : quoted(scalar.text());
        }
        return "";
    }

    /** A word of the file inside a sentence: one line, of bounded length. */
    static String quoted(String word) {
        var cut = word.length() > SHOWN ? word.substring(0, SHOWN) + "…" : word;
        return "'" + cut.replaceAll("\\p{Cntrl}", " ") + "'";
    }

    /** The values of a mapping by key. */
    record Keys(Map<String, Value> values) {
        Optional<Value> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        <T> Optional<T> get(String key, Function<Value, Optional<T>> reader) {
            return get(key).flatMap(reader);
        }

        /** Nothing where the key is absent, else the list, which must then say something. */
        <T> List<T> list(String key, Function<Value, Optional<T>> each) {
            return get(key).map(value -> value.list(each)).orElse(List.of());
        }

        /** Reports a key that is present. */
        void wrong(String key, String message, String remedy) {
            get(key).ifPresent(place -> place.wrong(message, remedy));
        }

        boolean has(String key) {
            return values.containsKey(key);
        }
    }
}
