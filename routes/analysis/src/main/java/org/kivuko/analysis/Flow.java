package org.kivuko.analysis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Facts.Review;
import org.kivuko.analysis.Change.Kind;

/** One case under two sets of agreements. Immutable. */
record Flow(Asked before, Asked after) {
    private static final String CHANGED = " (changed)";

    /** What is different, where something is; refusals that give another reason are alike. */
    record Shift(Kind kind, List<String> gained, List<String> lost) {}

    Optional<Shift> shift() {
        if (!before.crosses() && !after.crosses()) {
            return Optional.empty();
        }
        var gained = without(after, before);
        var lost = without(before, after);
        if (before.crosses() != after.crosses()) {
            return Optional.of(new Shift(after.crosses() ? Kind.STARTS : Kind.STOPS, gained, lost));
        }
        return kind(gained.isEmpty(), lost.isEmpty()).map(kind -> new Shift(kind, gained, lost));
    }

    private Optional<Kind> kind(boolean nothingGained, boolean nothingLost) {
        if (!nothingGained || !nothingLost) {
            return Optional.of(nothingLost ? Kind.WIDENS : nothingGained ? Kind.NARROWS : Kind.CHANGES);
        }
        boolean wasHeld = before.facts().review() == Review.RELEASED;
        boolean isHeld = after.facts().review() == Review.RELEASED;
        if (wasHeld != isHeld) {
            return Optional.of(isHeld ? Kind.NARROWS : Kind.WIDENS);
        }
        return before.ruling().obligations().equals(after.ruling().obligations())
                ? Optional.empty()
                : Optional.of(Kind.CHANGES);
    }

    /** What crosses of the one and not of the other; what crosses as it is crosses more than what crosses changed. */
    private static List<String> without(Asked one, Asked other) {
        var paths = new TreeSet<>(marked(one));
        paths.removeAll(marked(other));
        return paths.stream()
                .filter(path ->
                        !path.endsWith(CHANGED) || !paths.contains(path.substring(0, path.length() - CHANGED.length())))
                .toList();
    }

    private static Set<String> marked(Asked asked) {
        return Stream.concat(
                        asked.delivered().stream()
                                .filter(path -> !asked.ruling().transformed().contains(path)),
                        asked.delivered().stream().map(path -> path + CHANGED))
                .collect(Collectors.toSet());
    }
}
