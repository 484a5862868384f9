package org.kivuko.operations.watch;

import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.queues.QueueName;

/** Which agency the target of an alert belongs to. Pure. */
public final class Targets {
    private static final Pattern AGENCY = Pattern.compile("[A-Z]{3}\\.[A-Z0-9-]+");

    private Targets() {}

    /** Empty for what belongs to no agency: the hub's own queues, agreements, the disk. */
    public static Optional<String> agency(AlertKind kind, String target) {
        return switch (kind) {
            case DEPTH, OLDEST -> QueueName.of(target).agency().map(AgencyId::toString);
            case SILENCE, REFUSALS, HELD, PUSH ->
                Optional.of(target).filter(text -> AGENCY.matcher(text).matches());
            case EXPIRY, DISK, CLOCK, HEALTH -> Optional.empty();
        };
    }
}
