package org.kivuko.connector.artemis;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at how a connection begins before the broker does. The broker takes every connection that begins like HTTP for that, at
 * whichever door, and gathers its body without a limit; and what begins like nothing that is spoken there it keeps without reading
 * it: both before anybody has said who he is. Here such a connection is closed. One per connection.
 */
final class FirstBytes extends ByteToMessageDecoder {
    /** As many as the broker waits for. */
    private static final int ENOUGH = 8;

    /** How the broker tells HTTP: the first two letters of its methods. None of the protocols of a door begins so. */
    private static final Set<String> HTTP = Set.of("GE", "PO", "PU", "HE", "OP", "PA", "DE", "TR");

    private static final Logger LOG = LoggerFactory.getLogger(FirstBytes.class);

    private final String next;

    /** @param next the name of the handler that goes away once it has found who reads this connection */
    FirstBytes(String next) {
        this.next = next;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < ENOUGH) {
            return;
        }
        String first =
                "" + (char) in.getUnsignedByte(in.readerIndex()) + (char) in.getUnsignedByte(in.readerIndex() + 1);
        if (HTTP.contains(first)) {
            in.skipBytes(in.readableBytes());
            refuse(context);
            return;
        }
        // What has come goes on to the next one, which has read it when this task begins.
        context.executor().execute(() -> {
            if (context.channel().isActive() && context.channel().pipeline().context(next) != null) {
                refuse(context);
            }
        });
        context.pipeline().remove(this);
    }

    private static void refuse(ChannelHandlerContext context) {
        LOG.debug("a connection that speaks nothing of this door is closed");
        var unused = context.channel().close();
    }
}
