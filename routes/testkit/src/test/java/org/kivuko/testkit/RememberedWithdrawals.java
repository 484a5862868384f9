package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.kivuko.exchange.CorrectionRow;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.exchange.Lying;
import org.kivuko.exchange.RecallRow;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** The ledger's part in withdrawing, in memory, for one recipient. */
final class RememberedWithdrawals implements Withdrawals {
    final Map<UUID, Lying> lying = new HashMap<>();
    final Map<UUID, Place> places = new HashMap<>();
    final Map<Inbox, Judged> noted = new HashMap<>();
    final List<Withdrawal> withdrawn = new ArrayList<>();
    final List<Delivery> rewritten = new ArrayList<>();
    final List<Wanted> wanted = new ArrayList<>();
    final List<UUID> takenOver = new ArrayList<>();
    /** How often somebody asked for everything that waits in an inbox. */
    final AtomicInteger readThrough = new AtomicInteger();
    /** What was noted of inboxes that were not turning then, in its order. */
    final List<Judged> rounds = new ArrayList<>();
    /** What happens while the next round begins. */
    Runnable meanwhile = () -> {};

    Believed believed = new Believed(Set.of(), 0);

    @Override
    public synchronized Map<UUID, Lying> lying(AgencyId recipient, Collection<UUID> items) {
        var known = new HashMap<>(lying);
        known.keySet().retainAll(new HashSet<>(items));
        return known;
    }

    @Override
    public synchronized Map<UUID, Place> places(AgencyId recipient, Collection<UUID> items) {
        var known = new HashMap<>(places);
        known.keySet().retainAll(new HashSet<>(items));
        return known;
    }

    @Override
    public Believed waiting(Inbox inbox) {
        readThrough.incrementAndGet();
        return inbox.lane() == Lane.BULK && inbox.channel() == Channel.LIVE ? believed : new Believed(Set.of(), 0);
    }

    @Override
    public Set<UUID> recorded(Inbox inbox) {
        return waiting(inbox).released();
    }

    @Override
    public Map<AgencyId, Long> waiting() {
        long all = believed.released().size() + (long) believed.uncertain();
        return all == 0 ? Map.of() : Map.of(SmallWorld.UGA_UPF, all);
    }

    @Override
    public void takenOver(AgencyId recipient, Collection<UUID> items, Instant at) {
        takenOver.addAll(items);
    }

    @Override
    public synchronized Map<UUID, Lying.VoidPlace> record(
            Collection<Withdrawal> gone, Collection<Delivery> changed, Instant at) {
        var voids = new HashMap<UUID, Lying.VoidPlace>();
        for (Withdrawal each : gone) {
            LinkNumber number = ((Lying.Open) lying.get(each.delivery())).link();
            var place = new Lying.VoidPlace(UUID.randomUUID(), number, at);
            voids.put(each.delivery(), place);
            lying.put(each.delivery(), new Lying.Withdrawn(place));
            lying.put(place.id(), new Lying.StandsVoid());
            if (places.containsKey(each.delivery())) {
                places.put(place.id(), places.get(each.delivery()));
            }
        }
        withdrawn.addAll(gone);
        rewritten.addAll(changed);
        return voids;
    }

    @Override
    public synchronized Set<Inbox> ask(Collection<Withdrawal> withdrawals, Instant at) {
        var inbox = new Inbox(SmallWorld.UGA_UPF, Channel.LIVE, Lane.BULK);
        for (Withdrawal each : withdrawals) {
            LinkNumber number = ((Lying.Open) lying.get(each.delivery())).link();
            lying.put(each.delivery(), new Lying.Open(number, Optional.of(each)));
        }
        noted.put(inbox, new Judged(inbox, "", false));
        return Set.of(inbox);
    }

    @Override
    public List<LinkNumber> lastNumbers(Link link) {
        return List.of();
    }

    @Override
    public Asked askAgain(Link link, String epoch, long from, long to, Instant at) {
        return new Asked((int) (to - from) + 1, 0, List.of());
    }

    @Override
    public synchronized List<Wanted> wanted(Inbox inbox) {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        return List.copyOf(wanted);
    }

    @Override
    public synchronized void placed(Collection<UUID> deliveries, Instant at) {
        wanted.removeIf(each -> deliveries.contains(each.delivery()));
    }

    @Override
    public List<Withdrawal> recalled(Instant at) {
        return List.of();
    }

    @Override
    public List<RecallRow> recalls(int max) {
        return List.of();
    }

    @Override
    public List<CorrectionRow> corrections(int max) {
        return List.of();
    }

    @Override
    public synchronized List<Judged> judged() {
        return List.copyOf(noted.values());
    }

    @Override
    public synchronized void note(Collection<Judged> judged) {
        judged.forEach(each -> noted.put(each.inbox(), each));
        judged.stream().filter(each -> !each.turning()).forEach(rounds::add);
    }
}
