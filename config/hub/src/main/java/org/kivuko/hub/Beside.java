package org.kivuko.hub;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A part of the hub that starts beside others, on a thread of its own. Whatever becomes of the others, it is waited for and
 * stopped with the hub. Thread-safe.
 *
 * @param <T> the part
 */
final class Beside<T> {
    private final CompletableFuture<T> part;

    private Beside(CompletableFuture<T> part) {
        this.part = part;
    }

    /** Begins now. */
    static <T> Beside<T> start(Supplier<T> start) {
        return new Beside<>(CompletableFuture.supplyAsync(start));
    }

    /** Begins once this one is there. */
    <U> Beside<U> then(Function<T, U> start) {
        return new Beside<>(part.thenApply(start));
    }

    /** The part, once it is there; or what kept it from starting. */
    T get() {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits as well; empty where it did not start. */
    Optional<T> ended() {
        return Optional.ofNullable(part.handle((it, failed) -> it).join());
    }
}
