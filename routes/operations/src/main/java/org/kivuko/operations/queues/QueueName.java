package org.kivuko.operations.queues;

import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/**
 * What the name of a queue of the contract says.
 *
 * @param agency whose it is; empty for the hub's own
 * @param lane empty where a queue has none
 */
public record QueueName(String queue, QueueKind kind, Optional<AgencyId> agency, Channel channel, Optional<Lane> lane) {
    /** One mark per outbox lies here for ever; it is no message. */
    private static final String MARKS = "hub.commits";

    private static final Pattern OF_AGENCY = Pattern.compile(
            "(?<exercise>exercise\\.)?agency\\.(?<agency>[A-Z0-9.]+)\\.(?<kind>outbox|inbox|receipts)(?<urgent>\\.urgent)?");

    /** Reads any name; one that follows no form is the hub's own. */
    public static QueueName of(String queue) {
        var match = OF_AGENCY.matcher(queue);
        Optional<AgencyId> agency = match.matches() ? AgencyId.parse(match.group("agency")) : Optional.empty();
        if (agency.isEmpty()) {
            return new QueueName(queue, QueueKind.HUB, Optional.empty(), Channel.LIVE, Optional.empty());
        }
        QueueKind kind = QueueKind.valueOf(match.group("kind").toUpperCase(java.util.Locale.ROOT));
        Channel channel = match.group("exercise") == null ? Channel.LIVE : Channel.EXERCISE;
        Lane lane = match.group("urgent") == null ? Lane.BULK : Lane.URGENT;
        return new QueueName(
                queue, kind, agency, channel, kind == QueueKind.RECEIPTS ? Optional.empty() : Optional.of(lane));
    }

    /** Whether what lies there waits for somebody. */
    public boolean holdsMessages() {
        return !queue.equals(MARKS);
    }

    /** The state whose agency's it is. */
    public Optional<String> state() {
        return agency.map(AgencyId::state);
    }
}
