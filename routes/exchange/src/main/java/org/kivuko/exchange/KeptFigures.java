package org.kivuko.exchange;

import java.time.LocalDate;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Direction;

/**
 * Figures that a recipient was given, sealed: they hold small counts. Found again by what they are about.
 *
 * @param sealed under the name of the delivery
 */
public record KeptFigures(About about, SealedContent sealed) {
    /**
     * What figures are about.
     *
     * @param start included
     * @param end excluded
     */
    public record About(AgencyId recipient, String post, Direction direction, LocalDate start, LocalDate end) {
        /** Whether figures about both count some of the same people. */
        public boolean overlaps(About other) {
            return recipient.equals(other.recipient)
                    && post.equals(other.post)
                    && direction == other.direction
                    && start.isBefore(other.end)
                    && other.start.isBefore(end);
        }
    }
}
