package org.kivuko.connector.artemis;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.stomp.DefaultStompFrame;
import io.netty.handler.codec.stomp.StompCommand;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.kivuko.model.Code;

/**
 * A STOMP 1.2 client. Of a SEND counts where to, the media type and the body; every other header is inert. Deliveries are
 * acknowledged one by one. There are no transactions, no selectors and no acknowledgements by themselves.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Where a write or an end fails, Netty ends the channel.
final class StompClient extends ClientHandler<StompFrame> {
    private static final String VERSION = "1.2";
    private static final String INDIVIDUALLY = "client-individual";
    private static final int WINDOW = 100;
    /** How often each side has to give a sign of life, where it offers that. */
    private static final long HEART_BEAT_MILLIS = 10_000;

    private static final long SILENCE_MILLIS = 60_000;

    private final FrameBound bound;

    StompClient(ActiveMQServer server, FrameBound bound) {
        super(StompFrame.class, server);
        this.bound = bound;
    }

    @Override
    void arrived() {
        bound.frameEnded();
    }

    @Override
    int size(StompFrame frame) {
        return frame.content().readableBytes();
    }

    @Override
    void act(StompFrame frame) throws Exception {
        if (frame.decoderResult().isFailure()) {
            throw new ClientRefused(Code.UNREADABLE, "this is no STOMP frame, or a part of it is too long");
        }
        ClientRefused.unlessFew(frame.headers().size());
        if (!session().isOpen()) {
            connect(frame);
            return;
        }
        switch (frame.command()) {
            case SEND -> {
                refuseTransaction(frame);
                session()
                        .send(
                                need(frame, StompHeaders.DESTINATION),
                                frame.content(),
                                frame.headers().getAsString(StompHeaders.CONTENT_TYPE));
                receipt(frame);
            }
            case SUBSCRIBE -> subscribe(frame);
            case UNSUBSCRIBE -> {
                found(session().unsubscribe(need(frame, StompHeaders.ID)));
                receipt(frame);
            }
            case ACK -> {
                refuseTransaction(frame);
                found(session().acknowledge(tag(frame)));
                receipt(frame);
            }
            case NACK -> {
                refuseTransaction(frame);
                found(session().putBack(tag(frame)));
                receipt(frame);
            }
            case DISCONNECT -> leave(frame.headers().contains(StompHeaders.RECEIPT) ? receiptOf(frame) : null);
            default -> throw new ClientRefused(Code.METHOD, frame.command() + " is not offered here");
        }
    }

    private void connect(StompFrame frame) throws Exception {
        if (frame.command() != StompCommand.CONNECT && frame.command() != StompCommand.STOMP) {
            throw new ClientRefused(Code.NOT_AUTHENTICATED, "a connection begins with CONNECT");
        }
        String versions = frame.headers().getAsString(StompHeaders.ACCEPT_VERSION);
        if (versions == null || !List.of(versions.split(",", -1)).contains(VERSION)) {
            throw new ClientRefused(Code.NOT_ACCEPTABLE, "STOMP " + VERSION + " is spoken here");
        }
        long[] offered = heartBeat(frame.headers().getAsString(StompHeaders.HEART_BEAT));
        open(
                frame.headers().getAsString(StompHeaders.LOGIN),
                frame.headers().getAsString(StompHeaders.PASSCODE),
                WINDOW);
        StompFrame connected = frame(StompCommand.CONNECTED);
        connected.headers().set(StompHeaders.VERSION, VERSION);
        connected.headers().set(StompHeaders.HEART_BEAT, HEART_BEAT_MILLIS + "," + HEART_BEAT_MILLIS);
        expectSignOfLife(offered[0] == 0 ? SILENCE_MILLIS : Math.max(offered[0], HEART_BEAT_MILLIS) * 2);
        confirm(connected);
        if (offered[1] > 0) {
            beat(Math.max(offered[1], HEART_BEAT_MILLIS));
        }
    }

    private static long[] heartBeat(String header) throws ClientRefused {
        if (header == null) {
            return new long[] {0, 0};
        }
        String[] both = header.split(",", -1);
        try {
            long from = Integer.parseInt(both[0]);
            long to = Integer.parseInt(both[both.length - 1]);
            if (both.length == 2 && from >= 0 && to >= 0) {
                return new long[] {Math.min(from, SILENCE_MILLIS), Math.min(to, SILENCE_MILLIS)};
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ClientRefused(Code.UNREADABLE, "heart-beat is two numbers of milliseconds");
    }

    private void beat(long millis) {
        var unused = context()
                .executor()
                .scheduleAtFixedRate(
                        () -> {
                            if (context().channel().isActive()) {
                                // Before the encoder, which knows frames only, and behind what encrypts.
                                context()
                                        .pipeline()
                                        .context(FrameBound.class)
                                        .writeAndFlush(Unpooled.copiedBuffer("\n", StandardCharsets.UTF_8));
                            }
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
        context().channel().closeFuture().addListener(closed -> unused.cancel(false));
    }

    private void subscribe(StompFrame frame) throws Exception {
        if (!INDIVIDUALLY.equals(frame.headers().getAsString(StompHeaders.ACK))) {
            throw new ClientRefused(
                    Code.NOT_ACCEPTABLE,
                    "ack:" + INDIVIDUALLY + " is needed: a delivery is taken once it is acknowledged");
        }
        if (frame.headers().contains("selector")) {
            throw new ClientRefused(Code.NOT_ACCEPTABLE, "a selector would break the order of deliveries");
        }
        String name = need(frame, StompHeaders.ID);
        String queue = need(frame, StompHeaders.DESTINATION);
        session().subscribe(name, queue);
        if (frame.headers().contains(StompHeaders.RECEIPT)) {
            confirmAndBegin(receiptOf(frame));
        } else {
            session().begin();
        }
    }

    private static void refuseTransaction(StompFrame frame) throws ClientRefused {
        if (frame.headers().contains(StompHeaders.TRANSACTION)) {
            throw new ClientRefused(Code.METHOD, "transactions are not offered here");
        }
    }

    private static String need(StompFrame frame, CharSequence header) throws ClientRefused {
        String value = frame.headers().getAsString(header);
        if (value == null) {
            throw new ClientRefused(Code.UNREADABLE, "the header " + header + " is missing");
        }
        return value;
    }

    private static int tag(StompFrame frame) throws ClientRefused {
        try {
            return Integer.parseInt(need(frame, StompHeaders.ID));
        } catch (NumberFormatException e) {
            throw notHeld();
        }
    }

    private static void found(boolean found) throws ClientRefused {
        if (!found) {
            throw notHeld();
        }
    }

    private static ClientRefused notHeld() {
        return new ClientRefused(Code.NOT_FOUND, "the client holds nothing under this id");
    }

    private void receipt(StompFrame frame) {
        if (frame.headers().contains(StompHeaders.RECEIPT)) {
            confirm(receiptOf(frame));
        }
    }

    private static StompFrame receiptOf(StompFrame frame) {
        StompFrame receipt = frame(StompCommand.RECEIPT);
        receipt.headers().set(StompHeaders.RECEIPT_ID, frame.headers().getAsString(StompHeaders.RECEIPT));
        return receipt;
    }

    private static StompFrame frame(StompCommand command) {
        return new DefaultStompFrame(command, Unpooled.EMPTY_BUFFER);
    }

    @Override
    void refuse(ClientRefused refused) {
        StompFrame error = frame(StompCommand.ERROR);
        error.headers().set(StompHeaders.VERSION, VERSION);
        error.headers().set(StompHeaders.MESSAGE, refused.sentence());
        write(error);
    }

    @Override
    public void take(ClientSession.Delivery delivery) {
        StompFrame message = new DefaultStompFrame(StompCommand.MESSAGE, Unpooled.wrappedBuffer(delivery.body()));
        StompHeaders headers = message.headers();
        headers.set(StompHeaders.SUBSCRIPTION, delivery.subscription());
        headers.set(StompHeaders.DESTINATION, delivery.queue());
        headers.set(StompHeaders.MESSAGE_ID, Integer.toString(delivery.tag()));
        headers.set(StompHeaders.ACK, Integer.toString(delivery.tag()));
        headers.set(StompHeaders.CONTENT_LENGTH, Integer.toString(delivery.body().length));
        if (delivery.contentType() != null) {
            headers.set(StompHeaders.CONTENT_TYPE, delivery.contentType());
        }
        if (delivery.id() != null) {
            headers.set("correlation-id", delivery.id());
        }
        if (delivery.again()) {
            headers.set("redelivered", "true");
        }
        write(message);
    }
}
