package org.kivuko.operations.redrive;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;

/**
 * Copies that failed: those in quarantine as the ledger knows them, dead letters as they lie at the broker. Thread-safe.
 */
public final class Failures {
    /** A broker with more dead letters than that has another trouble; what lies behind them is not shown. */
    static final int MOST_DEAD = 20_000;

    private final FailureBook book;
    private final FailureBroker broker;
    private final LongFunction<Optional<Instant>> cameBy;
    private final InstantSource clock;

    /** @param cameBy by when the message of a number had come to the broker */
    public Failures(
            FailureBook book, FailureBroker broker, LongFunction<Optional<Instant>> cameBy, InstantSource clock) {
        this.book = book;
        this.broker = broker;
        this.cameBy = cameBy;
        this.clock = clock;
    }

    /** What copies failed of, the most frequent first. */
    public List<Cause> causes(FailureQueue queue, Scope scope) {
        if (queue == FailureQueue.QUARANTINE) {
            return book.causes(scope);
        }
        Map<String, List<Failure>> byCause = dead(scope).stream().collect(Collectors.groupingBy(Failure::cause));
        return byCause.entrySet().stream()
                .map(entry -> cause(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Cause::count).reversed().thenComparing(Cause::code))
                .toList();
    }

    private static Cause cause(String code, List<Failure> failures) {
        return new Cause(
                code,
                failures.size(),
                failures.stream()
                        .map(Failure::at)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                failures.stream()
                        .map(Failure::at)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                failures.stream().flatMap(each -> each.agency().stream()).collect(Collectors.toSet()),
                failures.get(failures.size() - 1).copy());
    }

    /** Copies, the newest first, behind a place in their order. */
    public List<Failure> failures(
            FailureQueue queue,
            Optional<String> cause,
            Optional<AgencyId> agency,
            Scope scope,
            OptionalLong before,
            int max) {
        if (queue == FailureQueue.QUARANTINE) {
            return book.failures(cause, agency, scope, before, max);
        }
        return dead(scope).stream()
                .filter(each -> cause.stream().allMatch(each.cause()::equals))
                .filter(each -> agency.stream().allMatch(wanted -> each.agency().equals(Optional.of(wanted))))
                .filter(each -> before.isEmpty() || each.no() < before.getAsLong())
                .sorted(Comparator.comparingLong(Failure::no).reversed())
                .limit(max)
                .toList();
    }

    /** One of them, where it is in scope. */
    public Optional<Failure> failure(FailureQueue queue, String copy, Scope scope) {
        Optional<Failure> found = queue == FailureQueue.QUARANTINE
                ? book.failure(copy)
                : dead(scope).stream().filter(each -> each.copy().equals(copy)).findFirst();
        return found.filter(each -> inScope(each, scope));
    }

    /** Those that are meant, in the order in which they failed; at most so many. */
    List<Failure> selected(FailureQueue queue, Select select, Scope scope, int max) {
        return queue == FailureQueue.QUARANTINE
                ? book.selected(select, scope, max)
                : dead(scope).stream().filter(select::fits).limit(max).toList();
    }

    /** What a copy holds. */
    public Optional<FailureBroker.Body> body(FailureQueue queue, String copy) {
        return broker.body(queue, copy);
    }

    /** They lie there no more. */
    void gone(FailureQueue queue, Collection<String> copies, String why) {
        if (queue == FailureQueue.QUARANTINE && !copies.isEmpty()) {
            book.gone(copies, why);
        }
    }

    private List<Failure> dead(Scope scope) {
        Instant now = clock.instant();
        return broker.deadLetters(MOST_DEAD).stream()
                .map(letter -> new Failure(
                        letter.number(),
                        letter.copy(),
                        cameBy.apply(letter.number()).orElse(now),
                        letter.agency(),
                        Optional.empty(),
                        letter.cause(),
                        List.of(),
                        letter.outbox(),
                        0))
                .filter(failure -> inScope(failure, scope))
                .toList();
    }

    private static boolean inScope(Failure failure, Scope scope) {
        return failure.agency().map(scope::covers).orElseGet(scope::everything);
    }
}
