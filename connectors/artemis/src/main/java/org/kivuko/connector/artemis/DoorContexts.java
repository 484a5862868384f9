package org.kivuko.connector.artemis;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.CachingSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Gives an acceptor the context that stands in its parameters ({@link AcceptorTls}). Artemis finds this class by the file of its
 * interface in {@code META-INF/services}; whoever hands in files as usual is served as before.
 */
public final class DoorContexts extends CachingSSLContextFactory {
    private static final int BEFORE_ALL_OTHERS = 1_000;

    @Override
    public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> options) throws Exception {
        return options.get(TransportConstants.SSL_CONTEXT_PROP_NAME) instanceof SSLContext ours
                ? ours
                : super.getSSLContext(config, options);
    }

    @Override
    public int getPriority() {
        return BEFORE_ALL_OTHERS;
    }
}
