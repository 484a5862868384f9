package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.kivuko.model.MessageJson;

/** Fetches an inbox without a pause, takes its time before it acknowledges, and remembers what it got and when. */
abstract class SlowTaker extends Party {
    final Queue<Got> got = new ConcurrentLinkedQueue<>();
    final AtomicLong restMillis = new AtomicLong(20);

    /** A delivery or a void, as it came. */
    record Got(String delivery, long linkNumber, boolean isVoid, Instant at) {}

    private final String name;

    private SlowTaker(String name) {
        super(name);
        this.name = name;
    }

    final void note(String delivery, JsonNode message) {
        got.add(new Got(
                delivery,
                message.path("linknumber").asLong(),
                message.path("type").asText().equals("kivuko.void.v1"),
                Instant.now()));
    }

    final void rest() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(restMillis.get());
    }

    static SlowTaker overHttp(String agency, AgencyCalls calls) {
        return new SlowTaker("slow-" + agency) {
            @Override
            boolean step() throws IOException, InterruptedException {
                JsonNode answer =
                        calls.get("/v1/inbox?max=50&wait=PT2S").orElseThrow(() -> new IOException("not able"));
                var deliveries = new ArrayList<String>();
                for (JsonNode item : answer.path("deliveries")) {
                    deliveries.add(item.path("delivery").asText());
                    note(item.path("delivery").asText(), item.path("message"));
                }
                rest();
                calls.acknowledge("/v1/inbox", deliveries);
                return true;
            }
        };
    }

    static SlowTaker overAmqp(String agency, AmqpAccess access, int credit) {
        return new SlowTaker("slow-" + agency) {
            private Connection connection;
            private MessageConsumer consumer;

            @Override
            boolean step() throws Exception {
                try {
                    if (connection == null) {
                        connection = access.connect(agency, credit);
                        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                        consumer = session.createConsumer(session.createQueue("agency." + agency + ".inbox"));
                    }
                    Message message = consumer.receive(500);
                    if (message != null) {
                        note(message.getJMSCorrelationID(), MessageJson.tree(message.getBody(byte[].class)));
                        rest();
                        message.acknowledge();
                    }
                    return true;
                } catch (JMSException e) {
                    end();
                    throw e;
                }
            }

            @Override
            void end() throws JMSException {
                if (connection != null) {
                    Connection closing = connection;
                    connection = null;
                    closing.close();
                }
            }
        };
    }

    /** Numbers in the order in which they came first. */
    List<Long> numbers(boolean voids) {
        return first(voids).stream().map(Got::linkNumber).toList();
    }

    /** Where something came that should have come sooner: what came just before and after it, when, and what went wrong meanwhile. */
    List<String> disorder(boolean voids) {
        var disorder = new ArrayList<String>();
        List<Got> came = first(voids);
        for (int i = 1; i < came.size(); i++) {
            if (came.get(i).linkNumber() < came.get(i - 1).linkNumber()) {
                List<Got> around = came.subList(Math.max(0, i - 4), Math.min(came.size(), i + 3));
                disorder.add(name + ": " + around + "; failed steps: " + failures());
            }
        }
        return disorder;
    }

    private List<Got> first(boolean voids) {
        var seen = new HashSet<Long>();
        return got.stream()
                .filter(each -> each.isVoid() == voids && seen.add(each.linkNumber()))
                .toList();
    }
}
