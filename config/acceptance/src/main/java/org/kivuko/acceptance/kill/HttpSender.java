package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Posts one copy after the other; the same copy until it is answered, and writes the answer down. */
final class HttpSender extends Party {
    private static final int NOT_AVAILABLE = 503;
    private static final int NOT_ANSWERED_YET = 500;

    private final AgencyCalls calls;
    private final Journal journal;
    private final Tally tally;
    private final Deque<Planned> left;

    HttpSender(String agency, AgencyCalls calls, Journal journal, Tally tally, List<Planned> copies) {
        super("send-" + agency);
        this.calls = calls;
        this.journal = journal;
        this.tally = tally;
        this.left = new ArrayDeque<>(copies);
    }

    @Override
    boolean step() throws IOException {
        if (left.isEmpty()) {
            return false;
        }
        Planned copy = left.peek();
        AgencyCalls.Answer answer = post(copy);
        if (answer.status() >= NOT_ANSWERED_YET) {
            // What it has become of this copy nobody knows, as if nobody had answered.
            tally.unanswered.incrementAndGet();
            if (answer.status() != NOT_AVAILABLE) {
                tally.failures.incrementAndGet();
            }
            throw new IOException("answered " + answer.status());
        }
        JsonNode document = answer.document();
        journal.write(new Line.Sent(
                copy.id(),
                copy.kind(),
                copy.lane(),
                copy.to(),
                answer.status(),
                document.path("acceptedAt").asText("-")));
        if (copy.kind() == Planned.Kind.ORIGINAL) {
            tally.accepted.incrementAndGet();
        }
        tally.progress();
        left.remove();
        return true;
    }

    private AgencyCalls.Answer post(Planned copy) throws IOException {
        try {
            return calls.post(copy.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // Nobody was there: nothing of it can have arrived.
            throw e;
        } catch (IOException e) {
            tally.unanswered.incrementAndGet();
            throw e;
        }
    }
}
