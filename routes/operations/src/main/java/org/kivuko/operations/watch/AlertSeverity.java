package org.kivuko.operations.watch;

import org.kivuko.model.Coded;

/** How much an alert presses. */
public enum AlertSeverity implements Coded {
    /** Somebody should look at it during the shift. */
    ATTENTION("attention"),
    /** Somebody has to act now: at twice the threshold (half of it where less is worse), and whatever is down. */
    URGENT("urgent");

    private final String code;

    AlertSeverity(String code) {
        this.code = code;
    }

    /** Of a value that has reached a threshold. Pure. */
    static AlertSeverity of(AlertKind kind, long value, long threshold) {
        long mark = kind.urgentAt(threshold);
        boolean urgent = kind.lessIsWorse() ? value <= mark : value >= mark;
        return urgent ? URGENT : ATTENTION;
    }

    /** The graver of the two. */
    AlertSeverity graver(AlertSeverity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String code() {
        return code;
    }
}
