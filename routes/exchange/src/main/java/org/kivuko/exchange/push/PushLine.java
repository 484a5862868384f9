package org.kivuko.exchange.push;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes to one agency. What one row holds goes one after the other, each recorded as taken over before the next goes out; several
 * rows go beside each other. Run by one thread at a time; its state may be asked for by any.
 */
final class PushLine {
    private static final Logger LOG = LoggerFactory.getLogger(PushLine.class);
    private static final int LEASED = 16;
    private static final int ROWS = 4;
    /** What is not the receiver's fault is tried again after this. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final AgencyId agency;
    private final PushGear gear;
    private final List<InHand> inHand = new ArrayList<>();
    private final Map<UUID, Integer> failures = new HashMap<>();
    private Push push;
    private Instant usableUntil = Instant.MIN;
    private Instant leaseEnds = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private String why = "";
    private long taken;
    private volatile PushState state;

    PushLine(AgencyId agency, PushGear gear) {
        this.agency = agency;
        this.gear = gear;
        this.state = new PushState(agency, false, 0, Push.USUAL_ATTEMPTS, Optional.empty(), Optional.empty(), 0);
    }

    PushState state() {
        return state;
    }

    /**
     * Pushes what may go out beside each other.
     *
     * @return whether there may be more to push at once
     */
    boolean run(Push by) {
        follow(by);
        if (gear.stop().stopped(agency)) {
            begin();
            note(true);
            return false;
        }
        boolean more = !gear.clock().instant().isBefore(notBefore) && pushSome();
        note(gear.stop().stopped(agency));
        return more;
    }

    private void follow(Push by) {
        if (!by.equals(push)) {
            push = by;
            begin();
        }
    }

    /** Anew: as if nothing had failed. What is leased stays so: newer ones would be handed out before it. */
    private void begin() {
        failures.clear();
        notBefore = Instant.MIN;
    }

    private void note(boolean stopped) {
        int failed = failures.values().stream().mapToInt(each -> each).max().orElse(0);
        boolean waits = !stopped && failed > 0;
        state = new PushState(
                agency,
                stopped,
                stopped ? Math.max(1, failed) : failed,
                push.attempts(),
                Optional.of(why).filter(text -> !text.isEmpty() && (stopped || waits)),
                Optional.of(notBefore).filter(at -> waits),
                taken);
    }

    private boolean pushSome() {
        if (!leased()) {
            return false;
        }
        List<RowPush.Result> results = RowPush.together(
                InHand.rows(inHand, ROWS), gear.pool(), row -> new RowPush(agency, gear, push.target(), usableUntil)
                        .push(row));
        results.forEach(result -> remove(result.taken()));
        if (results.stream().anyMatch(result -> result.end() == RowPush.End.NOT_HELD)) {
            inHand.removeIf(each -> !gear.held(agency, each));
        }
        boolean failed = results.stream().map(this::failed).reduce(false, Boolean::logicalOr);
        return !failed;
    }

    /** Whether there is something in hand that may go out. */
    private boolean leased() {
        Instant now = gear.clock().instant();
        if (!inHand.isEmpty() && !now.isBefore(usableUntil)) {
            if (now.isBefore(leaseEnds)) {
                return false;
            }
            inHand.clear();
        }
        if (inHand.isEmpty()) {
            usableUntil = now.plus(gear.usable());
            lease();
            leaseEnds = gear.clock().instant().plus(Shelf.LEASE);
        }
        return !inHand.isEmpty();
    }

    /** What was leased before and not taken comes again, before anything newer of its link. */
    private void lease() {
        for (Channel channel : push.exercise() ? List.of(Channel.LIVE, Channel.EXERCISE) : List.of(Channel.LIVE)) {
            if (inHand.size() < LEASED) {
                lease(() -> gear.shelf().leaseInbox(agency, channel, LEASED - inHand.size()), InHand::delivery);
            }
        }
        if (push.receipts()) {
            lease(() -> gear.shelf().leaseReceipts(agency, LEASED), InHand::receipt);
        }
        failures.keySet().retainAll(inHand.stream().map(InHand::id).collect(Collectors.toSet()));
    }

    private void lease(Supplier<List<Shelf.Item>> shelf, Function<Shelf.Item, InHand> as) {
        try {
            shelf.get().stream().map(as).forEach(inHand::add);
        } catch (LedgerUnavailable | BrokerUnavailable down) {
            if (inHand.isEmpty()) {
                throw down;
            }
        }
    }

    private void remove(List<UUID> ids) {
        Set<UUID> gone = new HashSet<>(ids);
        inHand.removeIf(each -> gone.contains(each.id()));
        failures.keySet().removeAll(gone);
        taken += ids.size();
    }

    private boolean failed(RowPush.Result result) {
        return switch (result.end()) {
            case ALL_TAKEN, NOT_HELD -> false;
            case INTERRUPTED -> {
                notBefore = later(notBefore, gear.clock().instant().plus(MOMENT));
                yield true;
            }
            case NOT_TAKEN -> {
                int count = failures.merge(result.at().orElseThrow(), 1, Integer::sum);
                failed(result, count);
                yield true;
            }
        };
    }

    private void failed(RowPush.Result result, int count) {
        why = result.why();
        if (result.gone() || count >= push.attempts()) {
            LOG.warn("pushing to {} stops after {} attempts: {}", agency, count, why);
            gear.stop().stop(agency, count + " attempts: " + why);
            return;
        }
        Duration pause = Backoff.after(count, gear.chance().getAsDouble(), result.retryAfter());
        notBefore = later(notBefore, gear.clock().instant().plus(pause));
        LOG.info("pushing to {} goes on in {} s, after {} attempts: {}", agency, pause.toSeconds(), count, why);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
