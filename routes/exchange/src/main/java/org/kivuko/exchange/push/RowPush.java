package org.kivuko.exchange.push;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes one row in its order and stops at the first that is not taken.
 *
 * @param usableUntil from when on nothing may go out under these leases
 */
record RowPush(AgencyId agency, PushGear gear, PushTarget target, Instant usableUntil) {
    private static final Logger LOG = LoggerFactory.getLogger(RowPush.class);

    /** Why it stopped. */
    enum End {
        ALL_TAKEN,
        /** The receiver did not take one. */
        NOT_TAKEN,
        /** The lease of one has ended, or it was taken back into its inbox. */
        NOT_HELD,
        /** Something of the hub was away; the receiver may have it. */
        INTERRUPTED
    }

    /**
     * What came of a row.
     *
     * @param at which one was not taken
     * @param gone whether the receiver wants nothing more
     * @param retryAfter zero where it does not say
     */
    record Result(List<UUID> taken, End end, Optional<UUID> at, boolean gone, String why, Duration retryAfter) {
        Result {
            taken = List.copyOf(taken);
        }

        private static Result of(List<UUID> taken, End end) {
            return new Result(taken, end, Optional.empty(), false, "", Duration.ZERO);
        }
    }

    /** Pushes rows beside each other, and waits for all. */
    static List<Result> together(List<List<InHand>> rows, Executor pool, Function<List<InHand>, Result> push) {
        List<CompletableFuture<Result>> others = rows.stream()
                .skip(1)
                .map(row -> CompletableFuture.supplyAsync(() -> push.apply(row), pool))
                .toList();
        var results = new ArrayList<Result>();
        results.add(push.apply(rows.get(0)));
        others.forEach(other -> results.add(other.join()));
        return results;
    }

    Result push(List<InHand> row) {
        var taken = new ArrayList<UUID>();
        try {
            for (InHand each : row) {
                if (!held(each)) {
                    return Result.of(taken, End.NOT_HELD);
                }
                PushTarget.Answer answer = target.push(each.id(), each.item().body());
                if (!(answer instanceof PushTarget.Taken)) {
                    return notTaken(taken, each.id(), answer);
                }
                acknowledge(each);
                taken.add(each.id());
            }
            return Result.of(taken, End.ALL_TAKEN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Result.of(taken, End.INTERRUPTED);
        } catch (RuntimeException away) {
            LOG.debug(
                    "pushing to {} was interrupted: {}", agency, away.getClass().getName());
            return Result.of(taken, End.INTERRUPTED);
        }
    }

    private boolean held(InHand each) {
        return gear.clock().instant().isBefore(usableUntil) && gear.held(agency, each);
    }

    /** Before the next of its row goes out. */
    private void acknowledge(InHand each) {
        Shelf shelf = gear.shelf();
        boolean known =
                each.receipt() ? shelf.acknowledgeReceipt(agency, each.id()) : shelf.acknowledge(agency, each.id());
        if (!known) {
            LOG.warn("{} took something over that it was not handed", agency);
        }
    }

    private static Result notTaken(List<UUID> taken, UUID id, PushTarget.Answer answer) {
        if (answer instanceof PushTarget.NotTaken not) {
            return new Result(
                    taken,
                    End.NOT_TAKEN,
                    Optional.of(id),
                    false,
                    not.why(),
                    not.retryAfter().orElse(Duration.ZERO));
        }
        return new Result(taken, End.NOT_TAKEN, Optional.of(id), true, "the target is gone (410)", Duration.ZERO);
    }
}
