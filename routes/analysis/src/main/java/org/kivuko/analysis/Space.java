package org.kivuko.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Facts.Register;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Directory;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Status;

/**
 * Every value that a message, its recipient and the instant of judging can have: the finite space over which guarantees are
 * checked. Immutable.
 *
 * <p>A case is one message for one recipient at one instant. Every message has every member of its type, so each case
 * speaks for each field; a message with fewer members lets no other field cross.
 */
final class Space {
    /** What the doors take at most, in bytes. */
    private static final int LARGEST = 2 << 20;

    /** What is to be chosen from, beside what the directory names. */
    record Values(
            List<Topic> topics,
            List<Purpose> purposes,
            List<Status> statuses,
            List<Gravity> gravities,
            List<Handling> handlings,
            Travellers.Values travellers) {

        static Values all(Directory directory) {
            return new Values(
                    Topic.all(),
                    List.of(Purpose.values()),
                    List.of(Status.values()),
                    Gravity.all(),
                    List.of(Handling.values()),
                    Travellers.Values.all(directory));
        }
    }

    private final Directory directory;
    private final Values values;
    private final Travellers travellers;
    private final List<Integer> sizes;
    private final List<Instant> instants;
    private final List<Facts> circumstances;

    Space(World world, Values values) {
        directory = world.directory();
        this.values = values;
        travellers = new Travellers(values.travellers());
        sizes = sizes(world);
        instants = instants(world);
        circumstances = circumstances(world);
    }

    /** Small, and one byte more than each limit that a rule sets. */
    private static List<Integer> sizes(World world) {
        var sizes = new TreeSet<>(List.of(0));
        world.agreements().stream()
                .flatMap(agreement -> agreement.rules().stream())
                .flatMapToInt(rule -> rule.maxBytes().stream())
                .filter(limit -> limit < LARGEST)
                .forEach(limit -> sizes.add(limit + 1));
        return List.copyOf(sizes);
    }

    /** Every instant at which an agreement begins or ends, one between every two of them, one before and one after. */
    private static List<Instant> instants(World world) {
        var edges = new TreeSet<Instant>();
        world.agreements().forEach(agreement -> {
            edges.addAll(World.edges(agreement));
        });
        if (edges.isEmpty()) {
            edges.add(Instant.EPOCH);
        }
        var instants = new ArrayList<Instant>();
        instants.add(edges.first().minus(Duration.ofDays(1)));
        for (Instant edge : edges) {
            instants.add(edge);
            var next = edges.higher(edge);
            instants.add(
                    next == null
                            ? edge.plus(Duration.ofDays(1))
                            : edge.plusSeconds(Duration.between(edge, next).toSeconds() / 2));
        }
        return List.copyOf(instants);
    }

    List<String> states() {
        return directory.states().stream().map(Directory.State::code).toList();
    }

    List<AgencyId> agencies(String state) {
        return directory.state(state).stream()
                .flatMap(it -> it.agencies().stream())
                .map(Directory.Agency::id)
                .toList();
    }

    List<Topic> topics() {
        return values.topics();
    }

    List<Purpose> purposes() {
        return values.purposes();
    }

    List<Status> statuses() {
        return values.statuses();
    }

    /** An alert may name any post or none (the last one); reports and records name one of their own state. */
    Collection<Optional<String>> posts(Topic topic, String from) {
        var sides = directory.crossings().stream()
                .flatMap(crossing -> crossing.sides().stream())
                .filter(side -> mayNameAnyPost(topic) || side.state().equals(from))
                .map(side -> Optional.of(side.post()))
                .distinct();
        return mayNameAnyPost(topic)
                ? Stream.concat(sides, Stream.of(Optional.<String>empty())).toList()
                : sides.toList();
    }

    private static boolean mayNameAnyPost(Topic topic) {
        return topic.type() != MessageType.FLOW_REPORT && topic.type() != MessageType.CROSSING_RECORD;
    }

    List<Gravity> gravities(Topic topic) {
        return topic.isAlert() ? values.gravities() : List.of(Gravity.NOT_ASKED);
    }

    List<Travellers.Alike> travellers(Topic topic) {
        return travellers.of(topic);
    }

    List<Figures> figures(Topic topic) {
        return topic.type() == MessageType.FLOW_REPORT ? List.of(Figures.values()) : List.of(Figures.PLAIN);
    }

    List<Handling> handlings() {
        return values.handlings();
    }

    List<Integer> sizes() {
        return sizes;
    }

    List<Instant> instants() {
        return instants;
    }

    /** The spans of time that some of the instants stand for. */
    List<Span> spans(Set<Instant> some) {
        var spans = new ArrayList<Span>();
        int i = 0;
        while (i < instants.size()) {
            int next = i;
            while (next < instants.size() && some.contains(instants.get(next))) {
                next++;
            }
            if (next > i) {
                spans.add(new Span(edgeUpTo(i), next < instants.size() ? edgeUpTo(next) : Optional.empty()));
            }
            i = next + 1;
        }
        return spans;
    }

    /** Edges stand at odd places; the first instant is before all of them. */
    private Optional<Instant> edgeUpTo(int place) {
        return place == 0 ? Optional.empty() : Optional.of(instants.get(place % 2 == 0 ? place - 1 : place));
    }

    /**
     * What may be known beside the message: for which rules an emergency is open, whether caps are used up, and for alerts
     * to arrest or check somebody what the register of people under protection says. What a sender was given before, and
     * what was released earlier, only refuses; it is left out.
     */
    List<Facts> circumstances(Topic topic) {
        boolean asksRegister = topic.alertType()
                .filter(type -> type == AlertType.PER_ARREST || type == AlertType.PER_CHECK)
                .isPresent();
        return asksRegister
                ? Stream.of(Register.values())
                        .flatMap(register -> circumstances.stream().map(facts -> facts.withRegister(register)))
                        .toList()
                : circumstances;
    }

    private static List<Facts> circumstances(World world) {
        var emergencies = new ArrayList<Set<String>>(List.of(Set.of()));
        var caps = new HashMap<String, Integer>();
        world.agreements().forEach(agreement -> agreement.rules().forEach(rule -> {
            var name = agreement.reference() + "/" + rule.id();
            rule.controls().rateCap().ifPresent(cap -> caps.put(name, cap.most()));
            rule.controls().emergency().ifPresent(it -> List.copyOf(emergencies)
                    .forEach(open -> emergencies.add(
                            Stream.concat(open.stream(), Stream.of(name)).collect(Collectors.toUnmodifiableSet()))));
        }));
        return emergencies.stream()
                .map(Facts.NONE::withEmergencies)
                .flatMap(facts -> caps.isEmpty() ? Stream.of(facts) : Stream.of(facts, facts.withUsed(caps)))
                .toList();
    }

    /** How many cases there are on the way from one state to another. */
    long count(String from, String to) {
        long agencies = (long) agencies(from).size() * agencies(to).size()
                - (from.equals(to) ? agencies(from).size() : 0);
        long messages = topics().stream()
                .mapToLong(topic -> (long) posts(topic, from).size()
                        * gravities(topic).size()
                        * travellers.count(topic)
                        * figures(topic).size()
                        * circumstances(topic).size())
                .sum();
        return Math.multiplyExact(
                Math.multiplyExact(agencies, messages),
                (long) purposes().size() * statuses().size() * handlings().size() * sizes.size() * instants.size());
    }
}
