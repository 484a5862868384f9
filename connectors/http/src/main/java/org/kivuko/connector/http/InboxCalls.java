package org.kivuko.connector.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.Reading;

/** Fetching deliveries and receipts, and taking them over. */
final class InboxCalls {
    static final Set<String> INBOX_QUERY = Set.of("max", "wait", "channel");
    static final Set<String> RECEIPTS_QUERY = Set.of("max", "wait");

    /** Leased at a time, so that an answer of the largest messages stays small in memory. */
    private static final int STEP = 10;

    private static final int ENOUGH_BYTES = 4 * 1024 * 1024;

    /** Afterwards what is leased is handed out: a caller who gives up loses it until its lease has run out. */
    private static final long ENOUGH_NANOS = Duration.ofSeconds(1).toNanos();

    private final HttpPorts ports;
    private final LongPolls polls;

    InboxCalls(HttpPorts ports, LongPolls polls) {
        this.ports = ports;
        this.polls = polls;
    }

    private record InboxOf(AgencyId agency, Channel channel) {}

    private record ReceiptsOf(AgencyId agency) {}

    CompletionStage<Answer> inbox(Call call) {
        AgencyId agency = call.agency();
        return lots(call, lots -> {
            Optional<String> elsewhere = fetchedElsewhere(agency, lots.channel());
            if (elsewhere.isPresent()) {
                return elsewhere(elsewhere.get());
            }
            if (ports.pushes().deliveries(agency, lots.channel())) {
                return elsewhere("Deliveries are pushed to this agency");
            }
            return polls.await(
                            new InboxOf(agency, lots.channel()),
                            lots.pause(),
                            whileKeyCounts(
                                    call,
                                    () -> lease(lots.max(), n -> ports.shelf().leaseInbox(agency, lots.channel(), n))))
                    .thenApply(Delivered::deliveries);
        });
    }

    CompletionStage<Answer> receipts(Call call) {
        AgencyId agency = call.agency();
        if (ports.pushes().receipts(agency)) {
            return elsewhere("Receipts are pushed to this agency");
        }
        return lots(call, lots -> polls.await(
                        new ReceiptsOf(agency),
                        lots.pause(),
                        whileKeyCounts(
                                call, () -> lease(lots.max(), n -> ports.shelf().leaseReceipts(agency, n))))
                .thenApply(Delivered::receipts));
    }

    private static CompletionStage<Answer> elsewhere(String how) {
        return CompletableFuture.completedFuture(Problem.of(409, Code.NOT_AVAILABLE, how));
    }

    /** Who waits longer than its key counts is handed nothing. */
    private static <T> Supplier<List<T>> whileKeyCounts(Call call, Supplier<List<T>> attempt) {
        return () -> {
            if (!call.still().getAsBoolean()) {
                throw new KeyRevoked();
            }
            return attempt.get();
        };
    }

    private static CompletionStage<Answer> lots(Call call, Function<Lots, CompletionStage<Answer>> fetch) {
        Reading<Lots> lots = Lots.read(call.query());
        return lots instanceof Reading.Refused<Lots> refused
                ? CompletableFuture.completedFuture(Problem.of(400, refused.faults()))
                : fetch.apply(((Reading.Accepted<Lots>) lots).value());
    }

    /** What is leased must be handed out, so nothing is leased that would not fit any more. */
    private static List<Shelf.Item> lease(int max, IntFunction<List<Shelf.Item>> shelf) {
        var items = new ArrayList<Shelf.Item>();
        long bytes = 0;
        long begun = System.nanoTime();
        while (items.size() < max && bytes < ENOUGH_BYTES && System.nanoTime() - begun < ENOUGH_NANOS) {
            int asked = Math.min(STEP, max - items.size());
            List<Shelf.Item> more = leaseMore(items, asked, shelf);
            items.addAll(more);
            bytes += more.stream().mapToLong(item -> item.body().length).sum();
            if (more.size() < asked) {
                break;
            }
        }
        return items;
    }

    /** A failure after the first step is not the caller's: it has to get what is leased to it, or it would get newer ones first. */
    private static List<Shelf.Item> leaseMore(List<Shelf.Item> leased, int max, IntFunction<List<Shelf.Item>> shelf) {
        try {
            return shelf.apply(max);
        } catch (LedgerUnavailable | BrokerUnavailable down) {
            if (leased.isEmpty()) {
                throw down;
            }
            return List.of();
        }
    }

    /** Where the agency fetches this traffic in place of here. */
    private Optional<String> fetchedElsewhere(AgencyId agency, Channel channel) {
        Directory.Fetching fetching = ports.rulebook()
                .agreements()
                .directory()
                .agency(agency)
                .map(Directory.Agency::fetching)
                .orElse(Directory.Fetching.HTTP);
        if (fetching == Directory.Fetching.FILES) {
            return Optional.of("This agency finds its traffic in its folder");
        }
        return fetching == Directory.Fetching.BROKER && channel == Channel.LIVE
                ? Optional.of("This agency fetches live traffic from the broker")
                : Optional.empty();
    }

    /** One delivery in the form that its recipient asks for, while it is leased. */
    Answer delivery(Call call) {
        Optional<Shelf.Item> item = id(call).flatMap(id -> ports.shelf().leased(call.agency(), id));
        return item.map(found -> Form.answer(found.body(), call.accept())).orElseGet(Problem::notFound);
    }

    CompletionStage<Answer> acknowledge(Call call) {
        return acknowledge(call, ports.shelf()::acknowledging);
    }

    CompletionStage<Answer> acknowledgeReceipt(Call call) {
        return acknowledge(call, ports.shelf()::acknowledgingReceipt);
    }

    private static CompletionStage<Answer> acknowledge(
            Call call, BiFunction<AgencyId, UUID, CompletionStage<Boolean>> taking) {
        return id(call).map(id -> taking.apply(call.agency(), id))
                .orElseGet(() -> CompletableFuture.completedFuture(false))
                .thenApply(known -> known ? Answer.empty(204) : Problem.notFound());
    }

    /** {@link UUID#fromString} takes more than the one form in which the hub writes them. */
    private static Optional<UUID> id(Call call) {
        String text = call.path().get("delivery");
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}
