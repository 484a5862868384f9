package org.kivuko.operations.redrive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;

/** Jobs in memory; the last word about copies may get lost. */
final class FakeBook implements RedriveBook, FailureBook {
    private final Map<UUID, Redrive> jobs = new HashMap<>();
    private final Map<UUID, List<Item>> items = new HashMap<>();
    boolean failSettle;

    void clear() {
        jobs.clear();
        items.clear();
    }

    void add(Redrive job, List<Item> open) {
        jobs.put(job.id(), job);
        items.put(job.id(), new ArrayList<>(open));
    }

    @Override
    public List<Redrive> running() {
        return jobs.values().stream()
                .filter(job -> job.state() == Redrive.State.RUNNING)
                .toList();
    }

    @Override
    public Optional<Redrive> job(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    private List<Item> in(UUID id, ItemState state) {
        return items.get(id).stream().filter(item -> item.state() == state).toList();
    }

    @Override
    public List<Item> moving(UUID id) {
        return in(id, ItemState.MOVING);
    }

    @Override
    public List<Item> take(UUID id, int max, Instant at) {
        List<Item> taken = in(id, ItemState.OPEN).stream().limit(max).toList();
        taken.forEach(item -> put(id, item, ItemState.MOVING));
        return taken;
    }

    private void put(UUID id, Item item, ItemState state) {
        items.get(id)
                .set(
                        item.no() - 1,
                        new Item(item.no(), item.copy(), item.agency(), item.outbox(), state, Optional.empty()));
    }

    @Override
    public void settle(UUID id, List<Item> settled, Instant at) {
        if (failSettle) {
            throw new LedgerUnavailable("in the last word", null);
        }
        settled.forEach(item -> put(id, item, item.state()));
        Redrive job = jobs.get(id);
        boolean left =
                !in(id, ItemState.OPEN).isEmpty() || !in(id, ItemState.MOVING).isEmpty();
        int done = in(id, ItemState.MOVED).size();
        int failed = in(id, ItemState.GONE).size() + in(id, ItemState.NO_OUTBOX).size();
        jobs.put(
                id,
                new Redrive(
                        id,
                        job.queue(),
                        job.by(),
                        job.reason(),
                        left ? job.state() : Redrive.State.DONE,
                        job.count(),
                        done,
                        failed,
                        job.perSecond(),
                        job.startedAt(),
                        Optional.empty()));
    }

    @Override
    public void gone(Collection<String> copies, String why) {}

    @Override
    public List<Cause> causes(Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Failure> failures(
            Optional<String> cause, Optional<AgencyId> agency, Scope scope, OptionalLong before, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Failure> failure(String copy) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Failure> selected(Select select, Scope scope, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void freeze(FrozenSet set, List<Failure> copies, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FrozenSet> set(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean start(Redrive job, UUID key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Redrive> under(UUID key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Redrive> jobs(int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean busy(FailureQueue queue) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean change(UUID id, List<Redrive.State> from, Redrive.State to, Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Item> items(UUID id, int after, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean propose(Edit edit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Edit> edit(UUID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Edit> edits(int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Edit> approved() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean decide(UUID id, EditState from, EditState to, String by, Instant at) {
        throw new UnsupportedOperationException();
    }
}
