package org.kivuko.connector.artemis;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.kivuko.model.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its packets are worked off in their order, beside the thread that reads them, which stops reading where too many
 * wait. A refusal ends the connection.
 *
 * @param <P> a packet
 */
@SuppressWarnings("FutureReturnValueIgnored") // Where a write or an end fails, Netty ends the channel.
abstract class ClientHandler<P> extends ChannelInboundHandlerAdapter implements ClientSession.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(ClientHandler.class);
    private static final int MOST_WAITING = 4 << 20;
    /** What a packet costs beside its body. */
    private static final int PACKET_BYTES = 1 << 10;
    /** For a refusal to arrive before its connection ends. */
    private static final long GRACE_MILLIS = 50;

    private final Class<P> packets;
    private final ActiveMQServer server;
    private final Executor inOrder;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private ConnectionEntry entry;
    private ClientConnection connection;
    private ClientSession session;
    private volatile ChannelHandlerContext context;

    ClientHandler(Class<P> packets, ActiveMQServer server) {
        this.packets = packets;
        this.server = server;
        this.inOrder = server.getExecutorFactory().getExecutor();
    }

    /** Does what a packet asks for. */
    abstract void act(P packet) throws Exception;

    /** The bytes of its body. */
    abstract int size(P packet);

    /** Tells the client why it gets nothing any more. */
    abstract void refuse(ClientRefused refused);

    /** A packet has been read whole. */
    void arrived() {
        // Nothing more to know.
    }

    final void belongsTo(ClientConnection ofTheBroker, ConnectionEntry ofTheService) {
        connection = ofTheBroker;
        entry = ofTheService;
        session = new ClientSession(server, ofTheBroker, this);
    }

    /** Lets the client in, under its account's name. */
    final void open(String user, String password, int window) throws Exception {
        try {
            session.open(user, password, window);
        } catch (ActiveMQSecurityException e) {
            throw new ClientRefused(Code.NOT_AUTHENTICATED, "no account of this name has this key");
        }
        connection.setClientID(user);
    }

    final ClientSession session() {
        return session;
    }

    /** After so long a silence the broker takes the client for gone. */
    final void expectSignOfLife(long millis) {
        entry.ttl = millis;
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext ofTheChannel) {
        context = ofTheChannel;
    }

    @Override
    public final void channelRead(ChannelHandlerContext reading, Object message) {
        connection.alive();
        arrived();
        P packet = packets.cast(message);
        int cost = PACKET_BYTES + size(packet);
        if (waiting.addAndGet(cost) > MOST_WAITING) {
            reading.channel().config().setAutoRead(false);
        }
        inOrder.execute(() -> {
            try {
                session.doing(() -> work(packet));
            } finally {
                ReferenceCountUtil.release(message);
                if (waiting.addAndGet(-cost) < MOST_WAITING / 2) {
                    reading.channel().config().setAutoRead(true);
                }
            }
        });
    }

    private void work(P packet) {
        if (ended.get()) {
            return;
        }
        try {
            act(packet);
        } catch (Exception e) {
            var refused = ClientRefused.of(e);
            // With the client its session goes, under what is still being done for it: that is no refusal.
            if (refused.code() != Code.NOT_AVAILABLE || context.channel().isActive()) {
                note(refused);
            }
            end(refused);
        }
    }

    /** For operators: who, where and by which code. */
    final void note(ClientRefused refused) {
        LOG.info(
                "refused {} at the {} door: {}",
                connection.getClientID() == null ? "a client" : connection.getClientID(),
                connection.getProtocolName(),
                refused.code());
    }

    /** Tells why and closes. */
    final void end(ClientRefused refused) {
        if (ended.compareAndSet(false, true)) {
            refuse(refused);
            // Not at once: what the client is still sending would have its system throw the answer away.
            context.executor().schedule(() -> context.close(), GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
        close(true);
    }

    /** The client has said that it leaves. */
    final void leave(Object lastWord) {
        ended.set(true);
        close(false);
        session.stored(() -> {
            if (lastWord == null) {
                context.close();
            } else {
                context.writeAndFlush(lastWord).addListener(ChannelFutureListener.CLOSE);
            }
        });
    }

    /** Writes at once. */
    final void write(Object packet) {
        context.writeAndFlush(packet);
    }

    /** Writes once everything before is on the disk. */
    final void confirm(Object packet) {
        session.stored(() -> context.writeAndFlush(packet));
    }

    /** The same for a subscription: what it gives comes behind this. */
    final void confirmAndBegin(Object packet) {
        session.stored(() -> context.writeAndFlush(packet).addListener(written -> session.begin()));
    }

    final ChannelHandlerContext context() {
        return context;
    }

    @Override
    public final void sendAway() {
        endBeside(new ClientRefused(Code.NOT_AVAILABLE, "the inbox is closed for a moment: connect again"));
    }

    /** From another thread: behind what is being done. */
    final void endBeside(ClientRefused refused) {
        inOrder.execute(() -> session.doing(() -> end(refused)));
    }

    private void refuseTooLong() {
        var refused = new ClientRefused(Code.TOO_LARGE, "a message has at most " + SenderGuard.MAX_BYTES + " bytes");
        note(refused);
        end(refused);
    }

    private void close(boolean failed) {
        try {
            session.end(failed);
        } catch (Exception e) {
            LOG.warn("the session of a client did not close cleanly: {}", Failure.describe(e));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) throws Exception {
        ended.set(true);
        inOrder.execute(() -> session.doing(() -> close(true)));
        super.channelInactive(gone);
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            inOrder.execute(() -> session.doing(() -> refuseTooLong()));
            return;
        }
        LOG.debug("a connection broke: {}", cause.getClass().getName());
        failed.close();
    }
}
