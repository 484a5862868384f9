package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.agreement.Agreement;
import org.kivuko.exchange.QueueRow;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.queues.QueueKind;
import org.kivuko.operations.queues.QueueName;

/** States, agencies and what goes between them, as operators see it. Pure functions. */
public final class Topology {
    private Topology() {}

    /**
     * An agency.
     *
     * @param waiting messages in its inboxes
     * @param unattended how many of its inboxes hold something while nobody listens at the broker
     */
    public record AgencyView(Directory.Agency agency, long waiting, int unattended, Optional<Instant> lastSeen) {}

    public record StateView(Directory.State state, List<AgencyView> agencies) {}

    /**
     * What goes from one state to another.
     *
     * @param rulings by the code of their outcome
     * @param agreements in force that are about it, by their ids
     * @param suspended those of them that are suspended for it
     */
    public record PairView(
            String from, String to, Map<String, Long> rulings, List<String> agreements, List<String> suspended) {}

    /** Which agreements an operator has suspended for what goes from one state to another, by their ids. */
    @FunctionalInterface
    public interface SuspendedFor {
        Set<String> between(String from, String to);
    }

    /** The states of which an agency is in scope, with those that are. */
    public static List<StateView> states(
            Directory directory, Collection<QueueRow> queues, Map<String, Instant> heard, Scope scope) {
        var waiting = new HashMap<AgencyId, Long>();
        var unattended = new HashMap<AgencyId, Integer>();
        for (QueueRow row : queues) {
            QueueName name = QueueName.of(row.queue());
            if (name.kind() == QueueKind.INBOX) {
                AgencyId agency = name.agency().orElseThrow();
                waiting.merge(agency, row.messages(), Long::sum);
                if (row.messages() > 0 && row.consumers() == 0) {
                    unattended.merge(agency, 1, Integer::sum);
                }
            }
        }
        return directory.states().stream()
                .map(state -> new StateView(
                        state,
                        state.agencies().stream()
                                .filter(agency -> scope.covers(agency.id()))
                                .map(agency -> new AgencyView(
                                        agency,
                                        waiting.getOrDefault(agency.id(), 0L),
                                        unattended.getOrDefault(agency.id(), 0),
                                        Optional.ofNullable(
                                                heard.get(agency.id().toString()))))
                                .toList()))
                .filter(view -> scope.everything() || !view.agencies().isEmpty())
                .toList();
    }

    private record Pair(String from, String to) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return (from + to).compareTo(other.from + other.to);
        }
    }

    /** The ordered pairs of states between which an agreement is in force, or something was ruled. */
    public static List<PairView> pairs(
            Collection<Traffic.Flow> flows, Collection<Agreement> inForce, SuspendedFor suspended, Scope scope) {
        var rulings = new TreeMap<Pair, Map<String, Long>>();
        var agreements = new HashMap<Pair, List<String>>();
        for (Agreement agreement : inForce) {
            for (Pair pair : pairs(agreement)) {
                if (isIn(scope, pair)) {
                    rulings.computeIfAbsent(pair, any -> new HashMap<>());
                    agreements.computeIfAbsent(pair, any -> new ArrayList<>()).add(agreement.id());
                }
            }
        }
        for (Traffic.Flow flow : flows) {
            AgencyId sender = AgencyId.of(flow.sender());
            AgencyId recipient = AgencyId.of(flow.recipient());
            if (!sender.state().equals(recipient.state()) && scope.coversAny(List.of(sender, recipient))) {
                rulings.computeIfAbsent(new Pair(sender.state(), recipient.state()), any -> new HashMap<>())
                        .merge(flow.outcome(), flow.rulings(), Long::sum);
            }
        }
        return rulings.entrySet().stream()
                .map(entry -> {
                    var pair = entry.getKey();
                    List<String> own = agreements.getOrDefault(pair, List.of());
                    Set<String> out = suspended.between(pair.from(), pair.to());
                    return new PairView(
                            pair.from(),
                            pair.to(),
                            entry.getValue(),
                            own,
                            own.stream().filter(out::contains).toList());
                })
                .toList();
    }

    private static List<Pair> pairs(Agreement agreement) {
        return agreement.parties().stream()
                .flatMap(from -> agreement.parties().stream()
                        .filter(to -> !to.equals(from))
                        .map(to -> new Pair(from, to)))
                .toList();
    }

    private static boolean isIn(Scope scope, Pair pair) {
        return scope.touches(pair.from()) || scope.touches(pair.to());
    }
}
