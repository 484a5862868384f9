package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** One task after the other on as many processors as may be taken. Answers come in the order of the questions. */
final class InParallel {
    private InParallel() {}

    /** @throws IllegalStateException with the cause, where a task fails */
    static <T, R> List<R> map(List<T> values, Pace pace, Function<T, R> task) {
        var pool = Executors.newFixedThreadPool(pace.processors());
        try {
            var answers = new ArrayList<Future<R>>();
            values.forEach(value -> answers.add(pool.submit(() -> task.apply(value))));
            var done = new ArrayList<R>();
            for (Future<R> answer : answers) {
                done.add(answer.get());
                pace.told().done(done.size(), answers.size());
            }
            return List.copyOf(done);
        } catch (ExecutionException e) {
            throw new IllegalStateException("one way could not be walked through", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
