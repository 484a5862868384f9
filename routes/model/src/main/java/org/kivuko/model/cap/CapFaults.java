package org.kivuko.model.cap;

import java.util.ArrayList;
import java.util.List;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** Collects what is wrong and what is odd with one document. For one thread. */
final class CapFaults {
    /** More are not listed: a document made of faults must not make an answer of its size. */
    private static final int MAX = 200;

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();

    void refuse(String pointer, Code code, String detail) {
        addTo(faults, pointer, code, detail);
    }

    void refuseUnless(boolean fine, String pointer, Code code, String detail) {
        if (!fine) {
            refuse(pointer, code, detail);
        }
    }

    /** The reading ended here: what was found before it is of no use. */
    void refuseWhole(Code code, String detail) {
        faults.clear();
        refuse("", code, detail);
    }

    void warn(String pointer, Code code, String detail) {
        addTo(warnings, pointer, code, detail);
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    List<Fault> warnings() {
        return warnings.stream().sorted().toList();
    }

    private static void addTo(List<Fault> list, String pointer, Code code, String detail) {
        if (list.size() < MAX) {
            list.add(new Fault(pointer, code, detail));
        }
    }
}
