package org.kivuko.operations.watch;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which agency the target of an alert belongs to. Pure. */
public final class Targets {
    private static final Pattern QUEUE =
            Pattern.compile("(?:.+\\.)?agency\\.([A-Z]{3}\\.[A-Z0-9-]+)\\.(?:inbox|outbox|receipts)(?:\\..+)?");
    private static final Pattern AGENCY = Pattern.compile("[A-Z]{3}\\.[A-Z0-9-]+");

    private Targets() {}

    /** Empty for what belongs to no agency: the hub's own queues, agreements, the disk. */
    public static Optional<String> agency(AlertKind kind, String target) {
        return switch (kind) {
            case DEPTH, OLDEST -> agencyOfQueue(target);
            case SILENCE, REFUSALS, HELD ->
                Optional.of(target).filter(text -> AGENCY.matcher(text).matches());
            case EXPIRY, DISK, CLOCK, HEALTH -> Optional.empty();
        };
    }

    /** Empty for the hub's own queues. */
    public static Optional<String> agencyOfQueue(String queue) {
        var match = QUEUE.matcher(queue);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }
}
