package org.kivuko.operations.queues;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import org.kivuko.model.Coded;

/** By which column, and in which direction; queues that are equal there stand in the order of their names. */
public record QueueSort(QueueColumn column, boolean descending) {
    /** In the order of names. */
    public static final QueueSort BY_NAME = new QueueSort(QueueColumn.QUEUE, false);

    /** Reads {@code column} or {@code -column}; empty for a column that is not known. */
    public static Optional<QueueSort> of(String text) {
        boolean descending = text.startsWith("-");
        return Coded.find(QueueColumn.class, descending ? text.substring(1) : text)
                .map(column -> new QueueSort(column, descending));
    }

    /** A place in the order: behind the queue of this name, with this value. */
    record Place(QueueColumn.Cell cell, String queue) {
        private static final String NUMBER = "n";
        private static final String TEXT = "t";
        private static final String NONE = "-";

        /** As a cursor, which says nothing to anybody else. */
        String text() {
            String value = cell.number()
                    .map(number -> NUMBER + number)
                    .or(() -> cell.text().map(text -> TEXT + text))
                    .orElse(NONE);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((value + "\n" + queue).getBytes(StandardCharsets.UTF_8));
        }

        /** Reads a cursor; empty where it is none. */
        static Optional<Place> of(String text) {
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int end = plain.indexOf('\n');
                return end < 1
                        ? Optional.empty()
                        : cell(plain.substring(0, end)).map(cell -> new Place(cell, plain.substring(end + 1)));
            } catch (IllegalArgumentException noCursor) {
                return Optional.empty();
            }
        }

        private static Optional<QueueColumn.Cell> cell(String value) {
            String rest = value.substring(1);
            return switch (value.substring(0, 1)) {
                case NUMBER -> Optional.of(new QueueColumn.Cell(Optional.empty(), Optional.of(Double.valueOf(rest))));
                case TEXT -> Optional.of(new QueueColumn.Cell(Optional.of(rest), Optional.empty()));
                case NONE -> Optional.of(QueueColumn.Cell.NONE);
                default -> Optional.empty();
            };
        }
    }

    Place place(QueueState row) {
        return new Place(column.of(row), row.name().queue());
    }

    Comparator<Place> order() {
        return (left, right) -> {
            boolean leftNone = left.cell().none();
            boolean rightNone = right.cell().none();
            int byValue = leftNone || rightNone
                    ? Boolean.compare(leftNone, rightNone)
                    : (descending ? -1 : 1) * left.cell().compare(right.cell());
            return byValue != 0 ? byValue : left.queue().compareTo(right.queue());
        };
    }
}
