package org.kivuko.hub;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.Room;
import org.kivuko.exchange.limit.Standstill;

/** What bounds a running hub: quotas of agencies, room at recipients, and its disk. Each follows what it is measured by. */
final class HubLimits {
    private static final long COUNT_EVERY_MILLIS = 500;

    private final Standstill standstill = new Standstill();
    private final Quotas quotas;
    private final HubRules rules;
    private final BiConsumer<String, AutoCloseable> closing;

    /** @param closing is told what has to end with the hub */
    HubLimits(HubRules rules, BiConsumer<String, AutoCloseable> closing) {
        this.rules = rules;
        this.closing = closing;
        quotas = new Quotas(rules.living().configuration().settings().quotas());
        rules.living().onConfiguration(next -> quotas.follow(next.settings().quotas()));
    }

    Quotas quotas() {
        return quotas;
    }

    Standstill standstill() {
        return standstill;
    }

    /** Before anything is taken, and from then on. */
    void guardDisk(Path folder) {
        var guard = new DiskGuard(
                DiskSpace.of(folder), rules.living().configuration().settings().disk(), standstill);
        guard.look();
        closing.accept(
                "disk guard",
                new Watch("disk-guard", DiskGuard.EVERY_MILLIS, guard::look, "the disk cannot be watched"));
    }

    /** Room at recipients, by what the ledger counts from now on. */
    Room room(PostgresLedger ledger) {
        var room = Room.of(quotas);
        room.counted(ledger.waiting());
        closing.accept(
                "waiting counts",
                new Watch(
                        "waiting-counts",
                        COUNT_EVERY_MILLIS,
                        () -> room.counted(ledger.waiting()),
                        "what waits cannot be counted"));
        return room;
    }
}
