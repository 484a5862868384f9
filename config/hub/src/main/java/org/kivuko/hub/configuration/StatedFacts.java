package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Set;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;

/** What somebody who asks about a message states as known beside it, or everything that is wrong with it. Immutable. */
public sealed interface StatedFacts {
    /**
     * Reads facts as examples state them: {@code {register: protected, used: {KEN-UGA.osbp@3/K-U-1: 200}}}.
     *
     * @param name of the source, for those who read what is wrong
     * @param text YAML, and so JSON too
     */
    static StatedFacts read(String name, String text, Agreements agreements) {
        var report = new Report(name);
        var known = new Known(agreements.directory(), Set.of(), false);
        var read = YamlReader.read(text, report)
                .map(node -> ExampleFacts.of(known, agreements.all()).read(Value.root(node, report)));
        return report.isClean() && read.isPresent()
                ? new Read(read.get())
                : new Wrong(report.problems().stream().sorted().toList());
    }

    /** Facts without a fault. */
    record Read(Facts facts) implements StatedFacts {}

    /** At least one problem. */
    record Wrong(List<Problem> problems) implements StatedFacts {
        public Wrong {
            problems = List.copyOf(problems);
        }
    }
}
