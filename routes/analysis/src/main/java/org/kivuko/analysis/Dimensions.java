package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Handling;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Status;

/** In which respects the messages of one way differ, beside what rules and guarantees say of them. Immutable. */
final class Dimensions {
    /** Members that only some kinds of alerts have. */
    private static final Set<String> BY_GRAVITY = Set.of("severity", "references");

    private final World world;
    private final Space space;
    private final String from;
    private final String to;
    private final Scopes scopes;
    private final boolean byName;

    /** @param byName whether agencies, topics, purposes and statuses are told apart one by one */
    Dimensions(World world, Space space, String from, String to, Scopes scopes, boolean byName) {
        this.world = world;
        this.space = space;
        this.from = from;
        this.to = to;
        this.scopes = scopes;
        this.byName = byName;
    }

    /** Nothing is chosen yet. */
    Partial start() {
        var draft = new Draft(
                space.agencies(from).get(0),
                space.topics().get(0),
                Purpose.BORDER_CHECK,
                Status.ACTUAL,
                Optional.empty(),
                Gravity.NOT_ASKED,
                Traveller.NOBODY,
                Figures.PLAIN,
                Handling.H0,
                0);
        return new Partial(draft, draft.sender(), scopes.those(scope -> true), List.of(), 1);
    }

    /** In this order: first what leaves the fewest rules. */
    List<Dimension<?>> ofMessages() {
        return List.of(
                topics(),
                ends(),
                Dimension.of(
                        topic -> space.purposes(),
                        (scope, value) -> scope.purposes().admits(value),
                        (topic, value) -> name(value),
                        Draft::sentFor),
                Dimension.of(
                        topic -> space.statuses(),
                        (scope, value) -> scope.statuses().admits(value),
                        (topic, value) -> List.of(value == Status.ACTUAL, name(value)),
                        Draft::as),
                posts(),
                gravities(),
                travellers(),
                Dimension.of(space::figures, (scope, value) -> true, (topic, value) -> value, Draft::showing));
    }

    private Object name(Object value) {
        return byName ? value : true;
    }

    /** Types of messages are never of one class: they have other members. */
    private Dimension<Topic> topics() {
        return Dimension.of(
                none -> space.topics(),
                (scope, topic) -> scope.topics().admits(topic),
                (none, topic) -> List.of(topic.type(), care(topic), name(topic)),
                Draft::on);
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

    /** An alert that asks another state to get hold of a person differs from one that takes it back. */
    private static boolean asksSomething(Topic topic) {
        return topic.alertType()
                .filter(type -> type == AlertType.PER_ARREST || type == AlertType.PER_CHECK)
                .isPresent();
    }

    /** Who tells whom; nobody tells himself. */
    private record Ends(AgencyId sender, AgencyId recipient) {}

    private Dimension<Ends> ends() {
        var all = ends(space.agencies(from), space.agencies(to));
        return new Dimension<>(
                topic -> true,
                topic -> all,
                ends -> 1,
                (scope, ends) -> scope.senders().admits(ends.sender())
                        && scope.recipients().admits(ends.recipient()),
                partial -> true,
                (topic, view, ends) -> List.of(care(ends.sender()), care(ends.recipient()), name(ends)),
                (partial, ends) -> new Partial(
                        partial.draft().by(ends.sender()),
                        ends.recipient(),
                        partial.live(),
                        partial.told(),
                        partial.weight()));
    }

    private static List<Ends> ends(Collection<AgencyId> senders, Collection<AgencyId> recipients) {
        return senders.stream()
                .flatMap(sender -> recipients.stream()
                        .filter(recipient -> !recipient.equals(sender))
                        .map(recipient -> new Ends(sender, recipient)))
                .toList();
    }

    /** What protections ask of an agency. */
    private Object care(AgencyId agency) {
        return List.of(
                world.directory().hasRole(agency, Role.REFUGEE),
                world.directory().hasRole(agency, Role.CHILD_PROTECTION));
    }

    private Dimension<Optional<String>> posts() {
        return new Dimension<>(
                topic -> topic,
                topic -> space.posts(topic, from),
                post -> 1,
                (scope, post) -> scope.posts().admits(post),
                partial -> required(partial).stream().anyMatch(path -> path.endsWith(".post")),
                (topic, asked, post) -> asked.equals(false) || post.isPresent(),
                Dimension.setting(Draft::at));
    }

    private Dimension<Gravity> gravities() {
        return new Dimension<>(
                topic -> topic,
                space::gravities,
                gravity -> 1,
                (scope, gravity) -> scope.gravities().admits(gravity),
                partial -> required(partial).stream().anyMatch(BY_GRAVITY::contains),
                (topic, asked, gravity) -> (asked.equals(false) && !asksSomething(topic))
                        || gravity.severity().isPresent(),
                Dimension.setting(Draft::of));
    }

    /** What the rules that are left ask of travellers. */
    private record Asked(boolean nationality, List<String> members) {}

    private Dimension<Travellers.Alike> travellers() {
        return new Dimension<>(
                Travellers::kind,
                space::travellers,
                Travellers.Alike::size,
                (scope, alike) -> !scope.protectedOnly() || alike.example().isProtected(),
                partial -> new Asked(scopes.any(partial.live(), Scope::nationality), required(partial)),
                (topic, asked, alike) -> distinction(alike.example(), (Asked) asked),
                Dimension.setting((draft, alike) -> draft.about(alike.example())));
    }

    private List<String> required(Partial partial) {
        return scopes.of(partial.live())
                .flatMap(scope -> scope.required().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Object distinction(Traveller traveller, Asked asked) {
        var told = new ArrayList<Object>(
                List.of(traveller.person(), traveller.isChild(), traveller.isVictim(), traveller.isProtected()));
        if (traveller.isProtected()) {
            told.add(traveller.ownState().map(state -> state.equals(to)));
        }
        if (asked.nationality() && traveller.person()) {
            told.add(traveller.nationality().filter(from::equals).isPresent());
            told.add(traveller.nationality().filter(to::equals).isPresent());
        }
        asked.members().forEach(path -> told.add(traveller.has(path)));
        return told;
    }
}
