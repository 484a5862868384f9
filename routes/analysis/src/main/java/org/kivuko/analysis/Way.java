package org.kivuko.analysis;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Status;

/**
 * Walks through every class of cases on the way from one state to another, or inside one, and asks the engine about one case
 * of each. Used once, by one thread.
 */
final class Way {
    /** Ages count from it; nothing else in a ruling depends on when a message was sent. */
    static final OffsetDateTime SENT = OffsetDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneOffset.UTC);

    private final World world;
    private final Space space;
    private final Engine engine;
    private final String from;
    private final String to;
    private final List<Scope> scopes;
    private final Interest interest;

    /**
     * @param scopes what rules and guarantees tell apart on this way
     * @param interest which cases are walked through
     */
    Way(World world, Space space, Engine engine, String from, String to, List<Scope> scopes, Interest interest) {
        this.world = world;
        this.space = space;
        this.engine = engine;
        this.from = from;
        this.to = to;
        this.scopes = List.copyOf(scopes);
        this.interest = interest;
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

    /** One case of a class, the engine's answer, and how many cases the class has. */
    record Answer(Asked asked, long cases) {}

    /** One case of every class. */
    Stream<Answer> answers() {
        return messages().flatMap(this::ask);
    }

    private Stream<Partial> messages() {
        return topics().filter(this::matters)
                .flatMap(this::senders)
                .filter(this::matters)
                .flatMap(it -> it.by(
                        space.purposes(),
                        (scope, value) -> scope.purposes().admits(value),
                        this::alike,
                        Draft::sentFor))
                .filter(this::matters)
                .flatMap(it -> it.by(
                        space.statuses(), (scope, value) -> scope.statuses().admits(value), this::alike, Draft::as))
                .filter(this::matters)
                .flatMap(it -> it.by(
                        space.posts(it.draft().topic(), from),
                        (scope, value) -> scope.posts().admits(value),
                        value -> true,
                        Draft::at))
                .filter(this::matters)
                .flatMap(it -> it.by(
                        space.gravities(it.draft().topic()),
                        (scope, value) -> scope.gravities().admits(value),
                        value -> !asksSomething(it.draft().topic())
                                || value.severity().isPresent(),
                        Draft::of))
                .filter(this::matters)
                .flatMap(this::travellers)
                .filter(this::matters)
                .flatMap(it -> it.by(space.figures(it.draft().topic()), Way::always, value -> value, Draft::showing));
    }

    private boolean matters(Partial partial) {
        return interest == Interest.ALL || partial.live().stream().anyMatch(Scope::changed);
    }

    private <T> Object alike(T value) {
        return interest == Interest.CHANGES_BY_NAME ? value : true;
    }

    /** An alert that asks another state to get hold of a person differs from one that takes it back. */
    private static boolean asksSomething(Topic topic) {
        return topic.alertType()
                .filter(type -> type == AlertType.PER_ARREST || type == AlertType.PER_CHECK)
                .isPresent();
    }

    private static <T> boolean always(Scope scope, T value) {
        return true;
    }

    /** Types of messages are never of one class: they have other members. */
    private Stream<Partial> topics() {
        return Group.of(space.topics(), topic -> List.of(admitting(topic), topic.type(), care(topic), alike(topic)))
                .stream()
                .map(group -> new Partial(
                        start(group.example()),
                        scopes.stream()
                                .filter(scope -> scope.topics().admits(group.example()))
                                .toList(),
                        group.size()));
    }

    private BitSet admitting(Topic topic) {
        var bits = new BitSet();
        for (int i = 0; i < scopes.size(); i++) {
            bits.set(i, scopes.get(i).topics().admits(topic));
        }
        return bits;
    }

    /** What protections ask of an alert's type. */
    private static Object care(Topic topic) {
        return topic.alertType()
                .<Object>map(type -> switch (type) {
                    case PER_ARREST, PER_CHECK, PER_MISSING, PER_AT_RISK, PROT_REFERRAL, HEALTH_EVENT, HEALTH_MEASURE ->
                        type;
                    default -> List.of(type.minHandling(), type.code().startsWith("DOC-"));
                })
                .orElse(true);
    }

    private Draft start(Topic topic) {
        return new Draft(
                space.agencies(from).get(0),
                topic,
                Purpose.BORDER_CHECK,
                Status.ACTUAL,
                Optional.empty(),
                Gravity.NOT_ASKED,
                Traveller.NOBODY,
                Figures.PLAIN,
                Handling.H0,
                0);
    }

    /** Inside one state an agency is told apart as a recipient too, since it never sends to itself. */
    private Stream<Partial> senders(Partial partial) {
        return partial.by(
                space.agencies(from),
                (scope, agency) -> scope.senders().admits(agency),
                agency -> List.of(
                        care(agency),
                        takesPart(partial, agency),
                        from.equals(to) ? receiving(partial, agency) : true,
                        alike(agency)),
                Draft::by);
    }

    private BitSet receiving(Partial partial, AgencyId agency) {
        var bits = new BitSet();
        for (int i = 0; i < partial.live().size(); i++) {
            bits.set(i, partial.live().get(i).recipients().admits(agency));
        }
        return bits;
    }

    private static List<Boolean> takesPart(Partial partial, AgencyId agency) {
        return partial.live().stream()
                .map(scope -> scope.participants().contains(agency))
                .toList();
    }

    /** What protections ask of an agency. */
    private Object care(AgencyId agency) {
        return List.of(
                world.directory().hasRole(agency, Role.REFUGEE),
                world.directory().hasRole(agency, Role.CHILD_PROTECTION));
    }

    private Stream<Partial> travellers(Partial partial) {
        boolean nationality = partial.live().stream().anyMatch(Scope::nationality);
        boolean members = partial.live().stream()
                .anyMatch(scope -> scope.required().stream().anyMatch(path -> path.startsWith("subject")));
        return partial.by(
                space.travellers(partial.draft().topic()),
                Travellers.Alike::size,
                (scope, alike) -> !scope.protectedOnly() || alike.example().isProtected(),
                alike -> distinction(alike.example(), nationality, members),
                (draft, alike) -> draft.about(alike.example()));
    }

    private Object distinction(Traveller traveller, boolean nationality, boolean members) {
        var told = new ArrayList<Object>(
                List.of(traveller.person(), traveller.isChild(), traveller.isVictim(), traveller.isProtected()));
        if (traveller.isProtected()) {
            told.add(traveller.ownState().map(state -> state.equals(to)));
        }
        if (nationality && traveller.person()) {
            told.add(traveller.nationality().filter(from::equals).isPresent());
            told.add(traveller.nationality().filter(to::equals).isPresent());
        }
        if (members) {
            told.add(List.of(
                    traveller.nationality().isPresent(),
                    traveller.age() == Traveller.Age.UNKNOWN,
                    traveller.documentType().isPresent(),
                    traveller.documentIssuer().isPresent()));
        }
        return told;
    }

    /** Above H2 a person has to release; between, what counts is on which side of a rule's limit a code lies. */
    private Stream<Partial> handlings(Partial partial) {
        return partial.by(
                space.handlings(),
                Way::always,
                handling -> List.of(
                        handling == Handling.H3,
                        partial.live().stream()
                                .flatMap(scope -> scope.handling().stream())
                                .distinct()
                                .map(edge -> Integer.signum(handling.compareTo(edge)))
                                .toList()),
                Draft::under);
    }

    private Stream<Partial> sizes(Partial partial) {
        return partial.by(
                space.sizes(),
                Way::always,
                size -> partial.live().stream()
                        .flatMapToInt(scope -> scope.maxBytes().stream())
                        .distinct()
                        .mapToObj(limit -> size > limit)
                        .toList(),
                Draft::ofAtLeast);
    }

    private Stream<Answer> ask(Partial partial) {
        var graver = handlings(partial).flatMap(this::sizes).map(Graver::new).toList();
        var sender = partial.draft().sender();
        return partial
                .groups(
                        space.agencies(to),
                        (scope, agency) -> scope.recipients().admits(agency),
                        agency -> List.of(care(agency), takesPart(partial, agency), alike(agency)))
                .stream()
                .flatMap(group -> {
                    boolean own = group.values().contains(sender);
                    long agencies = own ? group.size() - 1 : group.size();
                    return group.values().stream()
                            .filter(agency -> !agency.equals(sender))
                            .limit(1)
                            .flatMap(recipient -> ask(partial, graver, recipient, agencies));
                });
    }

    /** The same draft under one handling code and of one size; its message is written when it is first asked about. */
    private final class Graver {
        private final Partial partial;
        private Message message;

        Graver(Partial partial) {
            this.partial = partial;
        }

        Asked ask(AgencyId recipient, Instant at, Facts facts) {
            if (message == null) {
                message = Specimens.message(partial.draft(), to, SENT);
            }
            return Asked.of(engine, partial.draft(), message, recipient, at, facts);
        }
    }

    /**
     * Asks at every class of instants. The senders of a class all belong to one class of recipients, so that each of them
     * would be left out once where it is its own recipient.
     *
     * @param agencies how many recipients the class has for each sender
     */
    private Stream<Answer> ask(Partial partial, List<Graver> graver, AgencyId recipient, long agencies) {
        var live = new Partial(
                partial.draft(), partial.without(scope -> !scope.recipients().admits(recipient)), agencies);
        if (!matters(live)) {
            return Stream.of();
        }
        var agreements = live.live().stream()
                .flatMap(scope -> scope.agreement().stream())
                .distinct()
                .toList();
        var circumstances =
                live.groups(space.circumstances(partial.draft().topic()), Way::always, facts -> told(facts, live));
        return live.groups(space.instants(), Way::always, instant -> places(instant, agreements)).stream()
                .flatMap(instants -> circumstances.stream()
                        .flatMap(facts -> ask(
                                graver,
                                recipient,
                                instants.example(),
                                facts.example(),
                                agencies * instants.size() * facts.size())));
    }

    /** What does not cross under the lowest code and small, crosses neither under a higher one nor larger. */
    private Stream<Answer> ask(List<Graver> graver, AgencyId recipient, Instant at, Facts facts, long weight) {
        var least = graver.get(0).ask(recipient, at, facts);
        if (!least.crosses()) {
            long all = graver.stream().mapToLong(it -> it.partial.weight()).sum();
            return Stream.of(new Answer(least, weight * all));
        }
        return Stream.concat(
                Stream.of(new Answer(least, weight * graver.get(0).partial.weight())),
                graver.stream()
                        .skip(1)
                        .map(it -> new Answer(it.ask(recipient, at, facts), weight * it.partial.weight())));
    }

    private static Object told(Facts facts, Partial live) {
        return List.of(
                facts.register(),
                live.live().stream().anyMatch(Scope::capped) && !facts.used().isEmpty(),
                live.live().stream()
                        .flatMap(scope -> scope.emergency().stream())
                        .map(emergency -> facts.emergencies().contains(emergency.rule()))
                        .toList());
    }

    /** Before, at or after the beginning and the end of each agreement. */
    private static List<Integer> places(Instant instant, List<Agreement> agreements) {
        return agreements.stream()
                .flatMap(agreement -> World.edges(agreement).stream())
                .distinct()
                .map(edge -> Integer.signum(instant.compareTo(edge)))
                .toList();
    }
}
