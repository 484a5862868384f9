package org.kivuko.connector.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Callers who wait for something to arrive. None of them holds a thread; ten times a second each shelf that somebody waits
 * at is asked once, on behalf of whoever has waited longest. Thread-safe.
 */
final class LongPolls {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Executor workers;
    private final ScheduledExecutorService ticker;
    private final Queue<Waiter<?>> waiters = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> ends = new ConcurrentLinkedQueue<>();
    private final Set<Object> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    LongPolls(Executor workers) {
        this.workers = workers;
        this.ticker = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, "http-waiting");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                ticker.scheduleWithFixedDelay(this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Waiter<T>(
            Object shelf, long deadlineNanos, Supplier<List<T>> attempt, CompletableFuture<List<T>> answer) {
        /** Tries once; tells whether something was there. */
        boolean serve() {
            try {
                List<T> found = attempt.get();
                if (!found.isEmpty() || System.nanoTime() - deadlineNanos >= 0) {
                    answer.complete(found);
                }
                return !found.isEmpty();
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
                return false;
            }
        }
    }

    /**
     * Tries at once, then again until something is there, the time is over or the door closes.
     *
     * @param shelf waiters at equal shelves take turns
     * @param attempt answers at once, with an empty list where nothing is there
     */
    <T> CompletionStage<List<T>> await(Object shelf, Duration pause, Supplier<List<T>> attempt) {
        var waiter = new Waiter<>(shelf, System.nanoTime() + pause.toNanos(), attempt, new CompletableFuture<>());
        if (!waiter.serve() && !waiter.answer().isDone()) {
            waiters.add(waiter);
            if (stopped) {
                waiter.answer().complete(List.of());
            }
        }
        return waiter.answer();
    }

    /** Something else that has to end before the door can close. */
    void onStop(Runnable end) {
        ends.add(end);
    }

    /** Answers everybody who waits with what is there: nothing. */
    void stop() {
        stopped = true;
        ends.forEach(Runnable::run);
        ticker.shutdownNow();
        waiters.forEach(waiter -> waiter.answer().complete(List.of()));
    }

    private void tick() {
        waiters.removeIf(waiter -> waiter.answer().isDone());
        Map<Object, List<Waiter<?>>> shelves = waiters.stream().collect(Collectors.groupingBy(Waiter::shelf));
        shelves.forEach(this::ask);
    }

    private void ask(Object shelf, List<Waiter<?>> queue) {
        if (!busy.add(shelf)) {
            return;
        }
        try {
            workers.execute(() -> {
                try {
                    serve(queue);
                } finally {
                    busy.remove(shelf);
                }
            });
        } catch (RejectedExecutionException closing) {
            busy.remove(shelf);
        }
    }

    /** The first to wait is the first to get; once the shelf is empty only those whose time is over are asked again. */
    private static void serve(List<Waiter<?>> queue) {
        boolean more = true;
        for (Waiter<?> waiter : queue) {
            boolean over = System.nanoTime() - waiter.deadlineNanos() >= 0;
            if ((more || over) && !waiter.answer().isDone()) {
                more = waiter.serve();
            }
        }
    }
}
