package org.kivuko.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Controls;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * Emergencies: who declares one, for which rule and how long, and for what one is open. An agency that the rule names declares
 * it with a reason; it ends at the end of its clock, or before by whoever declared it. What the book says is kept in memory,
 * and read again after each change by whichever hub. Thread-safe.
 */
public final class Emergencies implements OpenEmergencies {
    /** Over for this long, they are still shown and told. */
    public static final Duration SHOWN = Duration.ofDays(7);

    private final EmergencyBook book;
    private final Rulebook rulebook;
    private final Vault vault;
    private final InstantSource clock;
    private volatile List<DeclaredEmergency> known = List.of();
    private volatile Runnable changed = () -> {};

    /** Reads the book. */
    public Emergencies(EmergencyBook book, Rulebook rulebook, Vault vault, InstantSource clock) {
        this.book = book;
        this.rulebook = rulebook;
        this.vault = vault;
        this.clock = clock;
        follow();
    }

    /** What came of a wish. */
    public sealed interface Result {}

    /** It is done, and holds on every hub. */
    public record Done(DeclaredEmergency emergency) implements Result {}

    /** It is not; every fault that was found. */
    public record Refused(List<Fault> faults) implements Result {
        public Refused {
            faults = List.copyOf(faults);
        }

        private static Refused of(Code code, String why) {
            return new Refused(List.of(new Fault("", code, why)));
        }
    }

    /**
     * Who is told at once of what this hub has recorded: one that was declared and ended again between two looks would leave
     * no trace in what waits.
     */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    private void followNow() {
        follow();
        changed.run();
    }

    /** Reads what was recorded since, by whichever hub. */
    public void follow() {
        known = List.copyOf(book.emergencies(clock.instant().minus(SHOWN)));
    }

    @Override
    public Map<String, Instant> between(String from, String to, Instant at) {
        List<DeclaredEmergency> declared = known;
        return declared.isEmpty()
                ? Map.of()
                : declared.stream()
                        .filter(each -> each.holds(at) && each.concerns(from, to))
                        .collect(Collectors.toUnmodifiableMap(
                                DeclaredEmergency::rule, DeclaredEmergency::over, Emergencies::later));
    }

    /** Two states may have declared one for the same rule: it is open until both are over. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Those that are open, or were a short while ago, oldest first. */
    public List<DeclaredEmergency> known() {
        return known;
    }

    /** Those that are open now. */
    public List<DeclaredEmergency> open() {
        Instant now = clock.instant();
        return known.stream().filter(each -> each.holds(now)).toList();
    }

    /** The open ones about whose agreements the caller has a say, or which operators watch. */
    public List<DeclaredEmergency> open(Caller caller) {
        return open().stream()
                .filter(each -> !(caller instanceof Caller.OfAgency own)
                        || parties(each.rule()).contains(own.agency().state()))
                .toList();
    }

    /** The states that an emergency for this rule has to be told to; none where no agreement has the rule any more. */
    public Set<String> parties(String rule) {
        return find(rule).map(named -> Set.copyOf(named.agreement().parties())).orElse(Set.of());
    }

    /**
     * Declares an emergency from now on.
     *
     * @param rule by its full name, or without the version of its agreement
     * @param lasts how long
     * @param reason why; kept sealed, never logged
     */
    public Result declare(Caller caller, String rule, Duration lasts, String reason) {
        Optional<Named> named = find(rule)
                .filter(found -> !(caller instanceof Caller.OfAgency party)
                        || found.agreement().parties().contains(party.agency().state()));
        if (named.isEmpty()) {
            return new Refused(List.of(new Fault(
                    "/rule", Code.SCHEMA_VIOLATION, "must name a rule of an agreement, like IGAD.health@2/HE-5")));
        }
        Optional<Controls.Emergency> terms = named.get().rule().controls().emergency();
        if (terms.isEmpty()) {
            return new Refused(List.of(new Fault(
                    "/rule", Code.SCHEMA_VIOLATION, "must name a permit with 'emergency', which this one has not")));
        }
        if (!(caller instanceof Caller.OfAgency own) || !terms.get().by().contains(own.agency())) {
            return Refused.of(
                    Code.NOT_ALLOWED,
                    "An emergency for this rule is declared by "
                            + names(terms.get().by()));
        }
        var faults = faults(terms.get(), lasts);
        return faults.isEmpty() ? declare(own.agency(), named.get(), lasts, reason) : new Refused(faults);
    }

    private static List<Fault> faults(Controls.Emergency terms, Duration lasts) {
        var faults = new ArrayList<Fault>();
        if (lasts.isZero() || lasts.isNegative() || lasts.compareTo(terms.most()) > 0) {
            faults.add(new Fault(
                    "/lasts",
                    Code.SCHEMA_VIOLATION,
                    "must be above nothing and at most " + terms.most() + ", as the rule says"));
        }
        return faults;
    }

    private Result declare(AgencyId by, Named named, Duration lasts, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!inForce(named.agreement(), now)) {
            return Refused.of(
                    Code.NOT_IN_FORCE, "The agreement " + named.agreement().reference() + " is not in force");
        }
        var emergency =
                new DeclaredEmergency(UUID.randomUUID(), named.full(), by, now, now.plus(lasts), Optional.empty());
        SealedContent sealed = vault.seal("emergency " + emergency.id(), reason.getBytes(StandardCharsets.UTF_8));
        if (!book.declare(emergency, sealed)) {
            return Refused.of(Code.CONFLICT, "An emergency that " + by + " declared for this rule is open");
        }
        followNow();
        return new Done(emergency);
    }

    private boolean inForce(Agreement agreement, Instant now) {
        return rulebook.agreements().inForce(now).stream()
                .anyMatch(each -> each.reference().equals(agreement.reference()));
    }

    /** Ends one before its time; for who declared it alone. */
    public Result end(Caller caller, UUID id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        follow();
        Optional<DeclaredEmergency> found = known.stream()
                .filter(each -> each.id().equals(id))
                .filter(each -> !(caller instanceof Caller.OfAgency own)
                        || parties(each.rule()).contains(own.agency().state())
                        || each.by().equals(own.agency()))
                .findFirst();
        if (found.isEmpty()) {
            return Refused.of(Code.NOT_FOUND, Code.NOT_FOUND.title());
        }
        if (!(caller instanceof Caller.OfAgency own)
                || !own.agency().equals(found.get().by())) {
            return Refused.of(Code.NOT_ALLOWED, "Only " + found.get().by() + " ends what it declared");
        }
        if (!book.end(id, own.agency().toString(), now)) {
            return Refused.of(Code.CONFLICT, "It is over");
        }
        followNow();
        var ended = found.get();
        return new Done(new DeclaredEmergency(
                ended.id(), ended.rule(), ended.by(), ended.declaredAt(), ended.until(), Optional.of(now)));
    }

    private static String names(Set<AgencyId> agencies) {
        return agencies.stream().map(AgencyId::toString).sorted().collect(Collectors.joining(", "));
    }

    private record Named(Agreement agreement, Rule rule) {
        String full() {
            return agreement.reference() + "/" + rule.id();
        }

        boolean isCalled(String name) {
            return name.equals(full()) || name.equals(agreement.id() + "/" + rule.id());
        }
    }

    private Optional<Named> find(String rule) {
        return rulebook.agreements().all().stream()
                .flatMap(agreement -> agreement.rules().stream().map(each -> new Named(agreement, each)))
                .filter(named -> named.isCalled(rule))
                .findFirst();
    }
}
