package org.kivuko.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.kivuko.agreement.Agreements;

/**
 * The agreements of a running hub: asked with one volatile read, replaced as a whole. Those who have to act when they change
 * are told before the new ones are judged by, and again afterwards; so too when the agreements stay the same object and an
 * instant passes at which one of them begins or ends ({@link #look}).
 *
 * <p>Each {@link Listener#before} is followed by exactly one {@link Listener#after}, and no other change comes between the
 * two. Listeners are called one after the other, in the order in which they came, on the thread that changes. Thread-safe.
 */
public final class ChangingRulebook implements Rulebook {
    /** How long before a known instant listeners are told of it: what must be closed by then needs a moment to close. */
    public static final Duration LEAD = Duration.ofSeconds(2);

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Agreements current;
    private volatile Optional<String> doubt = Optional.empty();
    private Instant seen;
    private Optional<Change> announced = Optional.empty();

    /**
     * A rulebook.
     *
     * @param start the instant up to which nothing is told: beginnings and ends after it are
     */
    public ChangingRulebook(Agreements first, Instant start) {
        current = first;
        seen = start;
    }

    /**
     * A change of what holds.
     *
     * @param next the same object as {@code old} where only an instant passed
     * @param at the instant from which {@code next} holds
     */
    public record Change(Agreements old, Agreements next, Instant at) {}

    /** Somebody who has to act when the agreements change. What it throws is thrown on, after the change has been made. */
    public interface Listener {
        /** The old agreements are still judged by; what must not cross under the new ones can be held back now. */
        default void before(Change change) {}

        /** From now on the new agreements are judged by. */
        default void after(Change change) {}
    }

    /** Tells this listener of every change from the next one on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** @throws LedgerUnavailable while the rules are in doubt: nothing is judged then */
    @Override
    public Agreements agreements() {
        doubt.ifPresent(why -> {
            throw new LedgerUnavailable("the rules are in doubt: " + why, null);
        });
        return current;
    }

    /** The agreements that were judged by last, in doubt or not. */
    public Agreements last() {
        return current;
    }

    /** From now on nothing is judged until the agreements are replaced: what holds is known to be something else. */
    public void doubt(String why) {
        doubt = Optional.of(why);
    }

    /** Why nothing is judged; empty where it is. */
    public Optional<String> doubt() {
        return doubt;
    }

    /**
     * Replaces the agreements. Returns when every listener has been told; the change is made even where one fails.
     *
     * @param at the instant from which they hold
     */
    public synchronized void change(Agreements next, Instant at) {
        var failures = new Failures();
        announced.ifPresent(open -> tellAfter(open, failures));
        announced = Optional.empty();
        var change = new Change(current, next, at);
        tellBefore(change, failures);
        current = next;
        doubt = Optional.empty();
        tellAfter(change, failures);
        failures.throwAny();
    }

    /**
     * Tells of every beginning and end that lies at or before this instant and was not told of yet, and beforehand of one
     * that lies within {@link #LEAD}. To be called often, with instants that do not go back.
     */
    public synchronized void look(Instant now) {
        var failures = new Failures();
        for (var next = due(now); next.isPresent(); next = due(now)) {
            var change = announced.orElse(new Change(current, current, next.get()));
            if (announced.isEmpty()) {
                announced = Optional.of(change);
                tellBefore(change, failures);
            }
            if (change.at().isAfter(now)) {
                break;
            }
            announced = Optional.empty();
            seen = change.at();
            tellAfter(change, failures);
        }
        failures.throwAny();
    }

    private Optional<Instant> due(Instant now) {
        return current.nextChange(seen).filter(next -> !next.isAfter(now.plus(LEAD)));
    }

    private void tellBefore(Change change, Failures failures) {
        listeners.forEach(listener -> failures.guard(listener, it -> it.before(change)));
    }

    private void tellAfter(Change change, Failures failures) {
        listeners.forEach(listener -> failures.guard(listener, it -> it.after(change)));
    }

    /** What listeners threw; the first is thrown in the end, with the others as suppressed ones. */
    private static final class Failures {
        private RuntimeException first;

        void guard(Listener listener, Consumer<Listener> call) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }

        void throwAny() {
            if (first != null) {
                throw first;
            }
        }
    }
}
