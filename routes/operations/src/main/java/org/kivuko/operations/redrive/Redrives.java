package org.kivuko.operations.redrive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.Vault;
import org.kivuko.operations.people.Operator;

/** Asks for redrives: first a set is frozen and counted, then a job is started with it by who has read the count. Thread-safe. */
public final class Redrives {
    /** The largest set. */
    public static final int MOST = 100_000;

    private static final Duration SET_KEPT = Duration.ofMinutes(15);

    private final RedriveBook book;
    private final Failures failures;
    private final Vault vault;
    private final InstantSource clock;

    public Redrives(RedriveBook book, Failures failures, Vault vault, InstantSource clock) {
        this.book = book;
        this.failures = failures;
        this.vault = vault;
        this.clock = clock;
    }

    /** What becomes of the wish to start or change a job. */
    public sealed interface Result {}

    /** It is as wished, by this act or by the same one before. */
    public record Done(Redrive job) implements Result {}

    /** Nothing of that id is there, or it ran out. */
    public record NotThere() implements Result {}

    /** The count that was typed is not that of the set. */
    public record OtherCount(int count) implements Result {}

    /** There is a job with this set already, or the job does not stand so that this could be done. */
    public record Conflict(String sentence) implements Result {}

    /** A wish to start a job. */
    public record Wish(UUID set, int count, int perSecond, String reason, UUID key) {
        /** Without the reason, which may hold anything. */
        @Override
        public String toString() {
            return "Wish[" + set + "]";
        }
    }

    /** Freezes a set of copies and counts it. */
    public RedriveBook.FrozenSet freeze(FailureQueue queue, Select select, Operator by) {
        List<Failure> selected = failures.selected(queue, select, by.scope(), MOST);
        Instant now = clock.instant();
        var set = new RedriveBook.FrozenSet(
                UUID.randomUUID(),
                queue,
                by.login(),
                now.plus(SET_KEPT),
                selected.size(),
                selected.stream().map(Failure::at).min(Instant::compareTo),
                selected.stream().map(Failure::at).max(Instant::compareTo));
        book.freeze(set, selected, now);
        return set;
    }

    /** Starts a job with a frozen set. */
    public Result start(Wish wish, Operator by) {
        Optional<Redrive> earlier = book.under(wish.key());
        if (earlier.isPresent()) {
            boolean same =
                    earlier.get().id().equals(wish.set()) && earlier.get().by().equals(by.login());
            return same ? new Done(earlier.get()) : new Conflict("The key was used for another act");
        }
        Instant now = clock.instant();
        Optional<RedriveBook.FrozenSet> set =
                book.set(wish.set()).filter(each -> each.by().equals(by.login()) && now.isBefore(each.until()));
        if (set.isEmpty()) {
            return new NotThere();
        }
        if (set.get().count() != wish.count() || wish.count() == 0) {
            return new OtherCount(set.get().count());
        }
        var job = new Redrive(
                wish.set(),
                set.get().queue(),
                by.login(),
                vault.seal(name(wish.set()), wish.reason().getBytes(StandardCharsets.UTF_8)),
                Redrive.State.RUNNING,
                wish.count(),
                0,
                0,
                wish.perSecond(),
                now,
                Optional.empty());
        return book.start(job, wish.key()) ? new Done(job) : new Conflict("There is a job with this set");
    }

    public Result pause(UUID id) {
        return change(id, List.of(Redrive.State.RUNNING), Redrive.State.PAUSED);
    }

    /** Has a job go on; one that was cancelled takes up what is still there. */
    public Result resume(UUID id) {
        return change(id, List.of(Redrive.State.PAUSED, Redrive.State.CANCELLED), Redrive.State.RUNNING);
    }

    /** Ends a job; what it has not moved stays where it lies. */
    public Result cancel(UUID id) {
        return change(id, List.of(Redrive.State.RUNNING, Redrive.State.PAUSED), Redrive.State.CANCELLED);
    }

    private Result change(UUID id, List<Redrive.State> from, Redrive.State to) {
        boolean changed = book.change(id, from, to, clock.instant());
        Optional<Redrive> job = book.job(id);
        if (job.isEmpty()) {
            return new NotThere();
        }
        return changed || job.get().state() == to
                ? new Done(job.get())
                : new Conflict("The job is " + job.get().state().code());
    }

    public Optional<Redrive> job(UUID id) {
        return book.job(id);
    }

    /** Jobs, the newest first. */
    public List<Redrive> jobs(int max) {
        return book.jobs(max);
    }

    /** The copies of a job in their order, behind a place. */
    public List<RedriveBook.Item> items(UUID id, int after, int max) {
        return book.items(id, after, max);
    }

    /** Why a job was started. */
    public String reason(Redrive job) {
        return new String(vault.open(name(job.id()), job.reason()), StandardCharsets.UTF_8);
    }

    private static String name(UUID id) {
        return "redrive " + id;
    }
}
