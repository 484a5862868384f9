package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.exercise.Delivered;
import org.kivuko.operations.exercise.Exercise;
import org.kivuko.operations.exercise.ExerciseBook;
import org.kivuko.operations.exercise.ExerciseTraffic;
import org.kivuko.operations.exercise.HandedIn;
import org.kivuko.operations.exercise.Run;

/** Exercises that live as long as the process, and what a test says of their traffic. Thread-safe. */
public final class InMemoryExercises implements ExerciseBook, ExerciseTraffic {
    private final Map<Run, Exercise> runs =
            new TreeMap<>(Comparator.comparing(Run::exercise).thenComparing(Run::number));
    private final Map<Run, SealedContent> scripts = new HashMap<>();
    private final Map<Run, Map<String, HandedIn>> injects = new HashMap<>();
    private final Map<Run, List<UUID>> waiting = new HashMap<>();
    private final Map<Run, List<Delivered>> delivered = new HashMap<>();

    @Override
    public synchronized boolean open(Exercise exercise) {
        return runs.putIfAbsent(exercise.run(), exercise) == null;
    }

    private synchronized boolean change(
            Run run, Optional<Instant> scripted, Optional<Instant> closed, Optional<Instant> reset) {
        Exercise is = runs.get(run);
        runs.put(
                run,
                new Exercise(
                        run,
                        is.title(),
                        is.participants(),
                        is.from(),
                        is.until(),
                        is.by(),
                        scripted.or(is::scriptedAt),
                        is.closedAt().or(() -> closed),
                        is.resetAt().or(() -> reset)));
        return true;
    }

    @Override
    public synchronized boolean close(Run run, String by, Instant at) {
        return runs.containsKey(run)
                && runs.get(run).closedAt().isEmpty()
                && change(run, Optional.empty(), Optional.of(at), Optional.empty());
    }

    @Override
    public synchronized boolean reset(Run run, String by, Instant at) {
        return runs.containsKey(run)
                && runs.get(run).resetAt().isEmpty()
                && change(run, Optional.empty(), Optional.of(at), Optional.of(at));
    }

    @Override
    public synchronized boolean script(Run run, SealedContent script, String by, Instant at) {
        if (!runs.containsKey(run) || !handedIn(run).isEmpty()) {
            return false;
        }
        scripts.put(run, script);
        return change(run, Optional.of(at), Optional.empty(), Optional.empty());
    }

    @Override
    public synchronized Optional<SealedContent> script(Run run) {
        return Optional.ofNullable(scripts.get(run));
    }

    @Override
    public synchronized void handedIn(Run run, String inject, HandedIn what) {
        injects.computeIfAbsent(run, any -> new LinkedHashMap<>()).putIfAbsent(inject, what);
    }

    @Override
    public synchronized Map<String, HandedIn> handedIn(Run run) {
        return Map.copyOf(injects.getOrDefault(run, Map.of()));
    }

    @Override
    public synchronized List<Exercise> exercises() {
        return List.copyOf(runs.values());
    }

    /** Says that this waits of a run. */
    public synchronized void waits(Run run, UUID delivery) {
        waiting.computeIfAbsent(run, any -> new ArrayList<>()).add(delivery);
    }

    /** Says what became of a message of a run. */
    public synchronized void became(Run run, Delivered what) {
        delivered.computeIfAbsent(run, any -> new ArrayList<>()).add(what);
    }

    @Override
    public synchronized List<UUID> waiting(Run run) {
        List<UUID> taken = waiting.remove(run);
        return taken == null ? List.of() : taken;
    }

    @Override
    public List<UUID> held(Run run) {
        return List.of();
    }

    @Override
    public synchronized List<Delivered> delivered(Run run) {
        return List.copyOf(delivered.getOrDefault(run, List.of()));
    }
}
