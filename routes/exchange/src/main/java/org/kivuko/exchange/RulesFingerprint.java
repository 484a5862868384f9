package org.kivuko.exchange;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Sha256;

/**
 * A short name for everything in the agreements that decides what crosses to a state at an instant, and until when: equal
 * names, equal rulings with equal ends. Lasts longer than the process, so that a hub knows at its start under which rules an
 * inbox was judged. Pure.
 */
public final class RulesFingerprint {
    private RulesFingerprint() {}

    /** The fingerprint of the rules for recipients of this state: 64 hexadecimal digits; empty for an unknown state. */
    public static String of(Agreements agreements, String state, Instant at) {
        return ofEach(agreements, at).getOrDefault(state, "");
    }

    /**
     * The same of the agreements alone, by state, whatever becomes of agencies and posts, renamed ones included: 64
     * hexadecimal digits. Each agreement is written down once, however many states are asked about.
     */
    static UnaryOperator<String> ofAgreements(Agreements agreements, Instant at) {
        Directory directory = agreements.directory();
        List<Part> rules = agreements.inForce(at).stream()
                .map(agreement ->
                        new Part(agreement.parties(), whatDecides(agreement, code -> firstCode(code, directory))))
                .toList();
        return state -> digest(rules.stream()
                .filter(part -> part.states().contains(state))
                .map(Part::text)
                .collect(Collectors.joining("\n")));
    }

    /** The code under which an agency was known before it was renamed: what was signed names that one. */
    private static AgencyId firstCode(AgencyId code, Directory directory) {
        return directory.formerCodes(code).stream().findFirst().orElse(code);
    }

    /** The same for every state of the directory; what several states share is written once. */
    static Map<String, String> ofEach(Agreements agreements, Instant at) {
        Directory directory = agreements.directory();
        var rules = agreements.inForce(at).stream()
                .map(agreement -> new Part(agreement.parties(), whatDecides(agreement, code -> code)))
                .toList();
        var ahead = agreements.ahead(at).stream()
                .map(each ->
                        new Part(each.agreement().parties(), each.agreement().reference() + text(each.changes())))
                .toList();
        var others = Stream.concat(
                        directory.states().stream().map(state -> new Part(List.of(state.code()), text(state))),
                        directory.crossings().stream()
                                .map(crossing -> new Part(
                                        crossing.sides().stream()
                                                .map(Directory.Side::state)
                                                .toList(),
                                        text(crossing))))
                .toList();
        return directory.states().stream()
                .map(Directory.State::code)
                .collect(Collectors.toMap(Function.identity(), state -> digest(state, rules, others, ahead)));
    }

    /** Something that decides what crosses, and between which states. */
    private record Part(List<String> states, String text) {}

    private static String digest(String state, List<Part> rules, List<Part> others, List<Part> ahead) {
        var own = rules.stream().filter(part -> part.states().contains(state)).toList();
        Set<String> partners =
                own.stream().flatMap(part -> part.states().stream()).collect(Collectors.toSet());
        var about = others.stream().filter(part -> part.states().stream().anyMatch(partners::contains));
        var ends = ahead.stream().filter(part -> part.states().contains(state));
        return digest(Stream.of(own.stream(), about, ends)
                .flatMap(parts -> parts)
                .map(Part::text)
                .collect(Collectors.joining("\n")));
    }

    /** In force it is; whether provisionally and since when does not change what crosses. */
    private static String whatDecides(Agreement agreement, UnaryOperator<AgencyId> code) {
        return text(List.of(agreement.reference(), agreement.parties(), agreement.annexes(), agreement.rules()), code);
    }

    private static String text(Object value) {
        return text(value, code -> code);
    }

    /** Sets and maps in one order, whatever the order in which this process keeps them. */
    private static String text(Object value, UnaryOperator<AgencyId> code) {
        if (value instanceof Optional<?> optional) {
            return optional.map(each -> text(each, code)).orElse("-");
        }
        if (value instanceof OptionalInt number) {
            return number.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey(), code) + "=" + text(entry.getValue(), code))
                    .sorted()
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Collection<?> collection) {
            Stream<String> texts = collection.stream().map(each -> text(each, code));
            return (collection instanceof Set ? texts.sorted() : texts).collect(Collectors.joining(",", "[", "]"));
        }
        Object named = value instanceof AgencyId agency ? code.apply(agency) : value;
        return named instanceof Record record ? members(record, code) : "\"" + named + "\"";
    }

    private static String members(Record record, UnaryOperator<AgencyId> code) {
        return Stream.of(record.getClass().getRecordComponents())
                .map(component -> component.getName() + ":" + text(value(record, component), code))
                .collect(Collectors.joining(";", record.getClass().getSimpleName() + "{", "}"));
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record shows what it is made of: " + component, e);
        }
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
