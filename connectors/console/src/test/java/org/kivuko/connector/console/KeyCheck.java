package org.kivuko.connector.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Holds the keys of the source against the scripts that use them. A key stands in a script as a whole, or a group of keys is
 * asked for by a beginning ({@code t(`alert.${kind}`)}, {@code word('outcome', code)}) that the written list names.
 */
final class KeyCheck {
    private static final Pattern CALL = Pattern.compile("\\b(?:t|has)\\(\\s*(['\"`])([^'\"`]*)\\1(\\s*\\+)?");
    private static final Pattern GROUP = Pattern.compile("\\bword\\(\\s*(['\"`])([^'\"`]*)\\1");
    private static final Pattern LITERAL = Pattern.compile("(['\"`])([a-z][A-Za-z]*\\.[A-Za-z0-9_.-]+)\\1");

    private final Set<String> keys;
    private final Set<String> beginnings;

    /** What begins a group of keys stands in the written list with its full stop at the end. */
    KeyCheck(Set<String> keys, Set<String> beginnings) {
        this.keys = keys;
        this.beginnings = beginnings;
    }

    List<String> faults(List<String> scripts) {
        var faults = new ArrayList<String>();
        var unused = new TreeSet<>(keys);
        var begun = new TreeSet<String>();
        for (var script : scripts) {
            CALL.matcher(script).results().forEach(call -> {
                var key = call.group(2);
                if (key.contains("${") || call.group(3) != null) {
                    begun.add(key.replaceFirst("\\$\\{.*", ""));
                } else if (!keys.contains(key)) {
                    faults.add(key + ": is used and has no text");
                }
            });
            GROUP.matcher(script).results().forEach(call -> begun.add(call.group(2) + "."));
            LITERAL.matcher(script).results().forEach(literal -> unused.remove(literal.group(2)));
        }
        beginnings.forEach(beginning -> unused.removeIf(key -> key.startsWith(beginning)));
        unused.forEach(key -> faults.add(key + ": is used by no script"));
        begun.stream()
                .filter(beginning -> !beginnings.contains(beginning))
                .forEach(beginning -> faults.add(beginning + ": begins keys and is not in the list"));
        beginnings.stream()
                .filter(beginning -> keys.stream().noneMatch(key -> key.startsWith(beginning)))
                .forEach(beginning -> faults.add(beginning + ": is in the list and begins no key"));
        return faults;
    }
}
