package org.kivuko.operations.queues;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Coded;
import org.kivuko.model.Lane;

/** A column by which queues are sorted. A queue that has no value in it comes last, whichever the direction. */
public enum QueueColumn implements Coded {
    QUEUE("queue", text(row -> Optional.of(row.name().queue()))),
    MESSAGES("messages", number(QueueState::messages)),
    CONSUMERS("consumers", number(QueueState::consumers)),
    ADDED("added", number(QueueState::added)),
    ACKNOWLEDGED("acknowledged", number(QueueState::acknowledged)),
    AGENCY("agency", text(row -> row.name().agency().map(AgencyId::toString))),
    STATE("state", text(row -> row.name().state())),
    KIND("kind", text(row -> Optional.of(row.name().kind().code()))),
    LANE("lane", text(row -> row.name().lane().map(Lane::code))),
    CHANNEL("channel", text(row -> Optional.of(row.name().channel()).map(Channel::code))),
    DELIVERING("delivering", number(QueueState::delivering)),
    IN_PER_SECOND("inPerSecond", number(QueueState::inPerSecond)),
    OUT_PER_SECOND("outPerSecond", number(QueueState::outPerSecond)),
    OLDEST_SECONDS("oldestSeconds", maybe(QueueState::oldestSeconds)),
    DRAIN_SECONDS("drainSeconds", maybe(QueueState::drainSeconds)),
    PAUSED("paused", number(row -> row.paused().isPresent() ? 1 : 0)),
    CLOSED("closed", number(row -> row.closedSince().isPresent() ? 1 : 0));

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // a function without a state
    private final Function<QueueState, Cell> cell;

    QueueColumn(String code, Function<QueueState, Cell> cell) {
        this.code = code;
        this.cell = cell;
    }

    @Override
    public String code() {
        return code;
    }

    Cell of(QueueState row) {
        return cell.apply(row);
    }

    /** A value, and whether it is a number; empty where a queue has none. */
    record Cell(Optional<String> text, Optional<Double> number) {
        static final Cell NONE = new Cell(Optional.empty(), Optional.empty());

        boolean none() {
            return text.isEmpty() && number.isEmpty();
        }

        /** Among cells that have a value of one kind. */
        int compare(Cell other) {
            return number.isPresent() && other.number.isPresent()
                    ? Double.compare(number.get(), other.number.get())
                    : text.orElse("").compareTo(other.text.orElse(""));
        }
    }

    private interface Numbers {
        double of(QueueState row);
    }

    private static Function<QueueState, Cell> number(Numbers value) {
        return row -> new Cell(Optional.empty(), Optional.of(value.of(row)));
    }

    private static Function<QueueState, Cell> maybe(Function<QueueState, OptionalLong> value) {
        return row -> {
            OptionalLong found = value.apply(row);
            return found.isEmpty() ? Cell.NONE : new Cell(Optional.empty(), Optional.of((double) found.getAsLong()));
        };
    }

    private static Function<QueueState, Cell> text(Function<QueueState, Optional<String>> value) {
        return row -> new Cell(value.apply(row), Optional.empty());
    }
}
