package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.exchange.Times;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.operations.redrive.Cause;
import org.kivuko.operations.redrive.Failure;
import org.kivuko.operations.redrive.FailureBroker;
import org.kivuko.operations.redrive.FailureQueue;

/** Copies that failed: what of, which, and for a stated purpose what they hold. */
final class FailureCalls {
    static final Set<String> CAUSES_QUERY = Set.of("queue");
    static final Set<String> LIST_QUERY = Set.of("cause", "agency", "after", "max");

    private final RedrivePorts ports;

    FailureCalls(RedrivePorts ports) {
        this.ports = ports;
    }

    /** Grouped by cause, the most frequent first. */
    Answer causes(Call call) {
        Optional<FailureQueue> queue =
                Coded.find(FailureQueue.class, call.query().getOrDefault("queue", FailureQueue.QUARANTINE.code()));
        if (queue.isEmpty()) {
            return Problem.of(400, List.of(Query.fault("queue", "one of " + Coded.all(FailureQueue.class))));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("causes");
        ports.failures().causes(queue.get(), call.operator().scope()).forEach(cause -> rows.add(json(cause)));
        return Answer.json(200, asOf(document));
    }

    private static ObjectNode json(Cause cause) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("cause", cause.code())
                .put("count", cause.count())
                .put("first", Times.text(cause.first()))
                .put("last", Times.text(cause.last()));
        ArrayNode agencies = json.putArray("agencies");
        cause.agencies().stream().sorted().forEach(agency -> agencies.add(agency.toString()));
        return json.put("example", cause.example());
    }

    private ObjectNode asOf(ObjectNode document) {
        return document.put("asOf", Times.text(ports.clock().instant()));
    }

    /** The copies themselves, the newest first, without content. */
    Answer list(Call call) {
        Optional<FailureQueue> queue = queue(call);
        if (queue.isEmpty()) {
            return Problem.notFound();
        }
        var faults = new ArrayList<Fault>();
        Optional<AgencyId> agency =
                Optional.ofNullable(call.query().get("agency")).flatMap(AgencyId::parse);
        if (call.query().containsKey("agency") && agency.isEmpty()) {
            faults.add(Query.fault("agency", "a code like KEN.DIS"));
        }
        Optional<Integer> max = Paging.max(call.query());
        if (max.isEmpty()) {
            faults.add(Query.max(Paging.MOST));
        }
        String after = call.query().getOrDefault("after", Long.toString(Long.MAX_VALUE));
        if (!after.matches("[0-9]{1,19}")) {
            faults.add(Query.after());
        }
        return faults.isEmpty()
                ? page(call, queue.get(), agency, Long.parseUnsignedLong(after), max.orElseThrow())
                : Problem.of(400, faults);
    }

    private Answer page(Call call, FailureQueue queue, Optional<AgencyId> agency, long before, int max) {
        List<Failure> found = ports.failures()
                .failures(
                        queue,
                        Optional.ofNullable(call.query().get("cause")),
                        agency,
                        call.operator().scope(),
                        OptionalLong.of(before < 0 ? Long.MAX_VALUE : before),
                        max + 1);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("failures");
        found.stream().limit(max).forEach(failure -> rows.add(json(failure)));
        if (found.size() > max) {
            document.put("next", Long.toString(found.get(max - 1).no()));
        }
        return Answer.json(200, asOf(document));
    }

    private static ObjectNode json(Failure failure) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("copy", failure.copy());
        json.put("at", Times.text(failure.at())).put("cause", failure.cause());
        failure.agency().ifPresent(agency -> json.put("agency", agency.toString()));
        failure.door().ifPresent(door -> json.put("door", door.code()));
        failure.outbox().ifPresent(outbox -> json.put("outbox", outbox));
        json.put("redriven", failure.redriven());
        ProblemJson.addFaults(json, "errors", failure.faults());
        return json;
    }

    static Optional<FailureQueue> queue(Call call) {
        return Coded.find(FailureQueue.class, call.path().get("queue"));
    }

    /** What a copy holds, for a stated purpose. */
    Answer content(Call call) {
        List<Fault> faults = Acting.faultsOfOpening(call.body());
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        Optional<FailureQueue> queue = queue(call);
        Optional<FailureBroker.Body> body = queue.flatMap(from -> ports.failures()
                .failure(from, call.path().get("copy"), call.operator().scope())
                .flatMap(failure -> ports.failures().body(from, failure.copy())));
        return body.map(FailureCalls::content).orElseGet(Problem::notFound);
    }

    /** As text where it is text; else in base64. */
    private static Answer content(FailureBroker.Body body) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("contentType", body.contentType())
                .put("bytes", body.bytes().length);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.bytes()))
                    .toString();
            document.put("text", text);
        } catch (CharacterCodingException noText) {
            document.put("base64", Base64.getEncoder().encodeToString(body.bytes()));
        }
        return Answer.json(200, document);
    }
}
