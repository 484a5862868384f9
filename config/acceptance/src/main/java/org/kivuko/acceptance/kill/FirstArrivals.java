package org.kivuko.acceptance.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.Shelf;

/**
 * In which order the deliveries of one recipient came for the first time, by link. A call that nobody answered may have
 * leased deliveries: they come again once that lease has run out, and until then newer ones may come. Nothing else excuses
 * an older delivery that comes after a newer one. Used by one thread, over one journal from its beginning.
 */
final class FirstArrivals {
    /** So long the hub may go on with a call after its caller has given it up. */
    private static final Duration AFTER_THE_CALL = Duration.ofSeconds(30);

    private final Map<String, List<Arrival>> links = new HashMap<>();
    private final List<Line.Fetch> unanswered = new ArrayList<>();
    private Optional<Line.Fetch> current = Optional.empty();

    /** By which call something came; empty over AMQP. */
    private record Arrival(long number, Optional<Line.Fetch> call) {}

    /** What a first arrival says about the order. */
    sealed interface Finding {}

    /** Nothing newer of its link has come. */
    record InOrder() implements Finding {}

    /** A newer one came before, as it may: the call that was given this one was not answered, and its lease ran out. */
    record LeaseRanOut() implements Finding {}

    /** A newer one came before. */
    record Overtaken(long by) implements Finding {}

    /** The next lines of the journal came by this call. */
    void fetched(Line.Fetch call) {
        if (call.answered()) {
            current = Optional.of(call);
        } else {
            unanswered.add(call);
        }
    }

    /** A delivery came that had not come before. */
    Finding first(String link, long number) {
        List<Arrival> arrived = links.computeIfAbsent(link, any -> new ArrayList<>());
        List<Arrival> newer =
                arrived.stream().filter(each -> each.number() > number).toList();
        arrived.add(new Arrival(number, current));
        if (newer.isEmpty()) {
            return new InOrder();
        }
        return unanswered.stream().anyMatch(lost -> explains(lost, newer))
                ? new LeaseRanOut()
                : new Overtaken(newer.get(newer.size() - 1).number());
    }

    private boolean explains(Line.Fetch lost, List<Arrival> newer) {
        boolean ranOut = current.isPresent()
                && !current.get().ended().isBefore(lost.begun().plus(Shelf.LEASE));
        return ranOut
                && newer.stream().allMatch(each -> each.call()
                        .filter(call -> !call.equals(current.get()) && cameWhileLeased(call, lost))
                        .isPresent());
    }

    private static boolean cameWhileLeased(Line.Fetch call, Line.Fetch lost) {
        Instant latestEnd = lost.ended().plus(AFTER_THE_CALL).plus(Shelf.LEASE);
        return !call.begun().isBefore(lost.begun()) && call.begun().isBefore(latestEnd);
    }
}
