package org.kivuko.connector.artemis;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Ends a connection of which more has arrived than the longest frame has, and still no frame is complete: headers without end
 * would be gathered for ever. Belongs to the thread of its channel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Where a write or an end fails, Netty ends the channel.
final class FrameBound extends ChannelInboundHandlerAdapter {
    private final int most;
    private int sinceLastFrame;

    FrameBound(int most) {
        this.most = most;
    }

    void frameEnded() {
        sinceLastFrame = 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        int arrived = message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        if (sinceLastFrame > most) {
            ((ByteBuf) message).release();
            context.close();
            return;
        }
        sinceLastFrame += arrived;
        super.channelRead(context, message);
    }
}
