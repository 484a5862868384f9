package org.kivuko.model;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one input, at most {@value #MOST} of them: an answer must not outgrow what it answers. Not thread-safe. */
final class Faults {
    static final int MOST = 500;

    private final List<Fault> found = new ArrayList<>();

    void add(Place place, Code code, String detail) {
        if (found.size() < MOST) {
            found.add(new Fault(place.pointer(), code, detail));
        } else if (found.size() == MOST) {
            found.add(new Fault("", Code.SCHEMA_VIOLATION, "more than " + MOST + " faults, the others are not listed"));
        }
    }

    void form(Place place, String detail) {
        add(place, Code.SCHEMA_VIOLATION, detail);
    }

    boolean none() {
        return found.isEmpty();
    }

    int size() {
        return found.size();
    }

    List<Fault> list() {
        return List.copyOf(found);
    }
}
