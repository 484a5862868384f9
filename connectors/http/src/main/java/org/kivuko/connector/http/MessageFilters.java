package org.kivuko.connector.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;
import org.kivuko.model.Status;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageFilter;
import org.kivuko.operations.search.MessageOrder;
import org.kivuko.operations.search.MessageQuery;
import org.kivuko.operations.search.Place;
import org.kivuko.operations.search.Position;

/** Reads from a query which messages are looked for; every fault at once, each at its parameter. Used once, by one thread. */
final class MessageFilters {
    static final Set<String> SPAN = Set.of("since", "until");

    /** What narrows a list. */
    static final Set<String> FILTER = Set.of(
            "q",
            "case",
            "agency",
            "from",
            "to",
            "pair",
            "type",
            "alertType",
            "outcome",
            "reason",
            "status",
            "since",
            "until",
            "sort");

    /** The same with what turns its pages. */
    static final Set<String> LIST = Stream.concat(FILTER.stream(), Stream.of("after", "max"))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());

    private static final Pattern PAIR = Pattern.compile("([A-Z0-9.]+)(?:-|->|>)([A-Z0-9.]+)");
    private static final int USUAL = 50;
    private static final int LONGEST = 200;

    private final Map<String, String> query;
    private final List<Fault> faults = new ArrayList<>();

    private MessageFilters(Map<String, String> query) {
        this.query = query;
    }

    /**
     * What is asked.
     *
     * @param named a text that names messages exactly
     */
    record Asked(MessageQuery query, Optional<String> named) {}

    static Reading<Asked> read(Map<String, String> query, Scope scope) {
        var filters = new MessageFilters(query);
        Asked asked = filters.asked(scope);
        return filters.faults.isEmpty()
                ? new Reading.Accepted<>(asked, List.of())
                : new Reading.Refused<>(filters.faults);
    }

    static Reading<MessageFilter.Span> span(Map<String, String> query) {
        var filters = new MessageFilters(query);
        MessageFilter.Span span = filters.span();
        return filters.faults.isEmpty()
                ? new Reading.Accepted<>(span, List.of())
                : new Reading.Refused<>(filters.faults);
    }

    private Asked asked(Scope scope) {
        var filter = new MessageFilter(parties(), kinds(), ruled(), span(), scope);
        MessageOrder order = value("sort", "acceptedAt, -acceptedAt, agency or -agency", MessageOrder::parse)
                .orElse(MessageOrder.NEWEST);
        Optional<Position> after = value(
                "after", "what the page before says as next, in the same order", text -> Position.parse(text, order));
        int max = value("max", "a number from 1 to " + MessageQuery.MOST, MessageFilters::max)
                .orElse(USUAL);
        return new Asked(new MessageQuery(filter, order, after, max), named());
    }

    private Optional<String> named() {
        Optional<String> named = value("q", "at most " + LONGEST + " characters", MessageFilters::text);
        Optional<String> file = value("case", "at most " + LONGEST + " characters", MessageFilters::text);
        if (named.isPresent() && file.isPresent()) {
            fault("case", "nothing beside q");
        }
        return named.or(() -> file);
    }

    private MessageFilter.Parties parties() {
        Optional<Place> from = place("from");
        Optional<Place> to = place("to");
        Optional<List<Place>> pair = value("pair", "two states or agencies, like KEN-UGA", MessageFilters::pair);
        if (pair.isPresent() && (from.isPresent() || to.isPresent())) {
            fault("pair", "neither from nor to beside it");
        }
        return new MessageFilter.Parties(
                place("agency"),
                pair.map(both -> both.get(0)).or(() -> from),
                pair.map(both -> both.get(1)).or(() -> to));
    }

    private Optional<Place> place(String name) {
        return value(name, "a state like KEN or an agency like KEN.DIS", Place::parse);
    }

    private static Optional<List<Place>> pair(String text) {
        Matcher both = PAIR.matcher(text);
        return both.matches()
                ? Place.parse(both.group(1))
                        .flatMap(from -> Place.parse(both.group(2)).map(to -> List.of(from, to)))
                : Optional.empty();
    }

    private MessageFilter.Kinds kinds() {
        return new MessageFilter.Kinds(
                value("type", "the type of a message, like " + MessageType.ALERT.code(), MessageFilters::type),
                coded("alertType", AlertType.class),
                coded("status", Status.class));
    }

    private static Optional<MessageType> type(String text) {
        return Stream.of(MessageType.values())
                .filter(type -> type.code().equals(text) || type.shortName().equals(text))
                .findFirst();
    }

    private MessageFilter.Ruled ruled() {
        return new MessageFilter.Ruled(
                coded("outcome", Outcome.class),
                value("reason", "a code, like " + Code.NO_AGREEMENT.code(), text -> Coded.find(Code.class, text)));
    }

    private MessageFilter.Span span() {
        Optional<Instant> since = value("since", "an instant, like 2026-11-01T08:00:00Z", Query::instant);
        Optional<Instant> until = value("until", "an instant, like 2026-11-01T08:00:00Z", Query::instant);
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            fault("until", "an instant after since");
        }
        return new MessageFilter.Span(since, until);
    }

    private <E extends Enum<E> & Coded> Optional<E> coded(String name, Class<E> list) {
        return value(name, "one of " + Coded.all(list), text -> Coded.find(list, text));
    }

    /** The value of a parameter; an empty one counts as absent, since forms send them. */
    private <T> Optional<T> value(String name, String expected, Function<String, Optional<T>> read) {
        String text = query.getOrDefault(name, "");
        if (text.isBlank()) {
            return Optional.empty();
        }
        Optional<T> value = read.apply(text.strip());
        if (value.isEmpty()) {
            fault(name, expected);
        }
        return value;
    }

    private void fault(String name, String expected) {
        faults.add(Query.fault(name, expected));
    }

    private static Optional<String> text(String text) {
        return text.length() <= LONGEST ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Integer> max(String text) {
        return Lots.number(text, MessageQuery.MOST);
    }
}
