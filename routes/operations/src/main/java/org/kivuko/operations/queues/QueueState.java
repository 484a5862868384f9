package org.kivuko.operations.queues;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One queue as it was at the last look.
 *
 * @param messages as last counted; the broker may be counting anew
 * @param counting whether it is
 * @param inPerSecond over the last half minute
 * @param outPerSecond likewise
 * @param oldest by when the oldest message had come; empty where there is none, or it came after the last look
 * @param trend how many messages lay there at the last looks, oldest first, at most {@link #TREND}
 * @param closedSince since when the hub hands nothing over from it, because it judges anew what lies there
 */
public record QueueState(
        QueueName name,
        Instant at,
        long messages,
        boolean counting,
        int consumers,
        int delivering,
        long added,
        long acknowledged,
        double inPerSecond,
        double outPerSecond,
        Optional<Instant> oldest,
        List<Long> trend,
        Optional<Pause> paused,
        Optional<Instant> closedSince) {
    /** How many looks a trend goes back. */
    public static final int TREND = 60;

    public QueueState {
        trend = List.copyOf(trend);
    }

    /** How long the oldest message has lain there, in seconds. */
    public OptionalLong oldestSeconds() {
        return oldest.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, Duration.between(oldest.get(), at).toSeconds()));
    }

    /** After how many seconds it is empty, were all to go on as now; empty where it is, or would never be. */
    public OptionalLong drainSeconds() {
        double faster = outPerSecond - inPerSecond;
        return messages == 0 || faster <= 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil(messages / faster));
    }

    /** Whether messages of agencies lie there and nobody listens; at the hub's own queues nobody ever does. */
    public boolean unattended() {
        return messages > 0 && consumers == 0 && name.kind() != QueueKind.HUB;
    }

    QueueState with(Optional<Pause> pause) {
        return new QueueState(
                name,
                at,
                messages,
                counting,
                consumers,
                delivering,
                added,
                acknowledged,
                inPerSecond,
                outPerSecond,
                oldest,
                trend,
                pause,
                closedSince);
    }
}
