package org.kivuko.operations.watch;

import java.util.Map;

/** Measures one kind of thing. Asked on one thread at a time. */
@FunctionalInterface
public interface Gauge {
    /**
     * The value of each target that is there.
     *
     * @throws RuntimeException where it cannot be measured now: nothing is made of that
     */
    Map<String, Long> read();
}
