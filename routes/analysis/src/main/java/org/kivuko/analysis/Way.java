package org.kivuko.analysis;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;

/**
 * Walks through every class of cases on the way from one state to another, or inside one, and asks the engine about one case
 * of each. Used once, by one thread.
 */
final class Way {
    /** Ages count from it; nothing else in a ruling depends on when a message was sent. */
    static final OffsetDateTime SENT = OffsetDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneOffset.UTC);

    private final Space space;
    private final Engine engine;
    private final WaySpecimens specimens;
    private final Scopes scopes;
    private final Classes classes;
    private final Dimensions dimensions;
    private final Map<List<Agreement>, List<Group<Instant>>> instants = new HashMap<>();

    /**
     * @param scopes what rules and guarantees tell apart on this way
     * @param interest which cases are walked through
     */
    Way(World world, Space space, Engine engine, String from, String to, List<Scope> scopes, Interest interest) {
        this.space = space;
        this.engine = engine;
        specimens = new WaySpecimens(to);
        this.scopes = new Scopes(scopes);
        classes = new Classes(this.scopes, interest != Interest.ALL);
        dimensions = new Dimensions(world, space, from, to, this.scopes, interest == Interest.CHANGES_BY_NAME);
    }

    /** What the rules between two states tell apart. */
    static List<Scope> scopes(World world, String from, String to) {
        return world.between(from, to).stream()
                .map(clause -> Scope.of(clause.rule(), clause.agreement(), world.directory()))
                .toList();
    }

    /** Which cases somebody wants to see. */
    enum Interest {
        ALL,
        /** Those in which a changed rule has a say. */
        CHANGES,
        /** The same, with agencies, topics, purposes and statuses told apart one by one, so that a change can name them. */
        CHANGES_BY_NAME
    }

    /**
     * One case of a class and the engine's answer.
     *
     * @param instants those at which the class comes out alike
     * @param cases how many the class has
     */
    record Answer(Asked asked, List<Instant> instants, long cases) {}

    /** One case of every class. */
    Stream<Answer> answers() {
        Collection<Partial> partials = List.of(dimensions.start());
        for (Dimension<?> dimension : dimensions.ofMessages()) {
            partials = classes.split(partials, dimension);
        }
        return partials.stream().flatMap(this::ask);
    }

    /** A message under one handling code and of one size; it is written when it is first asked about. */
    private final class Written {
        private final Draft draft;
        private final long cases;
        private Message message;

        Written(Draft draft, long cases) {
            this.draft = draft;
            this.cases = cases;
        }

        Asked ask(AgencyId recipient, Instant at, Facts facts) {
            if (message == null) {
                message = specimens.message(draft);
            }
            return Asked.of(engine, draft, message, recipient, at, facts);
        }
    }

    /** Asks at every class of instants, in every class of circumstances. */
    private Stream<Answer> ask(Partial partial) {
        var written = written(partial);
        var circumstances =
                groups(partial, space.circumstances(partial.draft().topic()), facts -> told(facts, partial));
        return instants(partial).stream().flatMap(at -> circumstances.stream()
                .flatMap(facts -> ask(
                        written,
                        partial.recipient(),
                        at.values(),
                        facts.example(),
                        partial.weight() * at.size() * facts.size())));
    }

    /** What does not cross under the lowest code and small, crosses neither under a higher one nor larger. */
    private Stream<Answer> ask(
            List<Written> written, AgencyId recipient, List<Instant> instants, Facts facts, long weight) {
        var at = instants.get(0);
        var least = written.get(0).ask(recipient, at, facts);
        if (!least.crosses()) {
            long all = written.stream().mapToLong(it -> it.cases).sum();
            return Stream.of(new Answer(least, instants, weight * all));
        }
        return Stream.concat(
                Stream.of(new Answer(least, instants, weight * written.get(0).cases)),
                written.stream()
                        .skip(1)
                        .map(it -> new Answer(it.ask(recipient, at, facts), instants, weight * it.cases)));
    }

    /** Above H2 a person has to release; between, what counts is on which side of a rule's limit a code or size lies. */
    private List<Written> written(Partial partial) {
        var codes = scopes.of(partial.live())
                .flatMap(scope -> scope.handling().stream())
                .distinct()
                .toList();
        var limits = scopes.of(partial.live())
                .flatMapToInt(scope -> scope.maxBytes().stream())
                .distinct()
                .boxed()
                .toList();
        var sizes = groups(partial, space.sizes(), size -> limits.stream()
                .map(limit -> size > limit)
                .toList());
        return groups(partial, space.handlings(), handling -> sides(handling, codes)).stream()
                .flatMap(code -> sizes.stream()
                        .map(size -> new Written(
                                partial.draft().under(code.example()).ofAtLeast(size.example()),
                                (long) code.size() * size.size())))
                .toList();
    }

    private static Object sides(Handling handling, List<Handling> codes) {
        return List.of(
                handling == Handling.H3,
                codes.stream()
                        .map(code -> Integer.signum(handling.compareTo(code)))
                        .toList());
    }

    private Object told(Facts facts, Partial partial) {
        return List.of(
                facts.register(),
                scopes.any(partial.live(), Scope::capped) && !facts.used().isEmpty(),
                scopes.of(partial.live())
                        .flatMap(scope -> scope.emergency().stream())
                        .map(emergency -> facts.emergencies().containsKey(emergency.rule()))
                        .toList());
    }

    private List<Group<Instant>> instants(Partial partial) {
        var agreements = scopes.of(partial.live())
                .flatMap(scope -> scope.agreement().stream())
                .distinct()
                .toList();
        return instants.computeIfAbsent(agreements, this::instants);
    }

    /** Before, at or after the beginning and the end of each agreement. */
    private List<Group<Instant>> instants(List<Agreement> agreements) {
        var edges = agreements.stream()
                .flatMap(agreement -> World.edges(agreement).stream())
                .distinct()
                .toList();
        return Group.of(space.instants(), instant -> edges.stream()
                .map(edge -> Integer.signum(instant.compareTo(edge)))
                .toList());
    }

    /** Where no permit is left, nothing is told apart. */
    private static <T> List<Group<T>> groups(Partial partial, Collection<T> values, Function<T, Object> distinction) {
        return Group.of(values, partial.live().isEmpty() ? value -> true : distinction);
    }
}
