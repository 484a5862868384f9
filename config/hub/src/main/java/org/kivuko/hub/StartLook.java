package org.kivuko.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;
import org.kivuko.operations.safety.UnsafeSettings;

/** Every unsafe setting that a start came upon, told at once. Not thread-safe. */
final class StartLook {
    private final List<SafetyFault> faults = new ArrayList<>();

    /** Looks at one part. */
    StartLook at(List<SafetyRule> rules, SafetyFacts facts) {
        faults.addAll(SafetyRule.faults(rules, facts));
        return this;
    }

    /** @throws UnsafeSettings where anything was unsafe */
    void refuse() {
        UnsafeSettings.refuse(faults);
    }

    /**
     * A part that looks at its own settings when it starts.
     *
     * @throws UnsafeSettings where anything was unsafe, there or before
     */
    <T> T refuseOr(Supplier<T> part) {
        T started;
        try {
            started = part.get();
        } catch (UnsafeSettings unsafe) {
            faults.addAll(unsafe.faults());
            throw new UnsafeSettings(faults);
        }
        refuse();
        return started;
    }
}
