package org.kivuko.hub.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.kivuko.analysis.Guarantee;
import org.kivuko.model.Directory;

/** What a file of guarantees says, or everything that is wrong with it. Immutable. */
public sealed interface Guarantees {
    /** Stands among the agreements and is none of them. */
    String FILE = "guarantees.yaml";

    /** Those that stand beside the agreements of a configuration folder; none where there is no such file. */
    static Guarantees beside(Path folder, Directory directory) {
        var file = folder.resolve("agreements").resolve(FILE);
        return Files.exists(file) ? read(file, directory) : new Read(List.of());
    }

    /** Those of a file, whose states, agencies and crossings must be in the directory. */
    static Guarantees read(Path file, Directory directory) {
        var report = new Report(file.toString());
        var read = ConfigurationFiles.read(file, report)
                .map(root -> new GuaranteeReader(new Known(directory, Set.of(), false)).read(root));
        return report.isClean() && read.isPresent() ? new Read(read.get()) : new Refused(report.problems());
    }

    /** Guarantees without a fault. */
    record Read(List<Guarantee> guarantees) implements Guarantees {
        public Read {
            guarantees = List.copyOf(guarantees);
        }
    }

    /** At least one problem; sorted by line. */
    record Refused(List<Problem> problems) implements Guarantees {
        public Refused {
            problems = problems.stream().sorted().toList();
        }
    }
}
