package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.List;

/** A whole and its parts, less what is known to be 0 or was not given; as a recipient adds them up. */
final class Line {
    private final int index;
    private final List<Quantity> members = new ArrayList<>();
    private final List<Integer> signs = new ArrayList<>();

    Line(int index) {
        this.index = index;
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

    List<Quantity> members() {
        return members;
    }
}
