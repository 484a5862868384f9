package org.kivuko.agreement.cells;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.kivuko.model.FlowReport;

/** The entry to this package. Pure, thread-safe. */
public final class SmallCells {
    private SmallCells() {}

    /**
     * What of a report may be shown to one recipient. The same arguments give the same answer.
     *
     * @param report whose report id, revision and period count; its cells are taken from {@code data}
     * @param data the {@code data} to start from, with totals that other protections have lowered; is left as it is
     * @param earlier everything on the same post and direction whose period overlaps the report's and that this recipient
     *     was given before, of whichever report, revision or reporter, oldest first
     */
    public static Covered cover(FlowReport report, ObjectNode data, Limits limits, List<Release> earlier) {
        var figures = Figures.of(data);
        if (!limits.secondary()) {
            return figures.covered(report, figures.small(limits), limits, false);
        }
        var picture = Picture.of(earlier, figures.release(report, Set.of()), limits);
        if (!earlier.isEmpty()) {
            var before = Picture.of(earlier, limits);
            var reached = new Cover(before);
            reached.measure();
            picture.expectNoMoreThan(before, reached);
        }
        boolean done = new Cover(picture).complete();
        return figures.covered(report, done ? picture.hidden() : figures.people(), limits, !done);
    }
}
