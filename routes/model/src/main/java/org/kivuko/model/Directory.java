package org.kivuko.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.model.cap.CapTrust;

/**
 * The states, agencies and border posts that the configuration knows. Immutable, thread-safe.
 *
 * <p>A crossing has two sides, each a post of one state: {@code KEN-BUSIA/UGA-BUSIA}. A side whose operator is not known
 * is named {@code unknown} and is no post.
 */
public final class Directory {
    /**
     * An agency and what it is there for.
     *
     * @param fetching at which door it fetches live traffic
     * @param capTrust whose signatures on its CAP documents hold
     */
    public record Agency(AgencyId id, String name, Set<Role> roles, Fetching fetching, CapTrust capTrust) {
        public Agency {
            roles = Set.copyOf(roles);
        }

        /** One whose documents nobody signs. */
        public Agency(AgencyId id, String name, Set<Role> roles, boolean inboxAtBroker) {
            this(id, name, roles, inboxAtBroker ? Fetching.BROKER : Fetching.HTTP, CapTrust.NONE);
        }

        /** Whether it fetches live traffic over a broker door. */
        public boolean inboxAtBroker() {
            return fetching == Fetching.BROKER;
        }
    }

    /** The door at which an agency fetches live traffic; at which it fetches exercises, too, where that is the file door. */
    public enum Fetching implements Coded {
        HTTP("http"),
        BROKER("broker"),
        FILES("files");

        private final String code;

        Fetching(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** A state with its agencies; {@code centralContact} may act for all of them. */
    public record State(String code, String name, Optional<AgencyId> centralContact, List<Agency> agencies) {
        public State {
            agencies = List.copyOf(agencies);
        }
    }

    /**
     * One side of a crossing.
     *
     * @param point latitude and longitude in degrees, WGS 84
     * @param operatedBy who runs the post, where that is not plainly the state; a statement of fact, not of status
     */
    public record Side(
            String post,
            String state,
            Optional<String> unlocode,
            Optional<List<Double>> point,
            Optional<String> operatedBy,
            List<AgencyId> agencies) {
        public Side {
            agencies = List.copyOf(agencies);
        }
    }

    /**
     * Two posts that face each other.
     *
     * @param oneStop whether both sides control jointly (one-stop border post)
     * @param verify whether the entry rests on memory and has to be checked by the parties
     */
    public record Crossing(
            String id, String name, boolean oneStop, boolean verify, List<AgencyId> committee, List<Side> sides) {
        public Crossing {
            committee = List.copyOf(committee);
            sides = List.copyOf(sides);
        }
    }

    private final Map<String, State> states;
    private final Map<AgencyId, Agency> agencies;
    private final Map<String, Crossing> crossings;
    private final Map<String, Set<String>> crossingsOfPost;
    private final Map<AgencyId, AgencyId> successors;

    public Directory(Collection<State> states, Collection<Crossing> crossings) {
        this(states, crossings, Map.of());
    }

    /** @param successors the agency that each former code stands for now */
    public Directory(Collection<State> states, Collection<Crossing> crossings, Map<AgencyId, AgencyId> successors) {
        this.successors = Map.copyOf(successors);
        this.states =
                states.stream().collect(Collectors.toMap(State::code, Function.identity(), (a, b) -> a, TreeMap::new));
        this.agencies = states.stream()
                .flatMap(state -> state.agencies().stream())
                .collect(Collectors.toMap(Agency::id, Function.identity(), (a, b) -> a, TreeMap::new));
        this.crossings = crossings.stream()
                .collect(Collectors.toMap(Crossing::id, Function.identity(), (a, b) -> a, TreeMap::new));
        this.crossingsOfPost = crossings.stream()
                .flatMap(crossing -> crossing.sides().stream().map(side -> Map.entry(side.post(), crossing.id())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    public Collection<State> states() {
        return java.util.Collections.unmodifiableCollection(states.values());
    }

    public Optional<State> state(String code) {
        return Optional.ofNullable(states.get(code));
    }

    public Collection<Agency> agencies() {
        return java.util.Collections.unmodifiableCollection(agencies.values());
    }

    public Optional<Agency> agency(AgencyId id) {
        return Optional.ofNullable(agencies.get(id));
    }

    /** The agency that took over from one that had this code. */
    public Optional<Agency> successor(AgencyId former) {
        return Optional.ofNullable(successors.get(former)).flatMap(this::agency);
    }

    /** The codes that an agency had before or took over, in their order. */
    public List<AgencyId> formerCodes(AgencyId agency) {
        return successors.entrySet().stream()
                .filter(entry -> entry.getValue().equals(agency))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The same without some agencies: nobody can address them any more, by whichever way. */
    public Directory without(Set<AgencyId> gone) {
        return new Directory(
                states.values().stream().map(state -> without(state, gone)).toList(),
                crossings.values().stream()
                        .map(crossing -> without(crossing, gone))
                        .toList(),
                successors);
    }

    private static State without(State state, Set<AgencyId> gone) {
        return new State(
                state.code(),
                state.name(),
                state.centralContact().filter(contact -> !gone.contains(contact)),
                state.agencies().stream()
                        .filter(agency -> !gone.contains(agency.id()))
                        .toList());
    }

    private static Crossing without(Crossing it, Set<AgencyId> gone) {
        return new Crossing(
                it.id(),
                it.name(),
                it.oneStop(),
                it.verify(),
                without(it.committee(), gone),
                it.sides().stream()
                        .map(side -> new Side(
                                side.post(),
                                side.state(),
                                side.unlocode(),
                                side.point(),
                                side.operatedBy(),
                                without(side.agencies(), gone)))
                        .toList());
    }

    private static List<AgencyId> without(List<AgencyId> agencies, Set<AgencyId> gone) {
        return agencies.stream().filter(agency -> !gone.contains(agency)).toList();
    }

    public Collection<Crossing> crossings() {
        return java.util.Collections.unmodifiableCollection(crossings.values());
    }

    public Optional<Crossing> crossing(String id) {
        return Optional.ofNullable(crossings.get(id));
    }

    /** The crossings that this post is a side of; empty where no crossing has it. */
    public Set<String> crossingsOf(String post) {
        return crossingsOfPost.getOrDefault(post, Set.of());
    }

    /** A post as a side of a crossing; empty where no crossing has it. */
    public Optional<Side> side(String post) {
        return crossingsOf(post).stream()
                .flatMap(crossing -> crossings.get(crossing).sides().stream())
                .filter(side -> side.post().equals(post))
                .findFirst();
    }

    /** Whether the agency is there for this. */
    public boolean hasRole(AgencyId id, Role role) {
        return agency(id).map(agency -> agency.roles().contains(role)).orElse(false);
    }
}
