package org.kivuko.operations.watch;

import java.util.List;
import org.kivuko.agreement.Agreement;

/** The agreements of the running hub and how much they are used. Thread-safe. */
@FunctionalInterface
public interface AgreementUse {
    /**
     * An agreement.
     *
     * @param signed the parties whose signature counts
     * @param used how many rulings rested on it within a day
     */
    record Row(Agreement agreement, List<String> signed, long used) {
        public Row {
            signed = List.copyOf(signed);
        }
    }

    /** The version of each that is in charge, in the order of their ids. */
    List<Row> all();
}
