package org.kivuko.agreement;

import java.util.Collection;
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
import org.kivuko.model.AlertType;
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
    private final AgencySet.Numbers numbers = new AgencySet.Numbers();
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

    /** A matcher; an empty collection means that nothing is stated. */
    <T> Among<T> stated(Collection<T> values) {
        return shared("values", Set.copyOf(values), () -> Among.stated(values));
    }

    <T> Among<T> only(Collection<T> values) {
        return shared("values", Set.copyOf(values), () -> Among.only(values));
    }

    Among<AlertType> alertTypes(List<Rule.AlertTypes> patterns) {
        return patterns.isEmpty()
                ? Among.anything()
                : shared(
                        "alertTypes",
                        patterns,
                        () -> Among.only(Stream.of(AlertType.values())
                                .filter(type -> patterns.stream().anyMatch(pattern -> pattern.matches(type)))
                                .toList()));
    }

    Among<AgencyId> agencies(List<Rule.Party> parties) {
        return parties.isEmpty()
                ? Among.anything()
                : shared(
                        "agencies",
                        parties,
                        () -> Among.only(
                                parties.stream().flatMap(this::agencies).collect(Collectors.toSet())));
    }

    AgencySet set(Among<AgencyId> agencies) {
        return once(List.of("set", agencies), AgencySet.class, () -> AgencySet.of(agencies, numbers));
    }

    /** The numbers under which agencies stand in the sets; complete once everything is compiled. */
    AgencySet.Numbers numbers() {
        return numbers;
    }

    private Stream<AgencyId> agencies(Rule.Party party) {
        if (party instanceof Rule.Party.Named named) {
            return Stream.of(named.agency());
        }
        return byRole.getOrDefault(((Rule.Party.WithRole) party).role(), Set.of()).stream();
    }

    Among<String> posts(Set<String> crossings) {
        return crossings.isEmpty()
                ? Among.anything()
                : shared(
                        "posts",
                        crossings,
                        () -> Among.only(crossings.stream()
                                .flatMap(id -> directory.crossing(id).stream())
                                .flatMap(crossing -> crossing.sides().stream())
                                .map(Directory.Side::post)
                                .collect(Collectors.toSet())));
    }

    @SuppressWarnings("unchecked") // a key belongs to one kind of matcher, and so to one type of value
    private <T> Among<T> shared(String kind, Object stated, Supplier<Among<T>> builder) {
        return once(List.of(kind, stated), Among.class, builder::get);
    }

    /** What a rule says about the fields of the types that it admits. */
    CompiledFields fields(List<MessageType> types, Rule.Fields fields) {
        return once(List.of(types, fields), CompiledFields.class, () -> CompiledFields.of(types, fields));
    }

    LanguageRanges languages(List<String> ranges) {
        return once(List.of("languages", ranges), LanguageRanges.class, () -> LanguageRanges.of(ranges));
    }

    /** A word that stands in many rulings. */
    String word(String text) {
        return once(List.of("word", text), String.class, () -> text);
    }
}
