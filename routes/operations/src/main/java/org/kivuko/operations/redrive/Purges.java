package org.kivuko.operations.redrive;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kivuko.exchange.Vault;
import org.kivuko.model.Coded;
import org.kivuko.operations.queues.PauseStore;
import org.kivuko.operations.queues.QueueBook;
import org.kivuko.operations.queues.QueueKind;
import org.kivuko.operations.queues.QueueName;

/**
 * Throws away what lies in a queue of receipts or in one of the hub's own. A delivery that the ledger knows stays whatever is
 * asked: it has to come to an end that is recorded. Thread-safe.
 */
public final class Purges {
    private static final String EXPIRED = "hub.expired";

    private final QueuePurge broker;
    private final QueueBook queues;
    private final RedriveBook jobs;
    private final Failures failures;
    private final PauseStore acts;
    private final Vault vault;
    private final InstantSource clock;

    public Purges(
            QueuePurge broker,
            QueueBook queues,
            RedriveBook jobs,
            Failures failures,
            PauseStore acts,
            Vault vault,
            InstantSource clock) {
        this.broker = broker;
        this.queues = queues;
        this.jobs = jobs;
        this.failures = failures;
        this.acts = acts;
        this.vault = vault;
        this.clock = clock;
    }

    /** What becomes of the wish. */
    public sealed interface Result {}

    /**
     * It is done, by this act or by the same one before.
     *
     * @param removed so many now
     * @param kept so many lie there that must not be thrown away
     */
    public record Done(int removed, int kept) implements Result {}

    /** From this queue nothing is thrown away. */
    public record NotForThis() implements Result {}

    /** A redrive is under way with copies of it. */
    public record Busy() implements Result {}

    /** The key was used for another act. */
    public record KeyTaken() implements Result {}

    /** Throws away what may be thrown away. */
    public Result purge(String queue, String by, String reason, UUID key) {
        Optional<FailureQueue> failed = Coded.find(FailureQueue.class, queue);
        boolean receipts = QueueName.of(queue).kind() == QueueKind.RECEIPTS;
        if (failed.isEmpty() && !receipts && !queue.equals(EXPIRED)) {
            return new NotForThis();
        }
        Optional<PauseStore.Act> earlier = acts.under(key);
        if (earlier.isPresent()) {
            return earlier.get().queue().equals(queue) ? new Done(0, 0) : new KeyTaken();
        }
        if (failed.filter(jobs::busy).isPresent()) {
            return new Busy();
        }
        acts.note(new PauseStore.Act(
                key,
                queue,
                true,
                by,
                clock.instant(),
                vault.seal("purge " + key, reason.getBytes(StandardCharsets.UTF_8))));
        List<QueuePurge.Lying> all = broker.lying(queue);
        List<QueuePurge.Lying> going = all.stream().filter(going(queue, all)).toList();
        int removed =
                broker.purge(queue, going.stream().map(QueuePurge.Lying::number).collect(Collectors.toSet()));
        failed.ifPresent(of -> failures.gone(
                of,
                going.stream()
                        .flatMap(each -> each.id().stream())
                        .map(UUID::toString)
                        .toList(),
                "purged"));
        return new Done(removed, all.size() - removed);
    }

    private Predicate<QueuePurge.Lying> going(String queue, List<QueuePurge.Lying> all) {
        if (queue.equals(EXPIRED)) {
            // What ran out in an inbox leaves a void there, and is taken away by that.
            return each -> !(each.fromInbox() && each.id().isPresent());
        }
        if (queue.equals(FailureQueue.DEAD.code())) {
            List<UUID> ids = all.stream().flatMap(each -> each.id().stream()).toList();
            Set<UUID> known = ids.isEmpty() ? Set.of() : queues.known(ids).keySet();
            return each -> each.id().filter(known::contains).isEmpty();
        }
        return each -> true;
    }
}
