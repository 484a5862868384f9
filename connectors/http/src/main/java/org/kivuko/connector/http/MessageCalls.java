package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.MessageFormat;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.Reception;
import org.kivuko.exchange.SenderView;
import org.kivuko.exchange.Times;
import org.kivuko.exchange.limit.OverQuota;
import org.kivuko.exchange.limit.Traffic;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.CapQuery;

/**
 * Posting a message, and asking how it stands.
 *
 * <p>The order is what makes a receipt true: the key is claimed, the message is sent and synced, the claim is marked
 * accepted, and only then the caller hears so. Broken off anywhere, the caller repeats the call: an open claim is sent again,
 * and the route drops the second copy.
 */
final class MessageCalls {
    /** What may stand beside a CAP alert, and beside nothing else. */
    static final Set<String> QUERY = Set.of("to", "purpose", "handling", "post", "status", "references");

    /** What makes a hub stand still is seldom over within seconds. */
    private static final String STILL_SECONDS = "30";

    private final HttpPorts ports;

    MessageCalls(HttpPorts ports) {
        this.ports = ports;
    }

    Answer post(Call call) {
        Optional<String> still = ports.standstill().reason();
        if (still.isPresent()) {
            return standsStill(still.get());
        }
        Reading<CapQuery> query = query(call);
        if (query instanceof Reading.Refused<CapQuery> refused) {
            return Problem.of(400, refused.faults());
        }
        CapQuery beside = ((Reading.Accepted<CapQuery>) query).value();
        Reception.Result result = ports.intake().receive(call.body(), call.contentType(), call.agency(), beside);
        Instant now = ports.clock().instant();
        Optional<OverQuota> over = ports.quotas().take(call.agency(), call.body().length, traffic(result), now);
        if (over.isPresent()) {
            return Problem.of(over.get(), now);
        }
        if (result instanceof Reception.Repeated repeated) {
            return receipt(200, repeated.key(), repeated.acceptedAt(), repeated.warnings());
        }
        return result instanceof Reception.Refused refused
                ? Problem.of(refused.faults())
                : take((Reception.Welcome) result);
    }

    /** What is refused or repeated counts too: answering it is work. */
    private static Traffic traffic(Reception.Result result) {
        return result instanceof Reception.Welcome welcome
                ? Traffic.of(
                        welcome.claim().header().alertType(),
                        welcome.claim().outbox().lane())
                : Traffic.BULK;
    }

    private Answer take(Reception.Welcome welcome) {
        Claim claim = welcome.claim();
        Claimed claimed = ports.ledger().claim(claim);
        if (claimed instanceof Claimed.Send send) {
            return sendAndMark(welcome, send.acceptedAt());
        }
        if (claimed instanceof Claimed.Repeated repeated) {
            return receipt(200, claim.key(), repeated.acceptedAt(), welcome.warnings());
        }
        return claimed instanceof Claimed.Busy ? busy() : conflict();
    }

    static Answer standsStill(String why) {
        return Problem.of(Code.NOT_AVAILABLE, why + "; the same call may be repeated")
                .with(Problem.RETRY_AFTER, STILL_SECONDS);
    }

    private Answer sendAndMark(Reception.Welcome welcome, Instant acceptedAt) {
        Claim claim = welcome.claim();
        try {
            ports.doorstep().send(claim.outbox(), welcome.body(), welcome.warnings());
        } catch (BrokerUnavailable unknownOutcome) {
            noteFailure(claim);
            throw unknownOutcome;
        }
        return ports.ledger().accept(claim.key(), claim.digest())
                ? receipt(202, claim.key(), acceptedAt, welcome.warnings())
                : markAgain(welcome);
    }

    /** The claim fell while the send took its time, or a message of other content took the key meanwhile. */
    private Answer markAgain(Reception.Welcome welcome) {
        Claim claim = welcome.claim();
        Claimed again = ports.ledger().claim(claim);
        if (again instanceof Claimed.Send send && ports.ledger().accept(claim.key(), claim.digest())) {
            return receipt(202, claim.key(), send.acceptedAt(), welcome.warnings());
        }
        if (again instanceof Claimed.Repeated repeated) {
            return receipt(200, claim.key(), repeated.acceptedAt(), welcome.warnings());
        }
        return again instanceof Claimed.Conflict ? conflict() : busy();
    }

    private static Answer busy() {
        return Problem.of(Code.NOT_AVAILABLE, "Another message with this id is being taken at this moment");
    }

    /** The claim falls a minute later anyway, where not even this can be noted. */
    private void noteFailure(Claim claim) {
        try {
            ports.ledger().sendFailed(claim.key(), claim.digest());
        } catch (LedgerUnavailable down) {
            // The caller hears of the broker first, and repeats the call.
        }
    }

    private static Answer conflict() {
        return Problem.of(List.of(new Fault("/id", Code.CONFLICT, Code.CONFLICT.title())));
    }

    private static Answer receipt(int status, MessageKey key, Instant acceptedAt, List<Fault> warnings) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", key.id());
        document.put("source", key.source().source());
        document.put("acceptedAt", Times.text(acceptedAt));
        document.put("status", "accepted");
        if (!warnings.isEmpty()) {
            Problem.addFaults(document, "warnings", warnings);
        }
        return Answer.json(status, document).with("Location", "/v1/messages/" + key.id());
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

    /** What is stated beside an alert. Beside JSON it would be ignored, and its sender would never know. */
    static Reading<CapQuery> query(Call call) {
        Map<String, String> query = call.query();
        boolean cap = MessageFormat.of(call.contentType()).equals(Optional.of(MessageFormat.CAP));
        if (!cap && !query.isEmpty()) {
            return Query.refused(Code.SCHEMA_VIOLATION, "query parameters are for CAP; JSON says it in its attributes");
        }
        String references = query.getOrDefault("references", "");
        if (query.containsKey("references") && !references.equals("unverified")) {
            return Query.refused(Code.SCHEMA_VIOLATION, "references has the one value unverified");
        }
        return new Reading.Accepted<>(
                new CapQuery(
                        Optional.ofNullable(query.get("to")),
                        Optional.ofNullable(query.get("purpose")),
                        Optional.ofNullable(query.get("handling")),
                        Optional.ofNullable(query.get("post")),
                        Optional.ofNullable(query.get("status")),
                        references.equals("unverified")),
                List.of());
    }
}
