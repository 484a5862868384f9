package org.kivuko.analysis;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageType;
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

    /** @param watched what guarantees tell apart on this way */
    Way(World world, Space space, Engine engine, String from, String to, List<Scope> watched) {
        this.world = world;
        this.space = space;
        this.engine = engine;
        this.from = from;
        this.to = to;
        scopes = Stream.concat(
                        world.between(from, to).stream()
                                .map(clause -> Scope.of(clause.rule(), clause.agreement(), world.directory())),
                        watched.stream())
                .toList();
    }

    /** One case of a class, the engine's answer, and how many cases the class has. */
    record Answer(Asked asked, long cases) {}

    void walk(Consumer<Answer> answers) {
        messages().forEach(partial -> ask(partial, answers));
    }

    private Stream<Partial> messages() {
        return topics().flatMap(this::senders)
                .flatMap(it -> it.by(space.purposes(), (scope, value) -> scope.purposes().admits(value), Way::alike, Draft::sentFor))
                .flatMap(it -> it.by(space.statuses(), (scope, value) -> scope.statuses().admits(value), Way::alike, Draft::as))
                .flatMap(it -> it.by(
                        space.posts(it.draft().topic(), from),
                        (scope, value) -> scope.posts().admits(value),
                        Way::alike,
                        Draft::at))
                .flatMap(it -> it.by(
                        space.gravities(it.draft().topic()),
                        (scope, value) -> scope.gravities().admits(value),
                        Way::alike,
                        Draft::of))
                .flatMap(this::travellers)
                .flatMap(it -> it.by(space.figures(it.draft().topic()), Way::always, value -> value, Draft::showing))
                .flatMap(this::handlings)
                .flatMap(this::sizes);
    }

    private static <T> Object alike(T value) {
        return true;
    }

    private static <T> boolean always(Scope scope, T value) {
        return true;
    }

    /** Types of messages are never of one class: they have other members. */
    private Stream<Partial> topics() {
        return Group.of(space.topics(), topic -> List.of(admitting(topic), topic.type(), care(topic))).stream()
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
                    case PER_ARREST, PER_CHECK, PER_MISSING, PER_AT_RISK, PROT_REFERRAL, HEALTH_EVENT, HEALTH_MEASURE -> type;
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
                agency -> List.of(care(agency), from.equals(to) ? receiving(partial, agency) : true),
                Draft::by);
    }

    private BitSet receiving(Partial partial, AgencyId agency) {
        var bits = new BitSet();
        for (int i = 0; i < partial.live().size(); i++) {
            bits.set(i, partial.live().get(i).recipients().admits(agency));
        }
        return bits;
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
                .anyMatch(scope -> scope.paths().stream().anyMatch(path -> path.contains("subject") || path.equals("*")));
        return partial.by(
                space.travellers(partial.draft().topic()),
                Travellers.Alike::size,
                (scope, alike) -> !scope.protectedOnly() || alike.example().isProtected(),
                alike -> distinction(alike.example(), nationality, members),
                (draft, alike) -> draft.about(alike.example()));
    }

    private Object distinction(Traveller traveller, boolean nationality, boolean members) {
        var told = new ArrayList<Object>(List.of(traveller.person(), traveller.isChild(), traveller.isVictim(), traveller.isProtected()));
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

    private void ask(Partial partial, Consumer<Answer> answers) {
        var message = Specimens.message(partial.draft(), to, SENT);
        var sender = partial.draft().sender();
        partial.groups(space.agencies(to), (scope, agency) -> scope.recipients().admits(agency), this::care)
                .forEach(group -> {
                    boolean own = group.values().contains(sender);
                    group.values().stream()
                            .filter(agency -> !agency.equals(sender))
                            .findFirst()
                            .ifPresent(recipient -> ask(partial, message, recipient, weight(partial, group, own), answers));
                });
    }

    /**
     * How many messages and recipients: all but those in which an agency would send to itself. The senders of a class all
     * belong to one class of recipients, so that each of them would be left out once.
     */
    private static long weight(Partial partial, Group<AgencyId> recipients, boolean own) {
        return partial.weight() * (own ? recipients.size() - 1 : recipients.size());
    }

    private void ask(Partial partial, Message message, AgencyId recipient, long weight, Consumer<Answer> answers) {
        var live = new Partial(
                partial.draft(), partial.without(scope -> !scope.recipients().admits(recipient)), weight);
        var agreements = live.live().stream()
                .flatMap(scope -> scope.agreement().stream())
                .distinct()
                .toList();
        var facts = Facts.NONE.withThreadProtected(partial.draft().traveller().thread());
        live.groups(space.instants(), Way::always, instant -> places(instant, agreements))
                .forEach(group -> {
                    var at = group.example();
                    var ruling = engine.judge(message, recipient, at, facts);
                    answers.accept(new Answer(
                            new Asked(partial.draft(), message, recipient, at, ruling), weight * group.size()));
                });
    }

    /** Before, at or after the beginning and the end of each agreement. */
    private static List<Integer> places(Instant instant, List<Agreement> agreements) {
        return agreements.stream()
                .flatMap(agreement -> Stream.concat(
                        Stream.of(agreement.valid().from()), agreement.valid().until().stream()))
                .distinct()
                .map(day -> Integer.signum(instant.compareTo(World.start(day))))
                .toList();
    }
}
