package org.kivuko.connector.artemis;

import java.util.OptionalLong;
import org.apache.activemq.artemis.core.paging.cursor.PageSubscription;
import org.apache.activemq.artemis.core.server.Queue;

/**
 * How many messages lie in a queue, those on their way to a consumer included. After a start the broker counts anew what lies on
 * disk pages; until it has, its own figure is one that it wrote down some time before, or minus one: never to be believed.
 */
final class QueueCount {
    private QueueCount() {}

    /** Empty while it is being counted. */
    static OptionalLong of(Queue queue) {
        PageSubscription pages = queue.getPageSubscription();
        return pages != null && pages.isCounterPending()
                ? OptionalLong.empty()
                : OptionalLong.of(queue.getMessageCount());
    }

    /** Whether it is certain that nothing lies there. */
    static boolean none(Queue queue) {
        return of(queue).equals(OptionalLong.of(0));
    }
}
