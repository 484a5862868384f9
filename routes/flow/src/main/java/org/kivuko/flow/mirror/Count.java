package org.kivuko.flow.mirror;

import org.kivuko.model.FlowReport;

/**
 * A count and how sure it is.
 *
 * @param known people counted
 * @param lacking whether figures of it are missing
 * @param hidden whether figures of it are hidden
 * @param open whether a revision is to be expected
 */
record Count(long known, boolean lacking, boolean hidden, boolean open) {
    static final Count NOBODY = new Count(0, false, false, false);
    static final Count NOT_COUNTED = new Count(0, true, false, false);

    static Count of(FlowReport.Cell cell) {
        boolean hides = cell.confStatus().filter(status -> !"F".equals(status)).isPresent();
        boolean none = cell.count().isEmpty();
        return new Count(
                cell.count().orElse(0),
                none && !hides,
                none && hides,
                cell.obsStatus()
                        .filter(status -> "P".equals(status) || "E".equals(status))
                        .isPresent());
    }

    Count plus(Count other) {
        return new Count(known + other.known, lacking || other.lacking, hidden || other.hidden, open || other.open);
    }
}
