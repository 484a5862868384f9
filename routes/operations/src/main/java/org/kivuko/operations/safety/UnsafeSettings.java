package org.kivuko.operations.safety;

import java.util.List;
import java.util.stream.Collectors;

/** Something must not start: its settings are unsafe. */
public final class UnsafeSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SafetyFault> faults;

    public UnsafeSettings(List<SafetyFault> faults) {
        super(sentence(faults));
        this.faults = List.copyOf(faults);
    }

    /** Nothing where there are none. */
    public static void refuse(List<SafetyFault> faults) {
        if (!faults.isEmpty()) {
            throw new UnsafeSettings(faults);
        }
    }

    /** All of them. */
    public List<SafetyFault> faults() {
        return faults;
    }

    private static String sentence(List<SafetyFault> faults) {
        return "unsafe settings: " + faults.stream().map(SafetyFault::toString).collect(Collectors.joining("\n"));
    }
}
