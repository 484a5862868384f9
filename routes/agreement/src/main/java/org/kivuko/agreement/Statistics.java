package org.kivuko.agreement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.cells.Limits;
import org.kivuko.agreement.cells.Release;
import org.kivuko.agreement.cells.SmallCells;
import org.kivuko.model.Directory;
import org.kivuko.model.FlowReport;

/**
 * What of a flow report one recipient may count: without people under protection (PR-2) and without small counts (PR-7).
 * Pure functions.
 */
final class Statistics {
    private static final String NATIONALITY = Dimension.NATIONALITY.code();

    private Statistics() {}

    /**
     * What is left of a message before the agreements reduce it further.
     *
     * @param hidden whether anything was taken out or hidden
     * @param withheld whether nothing of it may cross, because whatever is left would tell too much
     * @param release of a flow report: what has to be kept for the next one
     */
    record Shown(ObjectNode data, boolean hidden, boolean withheld, Optional<Release> release) {}

    static Shown of(Matter matter, List<CompiledRule> permits, Directory directory) {
        var data = matter.message().data();
        if (!(matter.message().payload() instanceof FlowReport report)) {
            return new Shown(data, false, false, Optional.empty());
        }
        var lowered = Protections.hidesProtectionCells(matter, directory)
                ? ProtectionCells.without(data, report)
                : Optional.<ObjectNode>empty();
        var covered = SmallCells.cover(
                report, lowered.orElse(data), limits(permits), matter.facts().earlierReleases());
        return new Shown(
                covered.data(),
                lowered.isPresent() || !covered.isWhole(),
                covered.withheld(),
                Optional.of(covered.release()));
    }

    /** What satisfies every permit that fits. */
    private static Limits limits(List<CompiledRule> permits) {
        var limits = limits(permits.get(0));
        for (CompiledRule permit : permits.subList(1, permits.size())) {
            limits = limits.and(limits(permit));
        }
        return limits;
    }

    /**
     * What a permit states, and the standard of PR-7 where it states nothing. The floor of nationalities, and that hidden
     * counts must not follow from others, no permit can switch off.
     */
    private static Limits limits(CompiledRule permit) {
        return permit.rule()
                .cells()
                .map(cells -> {
                    var minBy = new HashMap<String, Integer>();
                    minBy.put(NATIONALITY, Cells.LEAST_OF_A_NATIONALITY);
                    cells.minBy().forEach((dimension, least) -> minBy.merge(dimension.code(), least, Math::max));
                    return new Limits(cells.min(), minBy, true);
                })
                .orElse(Limits.STANDARD);
    }
}
