package org.kivuko.operations.queues;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.QueueRow;

/** Every queue as it was at one look. */
public final class QueueTable {
    private final Instant at;
    private final List<QueueState> rows;

    /** @param rows in the order of names */
    public QueueTable(Instant at, List<QueueState> rows) {
        this.at = at;
        this.rows = List.copyOf(rows);
    }

    /** When it was looked. */
    public Instant at() {
        return at;
    }

    /** All of them, in the order of names. */
    public List<QueueState> rows() {
        return rows;
    }

    /** The queue of this name. */
    public Optional<QueueState> queue(String name) {
        return rows.stream().filter(row -> row.name().queue().equals(name)).findFirst();
    }

    /** What was counted of each. */
    public List<QueueRow> counts() {
        return rows.stream()
                .map(row -> new QueueRow(
                        row.name().queue(), row.messages(), row.consumers(), row.added(), row.acknowledged()))
                .toList();
    }

    /** With who has paused which. */
    QueueTable with(Map<String, Pause> paused) {
        return paused.isEmpty()
                ? this
                : new QueueTable(
                        at,
                        rows.stream()
                                .map(row -> Optional.ofNullable(
                                                paused.get(row.name().queue()))
                                        .map(pause -> row.with(Optional.of(pause)))
                                        .orElse(row))
                                .toList());
    }
}
