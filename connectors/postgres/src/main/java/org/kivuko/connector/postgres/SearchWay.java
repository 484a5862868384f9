package org.kivuko.connector.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.kivuko.agreement.Outcome;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.Place;

/**
 * By which index a list is read, in the order of time: for each key of it a stream of messages, newest or oldest first, and all of
 * them together hold everything that fits. Without keys the messages themselves are read by their numbers.
 *
 * @param sent agencies whose messages are read
 * @param got agencies whose rulings are read
 * @param reasons of the rulings that are read
 * @param all whether all messages are read
 */
record SearchWay(List<String> sent, List<String> got, List<String> reasons, boolean all) {
    private static final String SENDERS =
            "select m.source from message m where m.accepted and m.no > 0 and m.source > %s"
                    + " order by m.source limit 1";
    private static final String RECIPIENTS =
            "select r.recipient from ruling r where r.superseded_at is null and r.message > 0"
                    + " and r.recipient > %s order by r.recipient limit 1";
    private static final String REASONS =
            "select r.reason from ruling r where r.superseded_at is null and r.message > 0"
                    + " and r.reason is not null and r.reason > %s order by r.reason limit 1";

    /** The distinct values of the first column of an index, each found by one look behind the one before. */
    private static final String DISTINCT =
            """
            with recursive known (value) as (
                (%s)
                union all
                select (%s) from known where value is not null and starts_with(value, :prefix))
            select value from known where value is not null and starts_with(value, :prefix)
            """;

    private static final SearchWay ALL = new SearchWay(List.of(), List.of(), List.of(), true);

    int keys() {
        return sent.size() + got.size() + reasons.size();
    }

    /** The way that reads the least for most questions, as far as that can be said without counting. */
    static SearchWay of(Handle handle, MessageFilter filter) {
        Optional<Place> from = filter.parties().from();
        Optional<Place> to = filter.parties().to();
        Optional<Place> agency = filter.parties().agency();
        if (from.filter(place -> !place.isState()).isPresent()) {
            return sent(senders(handle, from.get()));
        }
        if (filter.ruled().reason().isPresent()) {
            return reasons(List.of(filter.ruled().reason().get().code()));
        }
        if (to.filter(place -> !place.isState()).isPresent()) {
            return got(recipients(handle, to.get()));
        }
        if (filter.ruled().outcome().filter(SearchWay::hasReason).isPresent()) {
            return reasons(distinct(handle, REASONS, ""));
        }
        if (to.isPresent()) {
            return got(recipients(handle, to.get()));
        }
        if (from.isPresent()) {
            return sent(senders(handle, from.get()));
        }
        if (agency.isPresent()) {
            return part(handle, List.of(agency.get()));
        }
        return filter.scope().everything() ? ALL : part(handle, places(filter.scope()));
    }

    private static boolean hasReason(Outcome outcome) {
        return outcome == Outcome.REFUSED || outcome == Outcome.HELD;
    }

    private static List<Place> places(Scope scope) {
        return Stream.concat(
                        scope.states().stream(),
                        scope.agencies().stream()
                                .filter(agency -> !scope.states().contains(agency.state()))
                                .map(Object::toString))
                .map(Place::new)
                .toList();
    }

    private static SearchWay part(Handle handle, Collection<Place> places) {
        var sent = new ArrayList<String>();
        var got = new ArrayList<String>();
        for (Place place : places) {
            sent.addAll(senders(handle, place));
            got.addAll(recipients(handle, place));
        }
        return new SearchWay(sent, got, List.of(), false);
    }

    private static SearchWay sent(List<String> agencies) {
        return new SearchWay(agencies, List.of(), List.of(), false);
    }

    private static SearchWay got(List<String> agencies) {
        return new SearchWay(List.of(), agencies, List.of(), false);
    }

    private static SearchWay reasons(List<String> reasons) {
        return new SearchWay(List.of(), List.of(), reasons, false);
    }

    /** Every agency that ever sent something. */
    static List<String> senders(Handle handle) {
        return distinct(handle, SENDERS, "");
    }

    static List<String> senders(Handle handle, Place place) {
        return place.isState() ? distinct(handle, SENDERS, place.code() + ".") : List.of(place.code());
    }

    private static List<String> recipients(Handle handle, Place place) {
        return place.isState() ? distinct(handle, RECIPIENTS, place.code() + ".") : List.of(place.code());
    }

    private static List<String> distinct(Handle handle, String next, String prefix) {
        return handle.createQuery(DISTINCT.formatted(next.formatted(":prefix"), next.formatted("known.value")))
                .bind("prefix", prefix)
                .mapTo(String.class)
                .list();
    }
}
