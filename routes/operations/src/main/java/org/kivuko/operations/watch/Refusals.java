package org.kivuko.operations.watch;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much of what agencies send reaches nobody. A message that is refused to some and crosses to others has done what it was sent
 * for: whoever writes to everybody is refused by many, every day, and nobody has to do anything about it. Pure.
 */
public final class Refusals {
    /** Of fewer messages nothing is said: one wrong message of two is no rate. */
    static final long LEAST = 20;

    private static final long HUNDRED = 100;

    private Refusals() {}

    /** Of a hundred messages of each agency, how many were refused to every recipient; without agencies that sent little. */
    public static Map<String, Long> percent(Collection<Traffic.Sent> sent) {
        return sent.stream()
                .filter(each -> each.messages() >= LEAST)
                .collect(Collectors.toMap(Traffic.Sent::sender, each -> each.refused() * HUNDRED / each.messages()));
    }
}
