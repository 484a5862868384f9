package org.kivuko.connector.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What happens on a call. Expected refusals are answers; exceptions are for what nobody expected. Thread-safe. */
@FunctionalInterface
interface Endpoint {
    /** May answer later; holds no thread while it waits. */
    CompletionStage<Answer> answer(Call call);

    /** One that answers at once. */
    static Endpoint of(Immediate immediate) {
        return call -> CompletableFuture.completedFuture(immediate.answer(call));
    }

    /** Answers on the thread that asks. */
    @FunctionalInterface
    interface Immediate {
        Answer answer(Call call);
    }
}
