package org.kivuko.agreement;

import java.util.List;
import org.kivuko.model.FlowReport.Cell;

/**
 * Figures of the same post, period and direction that the recipient was given before, as they crossed: a cell that was
 * hidden has no count.
 */
public record EarlierRelease(String reportId, int revision, List<Cell> cells) {
    public EarlierRelease {
        cells = List.copyOf(cells);
    }

    /** Shows no figures. */
    @Override
    public String toString() {
        return "EarlierRelease[" + reportId + " revision " + revision + "]";
    }
}
