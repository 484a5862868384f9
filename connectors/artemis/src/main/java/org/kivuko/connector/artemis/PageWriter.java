package org.kivuko.connector.artemis;

import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.paging.PagedMessage;
import org.apache.activemq.artemis.core.paging.impl.PageTimedWriter;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreImpl;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.server.RouteContextList;
import org.apache.activemq.artemis.core.transaction.Transaction;

/** Writes one queue's messages to pages, and tells whoever waits for them by {@link PageWrites}. Thread-safe. */
final class PageWriter extends PageTimedWriter {
    private final PageWrites writes;

    PageWriter(
            PagingStoreImpl store,
            ScheduledExecutorService scheduled,
            boolean syncNonTransactional,
            long syncNanos,
            PageWrites writes) {
        super(
                store.getPageSizeBytes(),
                store.getStorageManager(),
                store,
                scheduled,
                store.getExecutor(),
                syncNonTransactional,
                syncNanos);
        this.writes = writes;
    }

    @Override
    public int addTask(
            OperationContext session,
            PagedMessage message,
            Transaction transaction,
            RouteContextList routes,
            boolean flowControl) {
        return super.addTask(writes.of(session), message, transaction, routes, flowControl);
    }
}
