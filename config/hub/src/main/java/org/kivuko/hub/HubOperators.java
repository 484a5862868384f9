package org.kivuko.hub;

import java.util.List;
import java.util.UUID;
import org.kivuko.connector.artemis.JmsDoorstep;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.connector.http.OpsPorts;
import org.kivuko.connector.http.ShiftPorts;
import org.kivuko.connector.http.WatchPorts;
import org.kivuko.connector.postgres.WatchBook;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.operations.people.SealedAudit;
import org.kivuko.operations.shift.ShiftDesk;
import org.kivuko.operations.watch.PostTally;

/** What operators of a running hub ask and do, and what they are told. */
final class HubOperators {
    private static final long ANNOUNCE_EVERY_MILLIS = 1_000;

    private final HubParts hub;
    private final HubQueues queues;
    private final PostTally posts;
    private final UUID id;
    private final WatchBook book;
    private final ShiftDesk shift;

    /** @param id of this hub among those that share its database */
    HubOperators(HubParts hub, HubQueues queues, PostTally posts, UUID id) {
        this.hub = hub;
        this.queues = queues;
        this.posts = posts;
        this.id = id;
        this.book = hub.ledger().watch();
        this.shift = new ShiftDesk(
                book.shift(),
                () -> settings().onCall(),
                () -> hub.rulebook().last().directory(),
                hub.vault(),
                hub.clock());
    }

    private HubSettings settings() {
        return hub.rules().living().configuration().settings();
    }

    /** For the HTTP door; from then on it is looked at queues and at all that operators are told of. */
    OpsPorts ports(List<HealthSource> health, HubPush push) {
        queues.start();
        return new OpsPorts(
                HubPeople.ports(
                        new SealedAudit(hub.ledger().audit(), hub.vault()),
                        hub.ledger(),
                        hub.options(),
                        () -> settings().signIn(),
                        hub.times().wall()),
                queues.ports(),
                HubSearch.ports(hub.ledger(), hub.admission(), hub.vault(), hub.rulebook(), hub.facts(), hub.clock()),
                watched(health, push),
                new ShiftPorts(shift),
                hub.exercises(),
                queues.redrivePorts());
    }

    private WatchPorts watched(List<HealthSource> health, HubPush push) {
        var notices = new HubNotices(
                () -> settings().watch(), hub.options().config(), book.notices(), hub.calls(), hub.clock());
        var watch = new HubWatch(hub, id, health, posts, notices::names, queues::table, push::failed);
        hub.closings().add("notices", notices.watch());
        hub.closings().add("watch", watch.watch());
        var landscape = new HubLandscape(book, queues::table, hub.rulebook(), hub.suspensions()::between, hub.clock());
        return new WatchPorts(
                watch.desk(),
                landscape,
                () -> HubLandscape.uses(hub.rules().living(), book, hub.clock()),
                hub.suspensions());
    }

    /** Tells partners of maintenance from now on. */
    void announce(JmsDoorstep doorstep) {
        hub.closings()
                .add(
                        "maintenance",
                        new Watch(
                                "maintenance",
                                ANNOUNCE_EVERY_MILLIS,
                                () -> shift.tell(doorstep::tell),
                                "maintenance cannot be announced"));
    }
}
