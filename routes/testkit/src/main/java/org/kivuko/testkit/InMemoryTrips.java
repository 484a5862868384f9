package org.kivuko.testkit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kivuko.operations.people.Trip;
import org.kivuko.operations.people.TripStore;

/** Trips that live as long as the process. Thread-safe. */
public final class InMemoryTrips implements TripStore {
    private final Map<String, Begun> trips = new HashMap<>();

    @Override
    public synchronized boolean begin(String digest, String back, Instant now) {
        trips.values().removeIf(begun -> begun.at().isBefore(now.minus(Trip.LONGEST)));
        return trips.size() < MOST && trips.putIfAbsent(digest, new Begun(back, now)) == null;
    }

    @Override
    public synchronized Optional<Begun> end(String digest) {
        return Optional.ofNullable(trips.remove(digest));
    }
}
