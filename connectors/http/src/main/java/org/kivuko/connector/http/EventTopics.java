package org.kivuko.connector.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.queues.QueueState;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.WatchDesk;

/** What the pages of operators are told the changes of, each as what it looks like now. */
final class EventTopics {
    private static final int NEWEST = 50;

    private EventTopics() {}

    static Map<String, Supplier<Object>> of(HttpPorts ports) {
        OpsPorts ops = ports.ops();
        return Map.of(
                "queues",
                () -> ops.queues().watch().table().rows().stream()
                        .map(EventTopics::print)
                        .toList(),
                "redrives",
                () -> ops.redrives().redrives().jobs(NEWEST).stream()
                        .map(job -> List.of(job.id(), job.state(), job.done(), job.failed()))
                        .toList(),
                "held",
                () -> ports.agenda().held(NEWEST).stream()
                        .map(row -> List.of(row.delivery(), row.decided()))
                        .toList(),
                "alerts",
                () -> ops
                        .watch()
                        .desk()
                        .page(new AlertBook.Asked(AlertBook.Which.OPEN, Scope.ALL, Optional.empty(), NEWEST))
                        .stream()
                        .map(EventTopics::print)
                        .toList());
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
