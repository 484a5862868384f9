package org.kivuko.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.kivuko.model.AgencyId;

/**
 * What the broker took out of an inbox because it came to its end, on its way back to where it stood: before the first greater
 * number of its link, else at the end. Belongs to one round.
 */
final class RunOut {
    private final Map<AgencyId, TreeMap<LinkNumber, UUID>> byLink = new TreeMap<>();
    private final List<UUID> unknown = new ArrayList<>();

    /** @param places where they stand; what has none comes last of all */
    RunOut(Collection<UUID> items, Map<UUID, Withdrawals.Place> places) {
        for (UUID item : items) {
            Withdrawals.Place place = places.get(item);
            if (place == null) {
                unknown.add(item);
            } else {
                byLink.computeIfAbsent(place.sender(), any -> new TreeMap<>()).put(place.link(), item);
            }
        }
    }

    boolean isEmpty() {
        return byLink.isEmpty() && unknown.isEmpty();
    }

    /** Those that stand before this place, in order; each is given once. */
    List<UUID> before(Withdrawals.Place place) {
        TreeMap<LinkNumber, UUID> link = byLink.get(place.sender());
        if (link == null) {
            return List.of();
        }
        var earlier = link.headMap(place.link());
        var items = List.copyOf(earlier.values());
        earlier.clear();
        if (link.isEmpty()) {
            byLink.remove(place.sender());
        }
        return items;
    }

    /** All that are left, each link in order. */
    List<UUID> rest() {
        var rest = new ArrayList<UUID>();
        byLink.values().forEach(link -> rest.addAll(link.values()));
        rest.addAll(unknown);
        byLink.clear();
        unknown.clear();
        return rest;
    }
}
