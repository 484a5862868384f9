package org.kivuko.model;

import java.util.List;

/** What came of reading an input: the value, or every fault found in it. */
public sealed interface Reading<T> {
    /**
     * @param warnings what is odd but was taken (CAP rules 14 and 18)
     */
    record Accepted<T>(T value, List<Fault> warnings) implements Reading<T> {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /** At least one fault, sorted by pointer. */
    record Refused<T>(List<Fault> faults) implements Reading<T> {
        public Refused {
            faults = faults.stream().sorted().toList();
        }
    }
}
