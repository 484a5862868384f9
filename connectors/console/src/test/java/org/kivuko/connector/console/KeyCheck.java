package org.kivuko.connector.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the keys of the source against the scripts that use them. A key stands in a script as a whole, or it is put together there
 * ({@code t(`alert.${kind}`)}, {@code word('outcome', code)}); then the written list has its pattern ({@code alert.*}), and behind
 * it what can stand for the star. A pattern with nothing behind it takes every key that fits: only where a page shows the bare
 * code of what has no word.
 */
final class KeyCheck {
    private static final String STRING = "(?:'([^']*)'|\"([^\"]*)\"|`([^`]*)`)";
    private static final Pattern CALL = Pattern.compile("(?<![.\\w])(?:t|has)\\(\\s*" + STRING + "(\\s*\\+)?");
    private static final Pattern GROUP = Pattern.compile("(?<![.\\w])word\\(\\s*" + STRING);
    private static final Pattern LITERAL = Pattern.compile("(['\"`])([a-z][A-Za-z-]*\\.[A-Za-z0-9_.-]+)\\1");
    private static final Pattern REMARK = Pattern.compile("(?m)^\\s*(?://|\\*|/\\*).*$");

    private final Set<String> keys;
    private final Map<String, List<String>> patterns;

    /** Lines of the written list: a pattern and, after spaces, what can stand for its star. */
    KeyCheck(Set<String> keys, Stream<String> list) {
        this.keys = keys;
        this.patterns = list.map(line -> Arrays.asList(line.split("\\s+", -1)))
                .collect(Collectors.toMap(
                        words -> words.get(0), words -> words.subList(1, words.size()), (a, b) -> a, TreeMap::new));
    }

    List<String> faults(List<String> scripts) {
        var whole = new TreeSet<String>();
        var made = new TreeSet<String>();
        var literals = new TreeSet<String>();
        for (var text : scripts) {
            var script = REMARK.matcher(text).replaceAll("");
            CALL.matcher(script).results().forEach(call -> {
                var key = string(call);
                if (call.group(4) != null) {
                    made.add(key + "*");
                } else if (key.contains("${")) {
                    made.add(key.replaceAll("\\$\\{[^}]*}", "*"));
                } else {
                    whole.add(key);
                }
            });
            GROUP.matcher(script).results().forEach(call -> made.add(string(call) + ".*"));
            LITERAL.matcher(script).results().forEach(literal -> literals.add(literal.group(2)));
        }
        return faults(whole, made, literals);
    }

    private List<String> faults(Set<String> whole, Set<String> made, Set<String> literals) {
        var faults = new ArrayList<String>();
        var wanted = new TreeSet<>(whole);
        patterns.forEach((pattern, ends) -> ends.forEach(end -> wanted.add(pattern.replace("*", end))));
        wanted.stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> faults.add(key + ": is used and has no text"));
        keys.stream()
                .filter(key -> !wanted.contains(key) && !literals.contains(key) && !open(key))
                .forEach(key -> faults.add(key + ": is used by no script"));
        made.stream()
                .filter(pattern -> !patterns.containsKey(pattern))
                .forEach(pattern -> faults.add(pattern + ": makes keys and is not in the list"));
        patterns.keySet().stream()
                .filter(pattern -> !made.contains(pattern))
                .forEach(pattern -> faults.add(pattern + ": is in the list and no script makes such keys"));
        return faults;
    }

    /** Whether a pattern with nothing behind it takes the key. */
    private boolean open(String key) {
        return patterns.entrySet().stream()
                .filter(pattern -> pattern.getValue().isEmpty())
                .anyMatch(pattern -> key.startsWith(pattern.getKey().replace("*", "")));
    }

    private static String string(MatchResult call) {
        return Stream.of(call.group(1), call.group(2), call.group(3))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
