package org.kivuko.operations.redrive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.Coded;

/**
 * Sets and jobs in the ledger. Every method throws {@link org.kivuko.exchange.LedgerUnavailable} while it cannot be asked.
 * Thread-safe.
 */
public interface RedriveBook {
    /**
     * A set of copies as it was counted.
     *
     * @param until after that nobody starts a job with it
     * @param oldest when the first of them failed; empty where there is none
     */
    record FrozenSet(
            UUID id,
            FailureQueue queue,
            String by,
            Instant until,
            int count,
            Optional<Instant> oldest,
            Optional<Instant> newest) {}

    /** What became of one copy of a job. */
    enum ItemState implements Coded {
        /** It is still to go. */
        OPEN("open"),
        /** It is on its way; whether it went shows where it lies. */
        MOVING("moving"),
        /** It is in its outbox, or was. */
        MOVED("moved"),
        /** It lay there no more when its turn came. */
        GONE("gone"),
        /** There is no outbox to which it could go back. */
        NO_OUTBOX("no-outbox");

        private final String code;

        ItemState(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** One copy of a set. */
    record Item(
            int no,
            String copy,
            Optional<String> agency,
            Optional<String> outbox,
            ItemState state,
            Optional<Instant> at) {}

    /** Freezes a set, and forgets those that ran out unused. */
    void freeze(FrozenSet set, List<Failure> copies, Instant now);

    /** The set of this id. */
    Optional<FrozenSet> set(UUID id);

    /** Starts a job; false where its set or its key has one already. */
    boolean start(Redrive job, UUID key);

    /** The job that was started under this key. */
    Optional<Redrive> under(UUID key);

    Optional<Redrive> job(UUID id);

    /** Jobs, the newest first. */
    List<Redrive> jobs(int max);

    /** The jobs that run. */
    List<Redrive> running();

    /** Whether a job with copies of this queue is not at its end. */
    boolean busy(FailureQueue queue);

    /** Changes how a job stands, if it stands so; false where it does not. */
    boolean change(UUID id, List<Redrive.State> from, Redrive.State to, Instant at);

    /** Those that are on their way. */
    List<Item> moving(UUID id);

    /** Notes the next copies of a job as on their way, unless it does not run any more. */
    List<Item> take(UUID id, int max, Instant at);

    /** Notes what became of copies that were on their way; a job without any left is done. */
    void settle(UUID id, List<Item> items, Instant at);

    /** The copies of a job in their order, behind a place. */
    List<Item> items(UUID id, int after, int max);

    /** A copy as an operator mended it, until somebody else has looked at it. */
    record Edit(
            UUID id,
            FailureQueue queue,
            String copy,
            String outbox,
            Optional<String> agency,
            String by,
            Instant at,
            SealedContent reason,
            SealedContent body,
            String contentType,
            EditState state,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt) {}

    /** How an edit stands. */
    enum EditState implements Coded {
        PROPOSED("proposed"),
        /** It goes into the outbox within moments. */
        APPROVED("approved"),
        SENT("sent"),
        REFUSED("refused");

        private final String code;

        EditState(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Keeps an edit; false where there is one of this id already. */
    boolean propose(Edit edit);

    Optional<Edit> edit(UUID id);

    /** Edits, the newest first. */
    List<Edit> edits(int max);

    /** Approved ones that have not been sent. */
    List<Edit> approved();

    /** Changes how an edit stands, if it stands so; false where it does not. */
    boolean decide(UUID id, EditState from, EditState to, String by, Instant at);
}
