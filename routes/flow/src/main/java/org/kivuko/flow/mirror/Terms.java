package org.kivuko.flow.mirror;

import java.time.Duration;
import java.time.ZoneId;
import org.kivuko.flow.Rhythm;

/**
 * What the two sides of a crossing have agreed for the comparison.
 *
 * @param rhythm the periods that are compared; reports of shorter ones are added up
 * @param due how long after the end of a period a report may come; then it is late, and where there is none, missing
 * @param zone in which days begin and end at the crossing
 * @param lasting so many compared periods in a row out of tolerance are a lasting discrepancy, at least 1
 * @param settled so many in a row within it end one, at least 1
 */
public record Terms(Rhythm rhythm, Tolerance tolerance, Duration due, ZoneId zone, int lasting, int settled) {
    public Terms {
        if (lasting < 1 || settled < 1 || due.isNegative()) {
            throw new IllegalArgumentException("a discrepancy lasts and ends after at least one period");
        }
    }
}
