package org.kivuko.acceptance.kill;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends copies to its outboxes, a few of them on their way at once and in order; after a failure every copy that the broker
 * has not confirmed is sent again, from the oldest on. A broker that keeps the order of a session so gets no message after a
 * later one that it had not had already.
 */
final class AmqpSender extends Party {
    /** On their way at once, as a fast agency has it. */
    static final int A_FEW = 8;

    /** For an agency that wants its order kept even where a single copy is refused. */
    static final int ONE = 1;

    private static final int LIMIT_SECONDS = 30;

    private final String agency;
    private final AmqpAccess access;
    private final Journal journal;
    private final Plan plan;
    private final int atOnce;
    private final Deque<Planned> unconfirmed = new ArrayDeque<>();
    private Way way;

    AmqpSender(String agency, AmqpAccess access, Journal journal, Plan plan, int atOnce) {
        super("send-" + agency);
        this.agency = agency;
        this.access = access;
        this.journal = journal;
        this.plan = plan;
        this.atOnce = atOnce;
    }

    @Override
    boolean step() throws Exception {
        if (unconfirmed.isEmpty() && !plan.hasNext()) {
            return false;
        }
        if (way == null) {
            way = new Way(access.connect(agency), agency);
        }
        try {
            if (way.sent == 0) {
                for (Planned copy : unconfirmed) {
                    way.send(copy);
                }
            }
            while (unconfirmed.size() < atOnce && plan.hasNext()) {
                Planned copy = plan.next();
                unconfirmed.add(copy);
                way.send(copy);
            }
            confirm(way.confirmed());
        } catch (JMSException e) {
            confirm(way.left());
            lose();
            throw e;
        }
        return true;
    }

    private void confirm(int copies) throws IOException {
        var lines = new ArrayList<Line>();
        for (int i = 0; i < copies; i++) {
            Planned copy = unconfirmed.remove();
            lines.add(new Line.Sent(copy.id(), copy.kind(), copy.lane(), copy.to(), 0, "-"));
        }
        journal.write(lines);
    }

    /** What was on its way may have come in, or not. */
    private void lose() throws IOException, JMSException {
        int open = way.sent - way.taken;
        journal.write(unconfirmed.stream()
                .limit(open)
                .map(copy -> new Line.Unanswered(copy.id(), 0))
                .toList());
        Way closing = way;
        way = null;
        closing.connection.close();
    }

    @Override
    void end() throws IOException, JMSException {
        plan.close();
        if (way != null) {
            way.connection.close();
        }
    }

    /** A connection with what is on its way over it. Confirmations come in the order of sending. */
    private static final class Way implements CompletionListener {
        private final BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
        private final Connection connection;
        private final Session session;
        private final Map<String, MessageProducer> producers;
        private int sent;
        private int taken;

        Way(Connection connection, String agency) throws JMSException {
            this.connection = connection;
            this.session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            String outbox = "agency." + agency + ".outbox";
            this.producers = Map.of(
                    "bulk", session.createProducer(session.createQueue(outbox)),
                    "urgent", session.createProducer(session.createQueue(outbox + ".urgent")));
        }

        void send(Planned copy) throws JMSException {
            sent++;
            String text = new String(copy.body(), StandardCharsets.UTF_8);
            producers.get(copy.lane()).send(session.createTextMessage(text), this);
        }

        /** Waits for a confirmation; gives how many there are. */
        int confirmed() throws JMSException, InterruptedException {
            Boolean first = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!Boolean.TRUE.equals(first)) {
                throw new JMSException("not confirmed");
            }
            taken++;
            return 1 + left();
        }

        /** How many more there are, up to the first that failed. */
        int left() {
            int more = 0;
            while (Boolean.TRUE.equals(answers.peek())) {
                answers.remove();
                more++;
            }
            taken += more;
            return more;
        }

        @Override
        public void onCompletion(Message message) {
            answers.add(true);
        }

        @Override
        public void onException(Message message, Exception exception) {
            answers.add(false);
        }
    }
}
