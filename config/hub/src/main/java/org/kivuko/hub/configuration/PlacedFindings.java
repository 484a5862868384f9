package org.kivuko.hub.configuration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.agreement.findings.Finding;
import org.kivuko.agreement.findings.Findings;

/** Findings about agreements, with the file and line at which they stand. */
public final class PlacedFindings {
    private static final Pattern NUMBER = Pattern.compile("/(\\d+)");

    private final Path folder;
    private final Map<String, Optional<Value>> files = new HashMap<>();

    private PlacedFindings(Path folder) {
        this.folder = folder;
    }

    /**
     * What the parties of agreements should look at, by file and line.
     *
     * @param folder the configuration that was loaded
     * @param at when is asked: which agreements hold beside each other, and which ends are near
     */
    public static List<Problem> of(Path folder, Configuration.Loaded loaded, Instant at) {
        var places = new PlacedFindings(folder.resolve("agreements"));
        return Findings.of(loaded.directory(), loaded.agreements(), at).stream()
                .map(places::problem)
                .sorted()
                .toList();
    }

    private Problem problem(Finding finding) {
        var file = folder.resolve(finding.agreement() + ".yaml");
        int line = files.computeIfAbsent(
                        finding.agreement(), id -> ConfigurationFiles.read(file, new Report(file.toString())))
                .map(value -> value.node().lineAt(finding.pointer()))
                .orElse(0);
        return new Problem(file.toString(), line, path(finding.pointer()), finding.message(), finding.remedy());
    }

    /** {@code /rules/2/posts} as other problems write it: {@code rules[2].posts}. */
    private static String path(String pointer) {
        return NUMBER.matcher(pointer).replaceAll("[$1]").substring(1).replace('/', '.');
    }
}
