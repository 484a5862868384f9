package org.kivuko.connector.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Vault;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.redrive.Cause;
import org.kivuko.operations.redrive.Edits;
import org.kivuko.operations.redrive.Failure;
import org.kivuko.operations.redrive.FailureBook;
import org.kivuko.operations.redrive.FailureBroker;
import org.kivuko.operations.redrive.FailureQueue;
import org.kivuko.operations.redrive.Failures;
import org.kivuko.operations.redrive.Purges;
import org.kivuko.operations.redrive.QueuePurge;
import org.kivuko.operations.redrive.Redrive;
import org.kivuko.operations.redrive.RedriveBook;
import org.kivuko.operations.redrive.Redrives;
import org.kivuko.operations.redrive.Select;

/** A few copies that failed, and a book of jobs in memory that never run. */
final class FakeRedrives implements FailureBook, FailureBroker, RedriveBook, QueuePurge {
    static final String COPY = "22222222-2222-4222-8222-222222222222";

    final List<Failure> copies = new ArrayList<>(List.of(new Failure(
            7,
            COPY,
            TestDoor.NOW,
            Optional.of(TestDoor.KEN),
            Optional.of(Door.BROKER),
            "UNREADABLE",
            List.of(),
            Optional.of("agency.KEN.DIS.outbox"),
            2)));

    final Map<UUID, FrozenSet> sets = new LinkedHashMap<>();
    final Map<UUID, Redrive> jobs = new LinkedHashMap<>();
    final Map<UUID, UUID> keys = new LinkedHashMap<>();
    final Map<UUID, Edit> kept = new LinkedHashMap<>();
    final Map<String, Set<Long>> purged = new LinkedHashMap<>();
    private final InstantSource clock = InstantSource.fixed(TestDoor.NOW);

    RedrivePorts ports() {
        var failures = new Failures(this, this, number -> Optional.empty(), clock);
        var vault = new Vault(new byte[32]);
        var queues = new FakeQueues();
        return new RedrivePorts(
                failures,
                new Redrives(this, failures, vault, clock),
                new Purges(this, queues, this, failures, queues, vault, clock),
                new Edits(this, failures, parcel -> {}, vault, clock),
                clock);
    }

    @Override
    public List<Cause> causes(Scope scope) {
        return List.of(new Cause("UNREADABLE", copies.size(), TestDoor.NOW, TestDoor.NOW, Set.of(TestDoor.KEN), COPY));
    }

    @Override
    public List<Failure> failures(
            Optional<String> cause, Optional<AgencyId> agency, Scope scope, OptionalLong before, int max) {
        return copies.stream()
                .filter(copy -> cause.stream().allMatch(copy.cause()::equals))
                .limit(max)
                .toList();
    }

    @Override
    public Optional<Failure> failure(String copy) {
        return copies.stream().filter(each -> each.copy().equals(copy)).findFirst();
    }

    @Override
    public List<Failure> selected(Select select, Scope scope, int max) {
        return copies.stream().filter(select::fits).toList();
    }

    @Override
    public void gone(Collection<String> gone, String why) {}

    @Override
    public Set<String> move(FailureQueue queue, Collection<String> wanted, String outbox) {
        return Set.copyOf(wanted);
    }

    @Override
    public boolean takes(String outbox) {
        return true;
    }

    @Override
    public Set<String> lying(FailureQueue queue) {
        return Set.of();
    }

    @Override
    public List<DeadLetter> deadLetters(int max) {
        return List.of(new DeadLetter(9, "9", "NO_ROUTE", Optional.empty(), Optional.empty()));
    }

    @Override
    public Optional<Body> body(FailureQueue queue, String copy) {
        return Optional.of(new Body("{\"id\":".getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/json"));
    }

    @Override
    public void freeze(FrozenSet set, List<Failure> frozen, Instant now) {
        sets.put(set.id(), set);
    }

    @Override
    public Optional<FrozenSet> set(UUID id) {
        return Optional.ofNullable(sets.get(id));
    }

    @Override
    public boolean start(Redrive job, UUID key) {
        keys.put(key, job.id());
        return jobs.putIfAbsent(job.id(), job) == null;
    }

    @Override
    public Optional<Redrive> under(UUID key) {
        return Optional.ofNullable(keys.get(key)).map(jobs::get);
    }

    @Override
    public Optional<Redrive> job(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public List<Redrive> jobs(int max) {
        return List.copyOf(jobs.values());
    }

    @Override
    public List<Redrive> running() {
        return List.copyOf(jobs.values());
    }

    @Override
    public boolean busy(FailureQueue queue) {
        return !jobs.isEmpty();
    }

    @Override
    public boolean change(UUID id, List<Redrive.State> from, Redrive.State to, Instant at) {
        Redrive job = jobs.get(id);
        boolean fits = job != null && from.contains(job.state());
        if (fits) {
            jobs.put(
                    id,
                    new Redrive(
                            id,
                            job.queue(),
                            job.by(),
                            job.reason(),
                            to,
                            job.count(),
                            job.done(),
                            job.failed(),
                            job.perSecond(),
                            job.startedAt(),
                            Optional.empty()));
        }
        return fits;
    }

    @Override
    public List<Item> moving(UUID id) {
        return List.of();
    }

    @Override
    public List<Item> take(UUID id, int max, Instant at) {
        return List.of();
    }

    @Override
    public void settle(UUID id, List<Item> items, Instant at) {}

    @Override
    public List<Item> items(UUID id, int after, int max) {
        return List.of(new Item(1, COPY, Optional.of("KEN.DIS"), Optional.empty(), ItemState.OPEN, Optional.empty()));
    }

    @Override
    public boolean propose(Edit edit) {
        return kept.putIfAbsent(edit.id(), edit) == null;
    }

    @Override
    public Optional<Edit> edit(UUID id) {
        return Optional.ofNullable(kept.get(id));
    }

    @Override
    public List<Edit> edits(int max) {
        return List.copyOf(kept.values());
    }

    @Override
    public List<Edit> approved() {
        return List.of();
    }

    @Override
    public boolean decide(UUID id, EditState from, EditState to, String by, Instant at) {
        Edit edit = kept.get(id);
        boolean fits = edit.state() == from;
        if (fits) {
            kept.put(
                    id,
                    new Edit(
                            id,
                            edit.queue(),
                            edit.copy(),
                            edit.outbox(),
                            edit.agency(),
                            edit.by(),
                            edit.at(),
                            edit.reason(),
                            edit.body(),
                            edit.contentType(),
                            to,
                            Optional.of(by),
                            Optional.of(at)));
        }
        return fits;
    }

    /** A delivery that the ledger knows, one that it does not, and something without a name. */
    @Override
    public List<Lying> lying(String queue) {
        return List.of(
                new Lying(1, Optional.of(FakeQueues.DELIVERY), true),
                new Lying(2, Optional.of(UUID.fromString(COPY)), false),
                new Lying(3, Optional.empty(), true));
    }

    @Override
    public int purge(String queue, Set<Long> numbers) {
        purged.put(queue, numbers);
        return numbers.size();
    }
}
