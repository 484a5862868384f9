package org.kivuko.operations.watch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.exchange.Rulebook;
import org.kivuko.exchange.SuspendedPairs;
import org.kivuko.exchange.Vault;
import org.kivuko.operations.people.Scope;

/**
 * Suspends agreements, or one way between two of their parties, and resumes them. What the book says is kept in memory and read again
 * after each change by whichever hub; while it could not be read, what was known stays. Thread-safe.
 */
public final class Suspensions implements SuspendedPairs {
    private final SuspensionBook book;
    private final Rulebook rulebook;
    private final Vault vault;
    private final InstantSource clock;
    private volatile List<SuspensionBook.Kept> known = List.of();
    private volatile Runnable changed = () -> {};

    /** Reads the book. */
    public Suspensions(SuspensionBook book, Rulebook rulebook, Vault vault, InstantSource clock) {
        this.book = book;
        this.rulebook = rulebook;
        this.vault = vault;
        this.clock = clock;
        follow();
    }

    /** What came of a wish. */
    public enum Result {
        DONE,
        /** There is no such agreement, or not all that it would touch is in scope. */
        UNKNOWN,
        /** The agreement has no such pair of parties. */
        NO_SUCH_WAY,
        /** It is suspended already, or is not. */
        AS_IT_IS
    }

    /** One that stands. */
    public record Shown(Suspension suspension, String reason) {
        /** Without the reason, which may hold anything. */
        @Override
        public String toString() {
            return "Shown[" + suspension + "]";
        }
    }

    /** Who is told at once of what this hub has recorded. */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /** Reads what was recorded since, by whichever hub. */
    public void follow() {
        known = List.copyOf(book.open());
    }

    @Override
    public Set<String> between(String from, String to) {
        List<SuspensionBook.Kept> now = known;
        return now.isEmpty()
                ? Set.of()
                : now.stream()
                        .map(SuspensionBook.Kept::suspension)
                        .filter(each -> each.concerns(from, to))
                        .map(Suspension::agreement)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Those that stand for an agreement, oldest first. */
    public List<Shown> of(String agreement) {
        return known.stream()
                .filter(each -> each.suspension().agreement().equals(agreement))
                .map(each -> new Shown(
                        each.suspension(),
                        new String(vault.open(name(each.suspension().id()), each.reason()), StandardCharsets.UTF_8)))
                .toList();
    }

    /** Every one that stands, oldest first, for health. */
    public List<Suspension> open() {
        return known.stream().map(SuspensionBook.Kept::suspension).toList();
    }

    private static String name(UUID id) {
        return "suspension " + id;
    }

    /**
     * Suspends. From when this returns nothing new crosses by the agreement, and what waits is about to be judged again.
     *
     * @param id of the caller's making: the same one is recorded once
     */
    public Result suspend(
            UUID id, String agreement, Optional<Suspension.Way> way, String by, String reason, Scope scope) {
        Result fits = fits(agreement, way, scope);
        if (fits != Result.DONE) {
            return fits;
        }
        var suspension = new Suspension(id, agreement, way, by, clock.instant());
        boolean done = book.suspend(suspension, vault.seal(name(id), reason.getBytes(StandardCharsets.UTF_8)));
        followNow();
        return done ? Result.DONE : Result.AS_IT_IS;
    }

    /** Resumes just what was suspended: a whole agreement, or one way of it. What was returned meanwhile does not come back. */
    public Result resume(String agreement, Optional<Suspension.Way> way, String by, Scope scope) {
        Result fits = fits(agreement, way, scope);
        boolean stands = open().stream()
                .anyMatch(
                        each -> each.agreement().equals(agreement) && each.way().equals(way));
        // What an agreement no longer names can still be resumed by whoever sees everything.
        if (fits != Result.DONE && !(stands && scope.everything())) {
            return fits;
        }
        Instant now = clock.instant();
        boolean done = book.resume(agreement, way, by, now);
        followNow();
        return done ? Result.DONE : Result.AS_IT_IS;
    }

    private void followNow() {
        follow();
        changed.run();
    }

    private Result fits(String id, Optional<Suspension.Way> way, Scope scope) {
        Optional<Agreement> found = rulebook.agreements().all().stream()
                .filter(agreement -> agreement.id().equals(id))
                .findFirst();
        if (found.isEmpty() || !isIn(scope, found.get(), way)) {
            return Result.UNKNOWN;
        }
        return way.isEmpty() || ways(found.get()).contains(way.get()) ? Result.DONE : Result.NO_SUCH_WAY;
    }

    /** Whether of every way that it touches one of the two states is in scope; of a whole agreement where no way is named. */
    public static boolean isIn(Scope scope, Agreement agreement, Optional<Suspension.Way> way) {
        // A scope of single agencies is not enough to act for a state.
        Set<String> states = scope.states();
        return scope.everything()
                || way.map(Set::of).orElseGet(() -> ways(agreement)).stream()
                        .allMatch(each -> states.contains(each.from()) || states.contains(each.to()));
    }

    private static Set<Suspension.Way> ways(Agreement agreement) {
        var ways = new HashSet<Suspension.Way>();
        List<String> parties = agreement.parties();
        for (String from : parties) {
            for (String to : parties) {
                if (!from.equals(to) || parties.size() == 1) {
                    ways.add(new Suspension.Way(from, to));
                }
            }
        }
        return ways;
    }
}
