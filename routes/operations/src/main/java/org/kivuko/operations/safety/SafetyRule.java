package org.kivuko.operations.safety;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kivuko.operations.safety.SafetyFacts.Found;

/**
 * What one setting has to be. Silence is refusal: a setting that nobody found is unsafe.
 *
 * @param code keeps its meaning for ever
 * @param setting its name where it is set
 * @param wanted in words
 * @param refused one value that is refused
 * @param why what comes of another value; goes on after "otherwise"
 * @param safe of one value
 */
public record SafetyRule(
        String code, String setting, String wanted, String refused, String why, Mender mender, Predicate<String> safe) {
    private static final String NOT_FOUND = "not found";
    private static final int MOST_PLACES = 3;

    /** A rule that one value alone keeps. */
    public static SafetyRule is(String code, String setting, String wanted, String refused, String why, Mender mender) {
        return new SafetyRule(code, setting, wanted, refused, why, mender, wanted::equals);
    }

    /** A rule that each of some values keeps. */
    public static SafetyRule oneOf(
            String code, String setting, List<String> wanted, String refused, String why, Mender mender) {
        return new SafetyRule(
                code, setting, String.join(" or ", wanted), refused, why, mender, Set.copyOf(wanted)::contains);
    }

    /** Every rule that does not hold, all at once. */
    public static List<SafetyFault> faults(List<SafetyRule> rules, SafetyFacts facts) {
        return rules.stream().flatMap(rule -> rule.fault(facts).stream()).toList();
    }

    Optional<SafetyFault> fault(SafetyFacts facts) {
        List<Found> found = facts.of(setting);
        if (found.isEmpty()) {
            return Optional.of(fault(NOT_FOUND));
        }
        List<Found> unsafe = found.stream().filter(it -> !safe.test(it.value())).toList();
        return unsafe.isEmpty() ? Optional.empty() : Optional.of(fault(inWords(unsafe)));
    }

    private SafetyFault fault(String found) {
        return new SafetyFault(code, setting, found, wanted, why, mender);
    }

    private static String inWords(List<Found> unsafe) {
        String values = unsafe.stream().map(Found::value).distinct().collect(Collectors.joining(", "));
        List<String> places = unsafe.stream()
                .map(Found::place)
                .filter(place -> !place.isEmpty())
                .toList();
        if (places.isEmpty()) {
            return values;
        }
        String more = places.size() > MOST_PLACES ? " and " + (places.size() - MOST_PLACES) + " more" : "";
        return values + " at " + places.stream().limit(MOST_PLACES).collect(Collectors.joining(", ")) + more;
    }
}
