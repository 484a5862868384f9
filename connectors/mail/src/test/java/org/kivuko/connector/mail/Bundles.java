package org.kivuko.connector.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.AlertSeverity;
import org.kivuko.operations.watch.NoticeBook;

/** What is told in these tests. */
public final class Bundles {
    public static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");

    private Bundles() {}

    /** One start and one end. */
    public static NoticeBook.Bundle two() {
        return new NoticeBook.Bundle(
                UUID.randomUUID(),
                0,
                List.of(
                        new NoticeBook.Told(
                                alert(AlertKind.DEPTH, "agency.UGA.DCIC.inbox", AlertSeverity.URGENT, Optional.empty()),
                                true),
                        new NoticeBook.Told(
                                alert(AlertKind.HEALTH, "ledger", AlertSeverity.ATTENTION, Optional.of(NOW)), false)));
    }

    /** A start and an end of each kind. */
    public static NoticeBook.Bundle everyKind() {
        var told = new ArrayList<NoticeBook.Told>();
        for (AlertKind kind : AlertKind.values()) {
            told.add(new NoticeBook.Told(
                    alert(kind, "target of " + kind, AlertSeverity.ATTENTION, Optional.empty()), true));
            // Told late: by then it has ended.
            told.add(new NoticeBook.Told(alert(kind, "ended " + kind, AlertSeverity.URGENT, Optional.of(NOW)), true));
            told.add(new NoticeBook.Told(alert(kind, "ended " + kind, AlertSeverity.URGENT, Optional.of(NOW)), false));
        }
        return new NoticeBook.Bundle(UUID.randomUUID(), 0, told);
    }

    /** A start at a target of this name. */
    static NoticeBook.Bundle startedAt(String target) {
        return new NoticeBook.Bundle(
                UUID.randomUUID(),
                0,
                List.of(new NoticeBook.Told(
                        alert(AlertKind.DEPTH, target, AlertSeverity.ATTENTION, Optional.empty()), true)));
    }

    private static Alert alert(AlertKind kind, String target, AlertSeverity severity, Optional<Instant> ended) {
        return new Alert(
                UUID.randomUUID(),
                kind,
                target,
                severity,
                21_000,
                10_000,
                NOW.minusSeconds(90),
                Optional.empty(),
                ended);
    }
}
