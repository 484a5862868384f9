package org.kivuko.flow.matching;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Direction;

/**
 * A record without counterpart, for its sender alone.
 *
 * @param recordId as the sender called it
 * @param age since the crossing
 */
public record Unmatched(String recordId, Duration age) {
    /** Records of one way, direction and period. */
    private record Place(Way way, Direction direction, Span period) {}

    /**
     * Those of one agency, oldest first. Where a period has so few of its state's that each stands out none of them is shown: it may
     * be without counterpart because the other side protects the traveller, and must not be looked for as the only one.
     *
     * @param unmatched all that are given up
     * @param least so few stand out; at least 1. The small-cell limit of the agreement
     */
    public static List<Unmatched> of(
            AgencyId sender, Collection<Marks> unmatched, Rhythm rhythm, ZoneId zone, int least, Instant now) {
        Map<Place, List<Marks>> byPlace = unmatched.stream()
                .filter(marks -> marks.sender().state().equals(sender.state()))
                .collect(Collectors.groupingBy(marks -> new Place(
                        marks.way(),
                        marks.direction(),
                        rhythm.around(marks.crossedAt().atZone(zone).toLocalDate()))));
        return byPlace.values().stream()
                .filter(together -> !Tally.isFew(together.size(), least))
                .flatMap(List::stream)
                .filter(marks -> marks.sender().equals(sender))
                .map(marks -> new Unmatched(marks.recordId(), Duration.between(marks.crossedAt(), now)))
                .sorted(Comparator.comparing(Unmatched::age).reversed().thenComparing(Unmatched::recordId))
                .toList();
    }
}
