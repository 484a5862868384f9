package org.kivuko.exchange.limit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one agency has used up: all of a message is taken, or nothing. Thread-safe. */
final class Meter {
    private Bucket messages = Bucket.WHOLE;
    private Bucket bytes = Bucket.WHOLE;
    private Bucket urgent = Bucket.WHOLE;
    private int connections;
    private Quota last = Quota.NONE;

    synchronized Optional<OverQuota> take(Quota quota, long size, Traffic traffic, Instant now) {
        if (traffic == Traffic.ASSISTANCE) {
            return Optional.empty();
        }
        begin(quota);
        Optional<Allowance> ofLane = quota.urgent().filter(it -> traffic == Traffic.URGENT);
        var over = new ArrayList<OverQuota>();
        look(quota.messages(), messages, 1, "messages", now).ifPresent(over::add);
        look(quota.bytes(), bytes, size, "bytes", now).ifPresent(over::add);
        look(ofLane, urgent, 1, "urgent messages", now).ifPresent(over::add);
        if (!over.isEmpty()) {
            return latest(over);
        }
        messages = taken(quota.messages(), messages, 1, now);
        bytes = taken(quota.bytes(), bytes, size, now);
        urgent = taken(ofLane, urgent, 1, now);
        return Optional.empty();
    }

    /** What was used up of another allowance says nothing about this one. */
    private void begin(Quota quota) {
        if (!quota.equals(last)) {
            messages = Bucket.WHOLE;
            bytes = Bucket.WHOLE;
            urgent = Bucket.WHOLE;
            last = quota;
        }
    }

    private static Optional<OverQuota> look(
            Optional<Allowance> allowance, Bucket bucket, long amount, String what, Instant now) {
        return allowance.flatMap(stated -> bucket.again(stated, amount, now)
                .map(again -> new OverQuota(stated.amount() + " " + what + " in " + stated.per(), again)));
    }

    private static Bucket taken(Optional<Allowance> allowance, Bucket bucket, long amount, Instant now) {
        return allowance.map(stated -> bucket.take(stated, amount, now)).orElse(bucket);
    }

    /** Before the latest of them it would only be refused again. */
    private static Optional<OverQuota> latest(List<OverQuota> over) {
        return over.stream().max((one, other) -> one.again().compareTo(other.again()));
    }

    synchronized boolean enter(Quota quota) {
        if (quota.connections().filter(most -> connections >= most).isPresent()) {
            return false;
        }
        connections++;
        return true;
    }

    synchronized void leave() {
        connections--;
    }
}
