package org.kivuko.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;
import org.kivuko.operations.safety.UnsafeSettings;

/**
 * Everything that speaks against a start, told at once: faults of settings, parts that cannot be used, and what could not be looked
 * at because of them. Not thread-safe.
 */
final class StartLook {
    private final List<SafetyFault> faults = new ArrayList<>();
    private final List<Exception> failures = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    StartLook(List<SafetyFault> found) {
        faults.addAll(found);
    }

    /** Looks at one part. */
    StartLook at(List<SafetyRule> rules, SafetyFacts facts) {
        faults.addAll(SafetyRule.faults(rules, facts));
        return this;
    }

    /** A part that looks at itself when it is opened; empty where it found a fault, which is told with the others. */
    <T> Optional<T> tried(Callable<T> part) {
        try {
            return Optional.of(part.call());
        } catch (UnsafeSettings unsafe) {
            faults.addAll(unsafe.faults());
        } catch (Exception failure) {
            failures.add(failure);
        }
        return Optional.empty();
    }

    /** A part that cannot be judged, since it needs what another would have given. */
    void skipped(String part, String needs) {
        skipped.add(part + " (needs " + needs + ")");
    }

    /** Whether nothing has been found so far. */
    boolean clean() {
        return faults.isEmpty() && failures.isEmpty();
    }

    /** @throws StartRefused with everything that was found, where anything was */
    void refuse() {
        if (clean()) {
            return;
        }
        var told = new ArrayList<String>();
        if (!faults.isEmpty()) {
            told.add("unsafe settings: "
                    + faults.stream().map(SafetyFault::toString).collect(Collectors.joining("\n")));
        }
        failures.forEach(failure -> told.add(StartRefused.sentence(failure)));
        if (!skipped.isEmpty()) {
            told.add("not looked at: " + String.join(", ", skipped));
        }
        throw new StartRefused(
                String.join("\n", told), failures.isEmpty() ? new UnsafeSettings(faults) : failures.get(0));
    }
}
