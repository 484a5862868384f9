package org.kivuko.connector.artemis;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which receipts one agency was handed and has acknowledged since the hub started; the ledger keeps no receipts. The oldest
 * are forgotten. Thread-safe.
 */
final class ReceiptMemory implements HandedOut {
    private static final int KEPT = 10_000;

    /** Whether each one was acknowledged, oldest first. */
    private final Map<UUID, Boolean> receipts = new LinkedHashMap<>();

    @Override
    public synchronized Set<UUID> handOut(Collection<UUID> items) {
        var open = new HashSet<UUID>();
        for (UUID item : items) {
            if (!receipts.getOrDefault(item, false)) {
                open.add(item);
                receipts.put(item, false);
            }
        }
        var oldest = receipts.keySet().iterator();
        for (int over = receipts.size() - KEPT; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
        return open;
    }

    @Override
    public synchronized boolean takenOver(UUID item) {
        return receipts.getOrDefault(item, false);
    }

    /** Notes what was acknowledged; gives those that were ever handed out. */
    synchronized Set<UUID> acknowledge(Collection<UUID> items) {
        return items.stream()
                .filter(item -> receipts.computeIfPresent(item, (id, acknowledged) -> true) != null)
                .collect(Collectors.toSet());
    }

    /** For a test of the bound. */
    synchronized Map<UUID, Boolean> snapshot() {
        return new HashMap<>(receipts);
    }
}
