package org.kivuko.connector.artemis;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.stomp.StompSubframeAggregator;
import io.netty.handler.codec.stomp.StompSubframeDecoder;
import io.netty.handler.codec.stomp.StompSubframeEncoder;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.routing.RoutingHandler;
import org.apache.activemq.artemis.spi.core.protocol.AbstractProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;

/** One protocol at one door: sets up what reads and writes each connection. Thread-safe. */
@SuppressWarnings({"rawtypes", "unchecked"}) // As the broker declares it.
final class ClientProtocol
        extends AbstractProtocolManager<Object, BaseInterceptor<Object>, ClientConnection, RoutingHandler> {
    private static final int LINE_BYTES = 4 << 10;
    private static final int CHUNK_BYTES = 64 << 10;

    private final AgencyProtocol protocol;
    private final ActiveMQServer server;
    private final ClientProtocolFactory factory;
    private final MqttNames names = new MqttNames();

    ClientProtocol(AgencyProtocol protocol, ActiveMQServer server, ClientProtocolFactory factory) {
        this.protocol = protocol;
        this.server = server;
        this.factory = factory;
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
        if (protocol == AgencyProtocol.STOMP) {
            var bound = new FrameBound(SenderGuard.MAX_BYTES);
            pipeline.addLast(
                    bound,
                    new StompSubframeEncoder(),
                    new StompSubframeDecoder(LINE_BYTES, CHUNK_BYTES),
                    new StompSubframeAggregator(SenderGuard.MAX_BYTES),
                    new StompClient(server, bound));
        } else {
            pipeline.addLast(
                    MqttEncoder.INSTANCE, new MqttDecoder(SenderGuard.MAX_BYTES), new MqttClient(server, names));
        }
    }

    @Override
    public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection transport) {
        var connection = new ClientConnection(transport, protocol);
        var entry = new ConnectionEntry(
                connection, null, System.currentTimeMillis(), BrokerConfiguration.CONNECTION_TTL_MILLIS);
        ((NettyServerConnection) transport)
                .getChannel()
                .pipeline()
                .get(ClientHandler.class)
                .belongsTo(connection, entry);
        return entry;
    }

    @Override
    public boolean isProtocol(byte[] first) {
        // There is no other at this door, and what nobody reads the broker would gather for ever.
        return true;
    }

    @Override
    public boolean acceptsNoHandshake() {
        return false;
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
        // The first packet is read like every other.
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
        // Everything is read before it would come here.
    }

    @Override
    public ProtocolManagerFactory getFactory() {
        return factory;
    }

    @Override
    public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
        // There are none.
    }

    @Override
    public List<String> websocketSubprotocolIdentifiers() {
        return List.of();
    }

    @Override
    public RoutingHandler getRoutingHandler() {
        return null;
    }
}
