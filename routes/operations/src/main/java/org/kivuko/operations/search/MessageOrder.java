package org.kivuko.operations.search;

import java.util.Optional;
import org.kivuko.model.Coded;

/** In which order messages are listed. */
public record MessageOrder(Column column, boolean descending) {
    /** Newest first. */
    public static final MessageOrder NEWEST = new MessageOrder(Column.ACCEPTED_AT, true);

    /** What can be sorted by. */
    public enum Column implements Coded {
        /**
         * The order in which the ledger took the messages, which is that of {@code acceptedAt}: two that were accepted within the
         * same moments may stand the other way round, so that a page never misses what a slower door writes down behind it.
         */
        ACCEPTED_AT("acceptedAt"),
        /** By sender, and for each in the order in which the ledger took its messages. */
        AGENCY("agency");

        private final String code;

        Column(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Reads {@code column} or {@code -column}; empty for a column that nothing is sorted by. */
    public static Optional<MessageOrder> parse(String text) {
        boolean descending = text.startsWith("-");
        return Coded.find(Column.class, descending ? text.substring(1) : text)
                .map(column -> new MessageOrder(column, descending));
    }
}
