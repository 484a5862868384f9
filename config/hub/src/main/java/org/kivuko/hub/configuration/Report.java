package org.kivuko.hub.configuration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with one file, each thing once however often it was met. Not thread-safe; lives as long as the
 * reading of its file.
 */
final class Report {
    private final String file;
    private final Set<Problem> problems = new LinkedHashSet<>();

    Report(String file) {
        this.file = file;
    }

    void add(int line, String path, String message, String remedy) {
        problems.add(new Problem(file, line, path, message, remedy));
    }

    /** About the file as a whole. */
    void add(String message, String remedy) {
        add(0, "", message, remedy);
    }

    int count() {
        return problems.size();
    }

    boolean isClean() {
        return problems.isEmpty();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
