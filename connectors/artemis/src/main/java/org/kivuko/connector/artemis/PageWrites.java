package org.kivuko.connector.artemis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.io.OperationConsistencyLevel;
import org.apache.activemq.artemis.core.persistence.OperationContext;

/**
 * What a session has written to pages and waits for: apart from what it waits for from the journal, and each in its turn.
 *
 * <p>Of its own the broker counts how much a session has written, to whichever file, and how much of that is on disk, and confirms the
 * third message when three writes are. Journal and pages, and pages of two queues, are synced at different times: a message whose
 * page was not on disk was confirmed because a later one was, in the other place. Thread-safe.
 */
final class PageWrites {
    /** Of sessions that wait for something, in the order in which they wrote it. */
    private final Map<OperationContext, Deque<Write>> open = new ConcurrentHashMap<>();

    /** What is to be told about one write of this session, in its stead. */
    OperationContext of(OperationContext session) {
        return new Write(session);
    }

    /** Sessions that wait; for tests. */
    int waiting() {
        return open.size();
    }

    private void begun(Write write) {
        open.compute(write.session, (session, writes) -> {
            Deque<Write> all = writes == null ? new ArrayDeque<>() : writes;
            all.add(write);
            return all;
        });
        write.session.pageSyncLineUp();
    }

    private void synced(Write write) {
        var reached = new ArrayDeque<Write>();
        open.computeIfPresent(write.session, (session, writes) -> {
            write.synced = true;
            while (!writes.isEmpty() && writes.peek().synced) {
                reached.add(writes.poll());
            }
            return writes.isEmpty() ? null : writes;
        });
        reached.forEach(next -> next.session.pageSyncDone());
    }

    /** From here on the session is told of the fault, whatever it waits for. */
    private void failed(Write write, int code, String message) {
        open.remove(write.session);
        write.session.onError(code, message);
    }

    /** Takes the place of a session's context for one message; whatever else the broker asks of it the session answers. */
    private final class Write implements OperationContext {
        private final OperationContext session;
        private boolean synced;

        Write(OperationContext session) {
            this.session = session;
        }

        @Override
        public void storeLineUp() {
            begun(this);
        }

        @Override
        public void done() {
            PageWrites.this.synced(this);
        }

        @Override
        public void onError(int code, String message) {
            failed(this, code, message);
        }

        @Override
        public void executeOnCompletion(IOCallback task, OperationConsistencyLevel level) {
            session.executeOnCompletion(task, level);
        }

        @Override
        public void executeOnCompletion(IOCallback task) {
            session.executeOnCompletion(task);
        }

        @Override
        public void replicationLineUp() {
            session.replicationLineUp();
        }

        @Override
        public void replicationDone() {
            session.replicationDone();
        }

        @Override
        public void pageSyncLineUp() {
            session.pageSyncLineUp();
        }

        @Override
        public void pageSyncDone() {
            session.pageSyncDone();
        }

        @Override
        public void waitCompletion() throws Exception {
            session.waitCompletion();
        }

        @Override
        public boolean waitCompletion(long timeoutMillis) throws Exception {
            return session.waitCompletion(timeoutMillis);
        }
    }
}
