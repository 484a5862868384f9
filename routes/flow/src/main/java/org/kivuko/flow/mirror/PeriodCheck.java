package org.kivuko.flow.mirror;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;
import org.kivuko.model.Direction;

/**
 * What one period of one way comes to.
 *
 * @param missing the sides of which there is no report although it is due; then nothing is compared
 * @param late by how much the first report of a side came after it was due; sides in time are not in it
 * @param comparisons in the order of their slices
 */
public record PeriodCheck(
        Way way, Span period, Set<Direction> missing, Map<Direction, Duration> late, List<Comparison> comparisons) {
    public PeriodCheck {
        missing = Set.copyOf(missing);
        late = Map.copyOf(late);
        comparisons = List.copyOf(comparisons);
    }
}
