package org.kivuko.operations.people;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.kivuko.operations.people.Provider.ProviderUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in at another place. Whoever comes from there is known by that place and what it calls the person for ever, never by a
 * name, and is given what the settings say of the groups, each time anew. Thread-safe.
 */
public final class Elsewhere {
    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);
    /** Each waits for the other place for some seconds; threads are for others too. */
    private static final int AT_ONCE = 8;

    private final Supplier<Optional<Provider>> provider;
    private final TripStore trips;
    private final PeopleStore people;
    private final SignIn signIn;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore asked = new Semaphore(AT_ONCE);

    /** @param provider as the settings say at that moment; empty where there is none */
    public Elsewhere(Supplier<Optional<Provider>> provider, TripStore trips, PeopleStore people, SignIn signIn) {
        this.provider = provider;
        this.trips = trips;
        this.people = people;
        this.signIn = signIn;
    }

    /** What came of it. */
    public sealed interface Result {}

    /** Off to the other place. */
    public record Left(Trip trip, URI to) implements Result {}

    /**
     * Signed in.
     *
     * @param back the page to go on at
     */
    public record In(SignIn.SignedIn session, String back) implements Result {}

    /**
     * Not.
     *
     * @param login whose, where that is known
     */
    public record Refused(WayIn why, Optional<String> login) implements Result {
        private Refused(WayIn why) {
            this(why, Optional.empty());
        }
    }

    /** A call of the other place. */
    @FunctionalInterface
    private interface Asking {
        Result ask(Provider place) throws ProviderUnavailable;
    }

    /** What the other place is called; empty where there is none. */
    public Optional<String> name() {
        return provider.get().map(Provider::name);
    }

    /**
     * Sends somebody there.
     *
     * @param back the page to go on at
     */
    public Result leave(String back, Instant now) {
        return asking(place -> {
            var trip = Trip.fresh(random);
            URI to = place.leave(trip);
            return trips.begin(trip.digest(), back, now) ? new Left(trip, to) : new Refused(WayIn.BUSY);
        });
    }

    /**
     * Somebody comes back.
     *
     * @param trip of this browser
     * @param answer the parameters of the address
     */
    public Result arrive(Optional<Trip> trip, Map<String, String> answer, Instant now) {
        Optional<Trip> mine = trip.filter(known -> known.hasState(answer.getOrDefault("state", "")));
        Optional<TripStore.Begun> begun = mine.flatMap(known -> trips.end(known.digest()))
                .filter(known -> now.isBefore(known.at().plus(Trip.LONGEST)));
        if (begun.isEmpty()) {
            return new Refused(WayIn.STALE);
        }
        return asking(place -> {
            Provider.Arrival arrival = place.arrive(mine.orElseThrow(), answer);
            if (arrival instanceof Provider.Vouched vouched) {
                return enter(
                        Welcome.of(vouched.vouch(), place.grants()), begun.get().back(), now);
            }
            return new Refused(arrival instanceof Provider.Declined ? WayIn.DECLINED : WayIn.NOT_BELIEVED);
        });
    }

    private Result enter(Welcome.Result welcome, String back, Instant now) {
        if (welcome instanceof Welcome.Nobody nobody) {
            return new Refused(nobody.why());
        }
        Optional<Person> known = people.vouch(((Welcome.Somebody) welcome).person(), now);
        if (known.isEmpty()) {
            return new Refused(WayIn.LOGIN_TAKEN);
        }
        Person person = known.get();
        return person.locked()
                ? new Refused(WayIn.LOCKED, Optional.of(person.login()))
                : new In(signIn.begin(person, now), back);
    }

    private Result asking(Asking asking) {
        Optional<Provider> place = provider.get();
        if (place.isEmpty()) {
            return new Refused(WayIn.NOT_OFFERED);
        }
        if (!asked.tryAcquire()) {
            return new Refused(WayIn.BUSY);
        }
        try {
            return asking.ask(place.get());
        } catch (ProviderUnavailable down) {
            LOG.warn("nobody can sign in elsewhere: {}", down.getMessage());
            return new Refused(WayIn.DOWN);
        } finally {
            asked.release();
        }
    }

    /** Where somebody goes who signs out here, so that the session there ends too; empty for everybody else. */
    public Optional<URI> farewell(Person person) {
        return person.identity().isEmpty() ? Optional.empty() : provider.get().flatMap(Provider::farewell);
    }
}
