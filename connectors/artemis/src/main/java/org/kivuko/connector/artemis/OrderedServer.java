package org.kivuko.connector.artemis;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** The broker, with pages that keep the order of what one transaction sends. Thread-safe. */
final class OrderedServer extends ActiveMQServerImpl {
    OrderedServer(Configuration configuration, ActiveMQSecurityManager accounts) {
        super(configuration, accounts);
    }

    @Override
    protected PagingStoreFactory getPagingStoreFactory() {
        return new OrderedPages(
                getStorageManager(),
                getConfiguration(),
                getScheduledPool(),
                pageExecutorFactory,
                ioCriticalErrorListener);
    }
}
