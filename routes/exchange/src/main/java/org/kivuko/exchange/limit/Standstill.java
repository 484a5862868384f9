package org.kivuko.exchange.limit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Why the hub takes nothing at the moment: doors refuse, outboxes wait. It goes on once no cause is left. Thread-safe. */
public final class Standstill {
    private final Map<String, String> causes = new ConcurrentSkipListMap<>();

    /** From now on it stands still for this cause too; says why in one sentence. */
    public void stop(String cause, String why) {
        causes.put(cause, why);
    }

    /** This cause is gone. */
    public void go(String cause) {
        causes.remove(cause);
    }

    /** Why it stands still; empty where it does not. */
    public Optional<String> reason() {
        return causes.values().stream().findFirst();
    }

    /** @throws StandsStill where it does */
    public void requireMoving() {
        Optional<String> why = reason();
        if (why.isPresent()) {
            throw new StandsStill(why.get());
        }
    }
}
