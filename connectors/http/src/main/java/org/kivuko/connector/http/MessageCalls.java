package org.kivuko.connector.http;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.SenderView;
import org.kivuko.exchange.Submissions;
import org.kivuko.exchange.Submitted;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

/** Posting a message, and asking how it stands. Broken off anywhere, the caller repeats the call. */
final class MessageCalls {
    /** What may stand beside a message; which form knows which of it is asked for each call. */
    static final Set<String> QUERY = Formats.beside();

    /** What makes a hub stand still is seldom over within seconds. */
    private static final String STILL_SECONDS = "30";

    private final HttpPorts ports;
    private final Submissions submissions;

    MessageCalls(HttpPorts ports) {
        this.ports = ports;
        submissions = ports.submissions();
    }

    Answer post(Call call) {
        Optional<String> still = ports.standstill().reason();
        if (still.isPresent()) {
            return standsStill(still.get());
        }
        Reading<Beside> query = beside(call);
        if (query instanceof Reading.Refused<Beside> refused) {
            return Problem.of(400, refused.faults());
        }
        Beside beside = ((Reading.Accepted<Beside>) query).value();
        return answer(submissions.submit(call.body(), call.contentType(), call.agency(), beside));
    }

    private static Answer answer(Submitted submitted) {
        if (submitted instanceof Submitted.Accepted accepted) {
            return Answer.json(accepted.before() ? 200 : 202, accepted.json())
                    .with("Location", "/v1/messages/" + accepted.key().id());
        }
        if (submitted instanceof Submitted.Refused refused) {
            return Problem.of(refused.faults());
        }
        if (submitted instanceof Submitted.Over over) {
            return Problem.of(over.quota(), over.now());
        }
        return submitted instanceof Submitted.Still still ? standsStill(still.why()) : busy();
    }

    static Answer standsStill(String why) {
        return Problem.of(Code.NOT_AVAILABLE, why + "; the same call may be repeated")
                .with(Problem.RETRY_AFTER, STILL_SECONDS);
    }

    private static Answer busy() {
        return Problem.of(Code.NOT_AVAILABLE, "Another message with this id is being taken at this moment");
    }

    /** A message of another sender and one that never was are the same to whoever asks. */
    Answer status(Call call) {
        String id = call.path().get("id");
        AgencyId sender = call.agency();
        Optional<MessageStatus> status = MessageKey.isId(id)
                ? Stream.concat(Stream.of(sender), formerCodes(sender))
                        .flatMap(source -> ports.ledger().status(new MessageKey(source, id)).stream())
                        .findFirst()
                : Optional.empty();
        return status.map(found -> Answer.json(200, SenderView.of(found))).orElseGet(Problem::notFound);
    }

    private Stream<AgencyId> formerCodes(AgencyId agency) {
        return ports.rulebook().agreements().directory().formerCodes(agency).stream();
    }

    /** What is stated beside a message. Beside a form that does not know it, it would be ignored, and its sender would never know. */
    static Reading<Beside> beside(Call call) {
        return Formats.of(call.contentType()).orElse(Formats.JSON).beside(call.query());
    }
}
