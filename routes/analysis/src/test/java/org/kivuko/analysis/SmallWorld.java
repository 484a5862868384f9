package org.kivuko.analysis;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Controls.Emergency;
import org.kivuko.agreement.Controls.RateCap;
import org.kivuko.agreement.Demands;
import org.kivuko.agreement.Duties;
import org.kivuko.agreement.Rule;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.analysis.Traveller.Age;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Directory;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.ProtectionStatus;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/** Two states with few agencies and few values, so that every single case can be asked, and seeded agreements for them. */
final class SmallWorld {
    static final List<String> STATES = List.of("KEN", "UGA");
    private static final List<String> CROSSINGS = List.of("KEN-BUSIA/UGA-BUSIA");
    private static final List<List<String>> KEEPS = List.of(List.of("*"), List.of("@core"));
    private static final List<List<String>> KEEPS_OF_ALERTS =
            List.of(List.of("*"), List.of("@core", "texts"), List.of("@core", "subject.person", "subject.document"));

    private SmallWorld() {}

    static Directory directory() {
        return new Directory(
                List.of(
                        state("KEN", agency("KEN.DIS", Role.IMMIGRATION), agency("KEN.DRS", Role.REFUGEE)),
                        state("UGA", agency("UGA.DCIC", Role.IMMIGRATION), agency("UGA.OPM", Role.REFUGEE))),
                List.of(crossing("BUSIA")));
    }

    private static Directory.State state(String code, Directory.Agency... agencies) {
        return new Directory.State(code, code, Optional.empty(), List.of(agencies));
    }

    private static Directory.Agency agency(String id, Role role) {
        return new Directory.Agency(AgencyId.of(id), id, Set.of(role), false);
    }

    private static Directory.Crossing crossing(String name) {
        return new Directory.Crossing(
                "KEN-" + name + "/UGA-" + name,
                name,
                false,
                false,
                List.of(),
                List.of(side("KEN", name), side("UGA", name)));
    }

    private static Directory.Side side(String state, String name) {
        return new Directory.Side(
                state + "-" + name, state, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** In which respect a world has many values; in all others it has one or two. */
    private enum Wide {
        STATUSES,
        GRAVITIES,
        HANDLINGS,
        SIGNS,
        AGES,
        PURPOSES;

        static Wide of(long seed) {
            return values()[(int) (seed % values().length)];
        }

        <T> List<T> choose(Wide wide, List<T> many, T one) {
            return this == wide ? many : List.of(one);
        }
    }

    /** Few values, but for one dimension that the seed chooses. */
    static Space.Values values(long seed) {
        var wide = Wide.of(seed);
        boolean even = seed % 2 == 0;
        return new Space.Values(
                List.of(
                        alert(AlertType.DOC_LOST),
                        alert(AlertType.PER_MISSING),
                        new Topic(MessageType.FLOW_REPORT, Optional.empty()),
                        new Topic(MessageType.CROSSING_RECORD, Optional.empty())),
                wide.choose(
                        Wide.PURPOSES,
                        List.of(Purpose.BORDER_CHECK, Purpose.HEALTH),
                        even ? Purpose.BORDER_CHECK : Purpose.HEALTH),
                wide.choose(Wide.STATUSES, List.of(Status.values()), even ? Status.ACTUAL : Status.EXERCISE),
                wide.choose(Wide.GRAVITIES, Gravity.all(), new Gravity(Optional.of(Severity.MINOR))),
                wide.choose(Wide.HANDLINGS, List.of(Handling.values()), Handling.H0),
                new org.kivuko.analysis.Travellers.Values(
                        List.of(even ? "KEN" : "UGA"),
                        wide == Wide.SIGNS ? List.of("XXB") : List.of(),
                        wide.choose(Wide.AGES, List.of(Age.values()), Age.ADULT),
                        wide.choose(
                                Wide.SIGNS,
                                List.of(Set.of(), Set.of(ProtectionStatus.VICTIM)),
                                Set.<ProtectionStatus>of()),
                        List.of(wide == Wide.SIGNS ? "PR" : "PP")));
    }

    private static Topic alert(AlertType type) {
        return new Topic(MessageType.ALERT, Optional.of(type));
    }

    /** A bilateral agreement, a second one that may be over or suspended, and a national protocol. */
    static List<Agreement> agreements(long seed) {
        var random = new Random(seed);
        return List.of(
                agreement("KEN-UGA.one", STATES, Agreement.State.IN_FORCE, random),
                agreement("KEN-UGA.two", STATES, one(List.of(Agreement.State.values()), random), random),
                agreement("KEN.national", List.of("KEN"), Agreement.State.PROVISIONAL, random));
    }

    static Agreement agreement(String id, List<String> parties, Agreement.State state, Random random) {
        var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(2) * 100L);
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < 3; i++) {
            rules.add(rule("R-" + i, parties, random));
        }
        return new Agreement(
                id,
                1,
                id,
                new Agreement.Instrument("An instrument", Optional.of("1")),
                parties,
                state,
                new Agreement.Validity(from, random.nextBoolean() ? Optional.of(from.plusYears(1)) : Optional.empty()),
                Map.of("a", random.nextInt(5) == 0 ? Set.of(parties.get(0)) : Set.copyOf(parties)),
                rules);
    }

    private static Rule rule(String id, List<String> parties, Random random) {
        boolean permit = random.nextInt(4) > 0;
        boolean national = parties.size() == 1;
        var messages = random.nextInt(3) > 0
                ? Set.of(MessageType.ALERT)
                : some(List.of(MessageType.FLOW_REPORT, MessageType.CROSSING_RECORD), random);
        return new Rule(
                id,
                permit ? Rule.Kind.PERMIT : Rule.Kind.PROHIBIT,
                national ? parties.get(0) : one(List.of("*", "*", "KEN", "UGA"), random),
                national ? parties.get(0) : "*",
                permit ? Optional.of("a") : Optional.empty(),
                messages,
                random.nextInt(3) == 0 ? List.of(new Rule.AlertTypes("DOC-*")) : List.of(),
                parties(random),
                parties(random),
                random.nextInt(4) == 0 ? Set.of(one(CROSSINGS, random)) : Set.of(),
                random.nextBoolean() ? some(List.of(Purpose.BORDER_CHECK, Purpose.HEALTH), random) : Set.of(),
                random.nextInt(3) == 0 ? Set.of(Status.ACTUAL, Status.EXERCISE) : Set.of(),
                random.nextInt(4) == 0 ? Optional.of(Severity.MODERATE) : Optional.empty(),
                random.nextInt(4) == 0 ? some(List.of(Travellers.values()), random) : Set.of(),
                !permit && random.nextBoolean(),
                permit
                        ? new Rule.Fields(
                                one(messages.contains(MessageType.ALERT) ? KEEPS_OF_ALERTS : KEEPS, random),
                                Map.of(),
                                messages.equals(Set.of(MessageType.ALERT)) && random.nextInt(4) == 0
                                        ? List.of("subject.document.issuer")
                                        : List.of())
                        : Rule.Fields.NONE,
                Optional.empty(),
                permit && random.nextInt(3) == 0 ? Optional.of(Handling.H1) : Optional.empty(),
                permit && random.nextInt(4) == 0 ? OptionalInt.of(60_000) : OptionalInt.empty(),
                permit && random.nextInt(4) == 0
                        ? new Demands(List.of(), false, Set.of(AgencyId.of("KEN.DIS"), AgencyId.of("UGA.DCIC")))
                        : Demands.NONE,
                Duties.NONE,
                permit ? controls(random) : Controls.NONE,
                Optional.empty());
    }

    /** Most have none; one that is for emergencies doubles the cases. */
    private static Controls controls(Random random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                new Controls(
                        Optional.of(new RateCap(1, Duration.ofHours(1))), Optional.empty(), Set.of(), Optional.empty());
            case 1 -> new Controls(Optional.empty(), Optional.of(Duration.ofHours(1)), Set.of(), Optional.empty());
            case 2 ->
                new Controls(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.of(new Emergency(Set.of(AgencyId.of("KEN.DIS")), Duration.ofHours(1))));
            default -> Controls.NONE;
        };
    }

    private static List<Rule.Party> parties(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> List.of(new Rule.Party.WithRole(Role.IMMIGRATION));
            case 1 -> List.of(new Rule.Party.WithRole(Role.REFUGEE), new Rule.Party.Named(AgencyId.of("KEN.DIS")));
            default -> List.of();
        };
    }

    static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> Set<T> some(List<T> values, Random random) {
        return Set.copyOf(values.subList(0, 1 + random.nextInt(values.size())));
    }
}
