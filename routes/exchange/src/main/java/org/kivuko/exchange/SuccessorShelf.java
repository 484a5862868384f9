package org.kivuko.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;

/**
 * A shelf on which an agency also finds what waits for those whom it took over from, before anything of its own. The links of
 * a former code keep their numbers to their end; those of the new code begin with their own. Thread-safe.
 */
public final class SuccessorShelf implements Shelf {
    private final Shelf shelf;
    private final Rulebook rulebook;
    private final Predicate<AgencyId> stands;

    /** @param stands whether there still are queues of a former code */
    public SuccessorShelf(Shelf shelf, Rulebook rulebook, Predicate<AgencyId> stands) {
        this.shelf = shelf;
        this.rulebook = rulebook;
        this.stands = stands;
    }

    private List<AgencyId> seats(AgencyId agency) {
        List<AgencyId> former = rulebook.agreements().directory().formerCodes(agency);
        return former.isEmpty()
                ? List.of(agency)
                : Stream.concat(former.stream().filter(stands), Stream.of(agency))
                        .toList();
    }

    private List<Item> lease(AgencyId agency, int max, BiFunction<AgencyId, Integer, List<Item>> lease) {
        var items = new ArrayList<Item>();
        for (AgencyId seat : seats(agency)) {
            if (items.size() < max) {
                items.addAll(leaseMore(items, lease, seat, max - items.size()));
            }
        }
        return items;
    }

    /** What is leased has to be handed out, or newer deliveries would be handed out before it. */
    private static List<Item> leaseMore(
            List<Item> leased, BiFunction<AgencyId, Integer, List<Item>> lease, AgencyId seat, int max) {
        try {
            return lease.apply(seat, max);
        } catch (LedgerUnavailable | BrokerUnavailable down) {
            if (leased.isEmpty()) {
                throw down;
            }
            return List.of();
        }
    }

    @Override
    public List<Item> leaseInbox(AgencyId agency, Channel channel, int max) {
        return lease(agency, max, (seat, rest) -> shelf.leaseInbox(seat, channel, rest));
    }

    @Override
    public Optional<Item> leased(AgencyId agency, UUID delivery) {
        return seats(agency).stream()
                .flatMap(seat -> shelf.leased(seat, delivery).stream())
                .findFirst();
    }

    @Override
    public boolean acknowledge(AgencyId agency, UUID delivery) {
        return seats(agency).stream().anyMatch(seat -> shelf.acknowledge(seat, delivery));
    }

    @Override
    public CompletionStage<Boolean> acknowledging(AgencyId agency, UUID delivery) {
        return anySeat(agency, seat -> shelf.acknowledging(seat, delivery));
    }

    @Override
    public List<Item> leaseReceipts(AgencyId agency, int max) {
        return lease(agency, max, shelf::leaseReceipts);
    }

    @Override
    public boolean acknowledgeReceipt(AgencyId agency, UUID delivery) {
        return seats(agency).stream().anyMatch(seat -> shelf.acknowledgeReceipt(seat, delivery));
    }

    @Override
    public CompletionStage<Boolean> acknowledgingReceipt(AgencyId agency, UUID delivery) {
        return anySeat(agency, seat -> shelf.acknowledgingReceipt(seat, delivery));
    }

    /** One seat after the other, up to the one that knows it. */
    private CompletionStage<Boolean> anySeat(
            AgencyId agency, Function<AgencyId, CompletionStage<Boolean>> acknowledging) {
        CompletionStage<Boolean> found = CompletableFuture.completedFuture(false);
        for (AgencyId seat : seats(agency)) {
            found = found.thenCompose(
                    known -> known ? CompletableFuture.completedFuture(true) : acknowledging.apply(seat));
        }
        return found;
    }
}
