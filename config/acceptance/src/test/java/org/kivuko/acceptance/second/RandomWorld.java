package org.kivuko.acceptance.second;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Role;

/** Twelve states, each with agencies of every role that rules and protections ask for, and a crossing between neighbours. */
final class RandomWorld {
    static final List<String> STATES =
            List.of("KEN", "UGA", "ETH", "SSD", "SDN", "DJI", "SOM", "TZA", "RWA", "BDI", "COD", "ERI");
    private static final List<Role> OTHERS =
            List.of(Role.HEALTH, Role.CHILD_PROTECTION, Role.AGRICULTURE, Role.COORDINATION, Role.BORDER_SECURITY);

    private RandomWorld() {}

    /** Whether a code names a state; those for people without one and for organisations do not. */
    static boolean isState(String code) {
        return STATES.contains(code) || "FRA".equals(code);
    }

    static Directory directory() {
        var random = new Random(12);
        var states = STATES.stream().map(code -> state(code, random)).toList();
        var crossings = new ArrayList<Directory.Crossing>();
        for (int place = 0; place < STATES.size(); place++) {
            crossings.add(crossing(STATES.get(place), STATES.get((place + 1) % STATES.size())));
            crossings.add(crossing(STATES.get(place), STATES.get((place + 3) % STATES.size())));
        }
        return new Directory(states, crossings);
    }

    /** Four to six agencies, the last two of several roles. */
    private static Directory.State state(String code, Random random) {
        var agencies = new ArrayList<Directory.Agency>();
        agencies.add(agency(code, "IMM", Set.of(Role.IMMIGRATION)));
        agencies.add(agency(code, "CUS", Set.of(Role.CUSTOMS)));
        agencies.add(agency(code, "REF", Set.of(Role.REFUGEE)));
        agencies.add(agency(code, "TWO", Set.of(Role.IMMIGRATION, OTHERS.get(random.nextInt(OTHERS.size())))));
        if (random.nextBoolean()) {
            agencies.add(agency(code, "CHI", Set.of(Role.CHILD_PROTECTION, Role.HEALTH)));
        }
        return new Directory.State(code, code, Optional.of(AgencyId.of(code + ".IMM")), agencies);
    }

    private static Directory.Agency agency(String state, String name, Set<Role> roles) {
        return new Directory.Agency(AgencyId.of(state + "." + name), name, roles, false);
    }

    private static Directory.Crossing crossing(String one, String other) {
        var left = side(one, one + "-" + other);
        var right = side(other, other + "-" + one);
        return new Directory.Crossing(
                left.post() + "/" + right.post(),
                left.post(),
                true,
                false,
                List.of(AgencyId.of(one + ".TWO")),
                List.of(left, right));
    }

    private static Directory.Side side(String state, String post) {
        return new Directory.Side(
                post,
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(AgencyId.of(state + ".IMM")));
    }
}
