package org.kivuko.hub.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A kind of message that the hub lets cross from one agency on one way. */
record Opening(Kind kind, Kind.Way way) {
    /** {@code stolen document (to ETH, UGA), health event (to UGA)}. */
    static String words(Collection<Opening> openings) {
        var states = new TreeMap<Kind, List<String>>();
        openings.forEach(opening -> states.computeIfAbsent(opening.kind(), any -> new ArrayList<>())
                .add(opening.way().state()));
        return states.entrySet().stream()
                .map(each -> each.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (to "
                        + String.join(", ", each.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }
}
