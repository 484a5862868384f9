package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.List;
import org.kivuko.agreement.cells.Quantity.Kind;

/** A whole and its parts, less what is known to be 0 or was not given; as a recipient adds them up. */
final class Line {
    private final int index;
    private final boolean acrossTime;
    private List<Quantity> tied;
    private final List<Quantity> members = new ArrayList<>();
    private final List<Integer> signs = new ArrayList<>();

    /** @param acrossTime whether the parts are about shorter periods than the whole */
    Line(int index, boolean acrossTime) {
        this.index = index;
        this.acrossTime = acrossTime;
    }

    void add(Quantity member, int sign) {
        members.add(member);
        signs.add(sign);
        member.places().add(new Quantity.Place(this, sign));
    }

    /** Its members know of it no more. */
    void drop() {
        members.forEach(member -> member.places().removeIf(place -> place.line() == this));
    }

    int index() {
        return index;
    }

    int size() {
        return members.size();
    }

    Quantity member(int i) {
        return members.get(i);
    }

    int sign(int i) {
        return signs.get(i);
    }

    /** Those of its members of which one may be hidden for the sake of another. */
    List<Quantity> tied() {
        if (tied == null) {
            tied = findTied();
        }
        return tied;
    }

    private List<Quantity> findTied() {
        boolean leavesARest = members.stream().anyMatch(member -> member.kind() == Kind.REST);
        if (leavesARest && acrossTime) {
            return List.of();
        }
        var found = new ArrayList<Quantity>();
        for (int i = 0; i < members.size(); i++) {
            boolean stands = member(i).kind() == Kind.LISTED || member(i).kind() == Kind.TALLY;
            if (stands && (sign(i) > 0 || !leavesARest)) {
                found.add(member(i));
            }
        }
        return found;
    }

    List<Quantity> members() {
        return members;
    }
}
