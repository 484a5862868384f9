package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.kivuko.model.AgencyId;

/**
 * A draft of which some values are chosen, with the rules and guarantees that still tell others apart: a rule that does not
 * admit a value chosen so far has no say in the rest. Stands for every draft of which the same rules are left and the same was
 * told. Not to be changed.
 *
 * @param recipient chosen together with the sender; until then the sender itself
 * @param live the numbers of the scopes that are left
 * @param told what protections and guarantees remember of the values chosen so far; of the topic first
 * @param weight how many messages and recipients it stands for so far
 */
record Partial(Draft draft, AgencyId recipient, BitSet live, List<Object> told, long weight) {

    Partial with(Draft next, BitSet left, Object more, long size) {
        return new Partial(next, recipient, left, and(more), weight * size);
    }

    Partial to(AgencyId agency) {
        return new Partial(draft, agency, live, told, weight);
    }

    /** Nothing can cross any more: it matters no longer why. */
    Partial hopeless() {
        return new Partial(draft, recipient, new BitSet(), told.subList(0, 1), weight);
    }

    Partial of(long messages) {
        return new Partial(draft, recipient, live, told, messages);
    }

    private List<Object> and(Object more) {
        var all = new ArrayList<>(told);
        all.add(more);
        return all;
    }
}
