package org.kivuko.connector.artemis;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts {@link FirstBytes} before the broker's own reading of each connection from outside; behind TLS where there is TLS. The broker
 * offers no place for that, Netty does: it finds this class as a service, once the property is set that {@link #switchOn} sets.
 * Thread-safe.
 */
public final class FirstBytesExtension extends ChannelInitializerExtension {
    /** What the property of {@link ChannelInitializerExtension} has to say. */
    static final String BY_SERVICE = "serviceload";

    private static final String OF_THE_BROKER = "org.apache.activemq.artemis.core.protocol.";
    private static final AtomicBoolean AT_WORK = new AtomicBoolean();

    /** To be called before the process opens its first door: Netty asks for its extensions once. */
    static void switchOn() {
        System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, BY_SERVICE);
    }

    /** Whether Netty has asked it about a door that was opened. */
    static boolean isAtWork() {
        return AT_WORK.get();
    }

    @Override
    public void postInitializeServerListenerChannel(ServerChannel door) {
        AT_WORK.set(true);
    }

    @Override
    public void postInitializeServerChildChannel(Channel connection) {
        // The broker sets up its own part when the connection is registered, and this comes behind it.
        connection.pipeline().addLast(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel registered) {
                putBeforeTheBroker(registered.pipeline());
            }
        });
    }

    private static void putBeforeTheBroker(ChannelPipeline pipeline) {
        ChannelHandlerContext last = pipeline.lastContext();
        if (last.handler().getClass().getName().startsWith(OF_THE_BROKER)) {
            pipeline.addBefore(last.name(), FirstBytes.class.getName(), new FirstBytes(last.name()));
        } else {
            // The broker is built otherwise than it was: nothing is let in unlooked at.
            var unused = pipeline.channel().close();
        }
    }
}
