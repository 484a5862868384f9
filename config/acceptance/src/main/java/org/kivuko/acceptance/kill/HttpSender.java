package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Optional;

/** Posts one copy after the other; the same copy until it is answered, and writes the answer down. */
final class HttpSender extends Party {
    private static final int NOBODY = 0;
    private static final int NOT_ANSWERED_YET = 500;

    private final AgencyCalls calls;
    private final Journal journal;
    private final Plan plan;
    private Optional<Planned> inHand = Optional.empty();

    HttpSender(String agency, AgencyCalls calls, Journal journal, Plan plan) {
        super("send-" + agency);
        this.calls = calls;
        this.journal = journal;
        this.plan = plan;
    }

    @Override
    boolean step() throws IOException {
        if (inHand.isEmpty() && !plan.hasNext()) {
            return false;
        }
        Planned copy = inHand.orElseGet(plan::next);
        inHand = Optional.of(copy);
        AgencyCalls.Answer answer = post(copy);
        if (answer.status() >= NOT_ANSWERED_YET) {
            // What it has become of this copy nobody knows, as if nobody had answered.
            journal.write(new Line.Unanswered(copy.id(), answer.status()));
            throw new IOException("answered " + answer.status());
        }
        journal.write(new Line.Sent(
                copy.id(),
                copy.kind(),
                copy.lane(),
                copy.to(),
                answer.status(),
                answer.document().path("acceptedAt").asText("-")));
        inHand = Optional.empty();
        return true;
    }

    private AgencyCalls.Answer post(Planned copy) throws IOException {
        try {
            return calls.post(copy.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            // Nobody was there: nothing of it can have arrived.
            throw e;
        } catch (IOException e) {
            journal.write(new Line.Unanswered(copy.id(), NOBODY));
            throw e;
        }
    }

    @Override
    void end() throws IOException {
        plan.close();
    }
}
