package org.kivuko.agreement;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * Under what a recipient may pass on what it was given.
 *
 * @param to states ({@code ETH}) and agencies ({@code SSD.DIS}); empty unless {@code onward} is listed
 */
public record Passing(Onward onward, Set<String> to, EvidenceUse evidence) {
    /** What holds where a permit says nothing. */
    public static final Passing PROHIBITED = new Passing(Onward.PROHIBITED, Set.of(), EvidenceUse.PROHIBITED);

    /** How long the code of a state is, with which the code of each of its agencies begins. */
    private static final int STATE = 3;

    public Passing {
        to = Set.copyOf(to);
    }

    /** Whether a list of states and agencies names an agency, by itself or by its state. */
    public static boolean names(Collection<String> statesAndAgencies, AgencyId agency) {
        return statesAndAgencies.contains(agency.state()) || statesAndAgencies.contains(agency.toString());
    }

    /** The narrower of both in each respect; of two lists what stands in both. */
    Passing and(Passing other) {
        if (equals(other)) {
            return this;
        }
        var narrower = onward.compareTo(other.onward) <= 0 ? onward : other.onward;
        var both = narrower == Onward.LISTED ? inBoth(to, other.to) : Set.<String>of();
        return new Passing(narrower, both, evidence.compareTo(other.evidence) <= 0 ? evidence : other.evidence);
    }

    private static Set<String> inBoth(Set<String> one, Set<String> other) {
        var both = new HashSet<String>();
        one.stream().filter(name -> covers(other, name)).forEach(both::add);
        other.stream().filter(name -> covers(one, name)).forEach(both::add);
        return both;
    }

    private static boolean covers(Set<String> list, String name) {
        return list.contains(name) || list.contains(name.substring(0, STATE));
    }
}
