package org.kivuko.agreement;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;
import org.kivuko.model.Role;

/**
 * Resolves what rules state against a directory. What many rules state alike is built once and shared, so that thousands of
 * pairs of states take little room and stay close together in memory. Used by one thread while agreements are compiled.
 */
final class Compiler {
    private final Directory directory;
    private final Map<Object, Object> built = new HashMap<>();
    private final Seats.Builder seats = new Seats.Builder();
    private final Map<Role, Set<AgencyId>> byRole = new EnumMap<>(Role.class);

    Compiler(Directory directory) {
        this.directory = directory;
        directory.agencies().forEach(agency -> agency.roles()
                .forEach(role ->
                        byRole.computeIfAbsent(role, any -> new HashSet<>()).add(agency.id())));
    }

    /** What is told apart by all of {@code key}, whose first element names the kind of thing. */
    private <T> T once(List<?> key, Class<T> type, Supplier<T> builder) {
        return type.cast(built.computeIfAbsent(key, any -> builder.get()));
    }

    /** The bits of these alert types among the {@link Traits}. */
    long alertTypes(List<Rule.AlertTypes> patterns) {
        return once(List.of("alertTypes", patterns), Long.class, () -> Traits.alertTypes(patterns));
    }

    /** Whom a rule names; everybody where it states nobody. */
    AgencySet agencies(List<Rule.Party> parties) {
        return parties.isEmpty()
                ? AgencySet.EVERYBODY
                : once(
                        List.of("agencies", parties),
                        AgencySet.class,
                        () -> AgencySet.of(
                                parties.stream().flatMap(this::agencies).collect(Collectors.toSet()), seats));
    }

    private Stream<AgencyId> agencies(Rule.Party party) {
        if (party instanceof Rule.Party.Named named) {
            return Stream.of(named.agency());
        }
        return byRole.getOrDefault(((Rule.Party.WithRole) party).role(), Set.of()).stream();
    }

    /** The numbers of states and agencies; complete once everything is compiled. */
    Seats.Builder seats() {
        return seats;
    }

    /** The posts of these crossings; every place, and none, where no crossing is stated. */
    Posts posts(Set<String> crossings) {
        return crossings.isEmpty()
                ? Posts.ANYWHERE
                : once(
                        List.of("posts", crossings),
                        Posts.class,
                        () -> Posts.only(crossings.stream()
                                .flatMap(id -> directory.crossing(id).stream())
                                .flatMap(crossing -> crossing.sides().stream())
                                .map(Directory.Side::post)
                                .collect(Collectors.toSet())));
    }

    /** What a rule says about the fields of the types that it admits. */
    CompiledFields fields(List<MessageType> types, Rule.Fields fields) {
        return once(List.of(types, fields), CompiledFields.class, () -> CompiledFields.of(types, fields));
    }

    LanguageRanges languages(List<String> ranges) {
        return once(List.of("languages", ranges), LanguageRanges.class, () -> LanguageRanges.of(ranges));
    }

    /** Beside its names a rule is often the same as many others. */
    Conditions conditions(Conditions conditions) {
        return once(List.of("conditions", conditions), Conditions.class, () -> conditions);
    }
}
