package org.kivuko.agreement.findings;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreement.State;

/** Ends that come near: what crosses today will not cross then. */
final class EndFindings {
    /** Days before an end at which its parties are told, from the last warning to the first. */
    private static final int[] WARNINGS = {7, 30, 90};

    private EndFindings() {}

    static Optional<Finding> of(Agreement agreement, LocalDate day) {
        if (agreement.state() != State.IN_FORCE && agreement.state() != State.PROVISIONAL) {
            return Optional.empty();
        }
        return agreement.valid().until().flatMap(end -> {
            long left = ChronoUnit.DAYS.between(day, end);
            if (left <= 0) {
                return Optional.of(finding(
                        agreement,
                        "the agreement ended on " + end + "; nothing crosses under it any more",
                        "prolong it"));
            }
            return IntStream.of(WARNINGS)
                    .filter(days -> left <= days)
                    .boxed()
                    .findFirst()
                    .map(days -> finding(
                            agreement,
                            "the agreement ends on " + end + ", in " + left + (left == 1 ? " day" : " days")
                                    + " (less than " + (days + 1) + "); from then on nothing crosses under it",
                            "prolong it in a new version"));
        });
    }

    private static Finding finding(Agreement agreement, String message, String remedy) {
        var more = remedy + ", or set its state to terminated once both sides have settled what they hold";
        return new Finding(Finding.Kind.ENDING, agreement.id(), "/valid/until", message, more);
    }
}
