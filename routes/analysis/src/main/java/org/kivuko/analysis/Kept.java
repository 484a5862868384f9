package org.kivuko.analysis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kivuko.analysis.World.Clause;
import org.kivuko.model.MessageType;

/** Which paths several rules keep, all of them, and which one of them changes. Thread-safe. */
final class Kept {
    private final MessageType type;
    private final List<Clause> clauses;

    /** Asked for every field of every case, and the same for most of them. */
    private final Map<String, Boolean> crossing = new ConcurrentHashMap<>();

    Kept(MessageType type, List<Clause> clauses) {
        this.type = type;
        this.clauses = List.copyOf(clauses);
    }

    /** Whether a path may cross: in every release, or because every rule keeps it. */
    boolean crosses(String path) {
        return crossing.computeIfAbsent(
                path,
                it -> Paths.always(type, it)
                        || clauses.stream()
                                .allMatch(clause -> Paths.named(
                                        type, it, clause.rule().fields().keep())));
    }

    /** Whether what crosses of it has to be changed. */
    boolean changed(String path) {
        return !Paths.always(type, path)
                && clauses.stream()
                        .anyMatch(clause -> clause.rule().fields().transform().containsKey(path));
    }
}
