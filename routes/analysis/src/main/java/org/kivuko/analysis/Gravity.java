package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.Severity;

/**
 * How grave an alert is.
 *
 * @param severity of a new alert; absent for one that refers to another (Cancel), of which rules ask no severity
 */
record Gravity(Optional<Severity> severity) {
    static final Gravity NOT_ASKED = new Gravity(Optional.empty());

    static List<Gravity> all() {
        var all = new ArrayList<Gravity>();
        for (Severity severity : Severity.values()) {
            all.add(new Gravity(Optional.of(severity)));
        }
        all.add(NOT_ASKED);
        return all;
    }

    /** Severities are declared from the gravest down. */
    boolean reaches(Severity least) {
        return severity.isEmpty() || severity.get().compareTo(least) <= 0;
    }
}
