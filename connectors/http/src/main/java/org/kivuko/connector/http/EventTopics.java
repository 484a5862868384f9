package org.kivuko.connector.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.exchange.HeldRow;
import org.kivuko.operations.queues.QueueFilter;
import org.kivuko.operations.queues.QueueState;
import org.kivuko.operations.redrive.Redrive;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.WatchDesk;

/**
 * What the pages of operators are told the changes of, each as what it looks like now to somebody: of what is out of scope nobody learns
 * even that it has changed.
 */
final class EventTopics {
    private static final int NEWEST = 50;

    /** So many of what is held are looked through for those of a scope. */
    private static final int HELD = 1_000;

    private EventTopics() {}

    static Map<String, EventStreams.Topic> of(HttpPorts ports) {
        return Map.of(
                "queues", () -> queues(ports),
                "redrives", () -> redrives(ports),
                "held", () -> held(ports),
                "alerts", () -> who -> alerts(ports, who));
    }

    private static Function<EventStreams.Listener, Object> queues(HttpPorts ports) {
        List<QueueState> rows = ports.ops().queues().watch().table().rows();
        return who -> rows.stream()
                .filter(QueueFilter.all(who.scope())::fits)
                .map(EventTopics::print)
                .toList();
    }

    private static Function<EventStreams.Listener, Object> redrives(HttpPorts ports) {
        List<Redrive> jobs = ports.ops().redrives().redrives().jobs(NEWEST);
        return who -> jobs.stream()
                .filter(job -> who.login().stream().allMatch(job.by()::equals))
                .map(job -> List.of(job.id(), job.state(), job.done(), job.failed()))
                .toList();
    }

    private static Function<EventStreams.Listener, Object> held(HttpPorts ports) {
        List<HeldRow> rows = ports.agenda().held(HELD);
        return who -> rows.stream()
                .filter(row -> who.scope().coversAny(List.of(row.key().source(), row.recipient())))
                .map(row -> List.of(row.delivery(), row.decided()))
                .toList();
    }

    private static Object alerts(HttpPorts ports, EventStreams.Listener who) {
        var sight = new AlertSight(ports.rulebook());
        return ports
                .ops()
                .watch()
                .desk()
                .page(new AlertBook.Asked(AlertBook.Which.OPEN, who.scope(), Optional.empty(), NEWEST))
                .stream()
                .filter(shown -> sight.sees(who.scope(), shown.row().alert()))
                .map(EventTopics::print)
                .toList();
    }

    /** Notes are sealed anew each time they are read: their number is enough. */
    private static Object print(WatchDesk.Shown shown) {
        AlertBook.Row row = shown.row();
        return List.of(
                row.no(),
                row.alert(),
                row.acknowledged(),
                row.assigned(),
                row.notes().size());
    }

    private static Object print(QueueState row) {
        return List.of(
                row.name().queue(),
                row.messages(),
                row.consumers(),
                row.paused().isPresent(),
                row.closedSince().isPresent());
    }
}
