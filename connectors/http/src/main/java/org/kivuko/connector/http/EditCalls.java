package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;
import org.kivuko.operations.redrive.Edits;
import org.kivuko.operations.redrive.FailureQueue;
import org.kivuko.operations.redrive.RedriveBook;

/** Mending a copy: one proposes, another decides. */
final class EditCalls {
    static final Set<String> QUERY = Set.of("max");

    private final Edits edits;

    EditCalls(Edits edits) {
        this.edits = edits;
    }

    Answer propose(Call call) {
        Reading<Acting> read = Acting.read(call.body(), Set.of("body"));
        if (read instanceof Reading.Refused<Acting> refused) {
            return Problem.of(refused.faults());
        }
        Acting acting = ((Reading.Accepted<Acting>) read).value();
        JsonNode body = acting.tree().path("body");
        if (!body.isTextual() || body.asText().isBlank()) {
            return Problem.of(List.of(Acting.fault("/body", "expected the mended text of the copy")));
        }
        Optional<FailureQueue> queue = FailureCalls.queue(call);
        if (queue.isEmpty()) {
            return Problem.notFound();
        }
        return answer(
                edits.propose(
                        queue.get(),
                        call.path().get("copy"),
                        body.asText(),
                        acting.reason(),
                        acting.key(),
                        call.operator()),
                201);
    }

    Answer list(Call call) {
        Optional<Integer> max = Paging.max(call.query());
        if (max.isEmpty()) {
            return Problem.of(400, List.of(Query.max(Paging.MOST)));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = document.putArray("edits");
        edits.edits(max.get(), call.operator()).forEach(edit -> rows.add(json(edit)));
        return Answer.json(200, document);
    }

    Answer approve(Call call) {
        return decide(call, true);
    }

    Answer refuse(Call call) {
        return decide(call, false);
    }

    private Answer decide(Call call, boolean approve) {
        Reading<Acting> read = Acting.read(call.body(), Set.of());
        if (read instanceof Reading.Refused<Acting> refused) {
            return Problem.of(refused.faults());
        }
        return Paths.uuid(call.path().get("edit"))
                .map(id -> answer(edits.decide(id, approve, call.operator()), 200))
                .orElseGet(Problem::notFound);
    }

    private Answer answer(Edits.Result result, int status) {
        if (result instanceof Edits.Done done) {
            ObjectNode document = json(done.edit());
            return Answer.json(status, document)
                    .noting(
                            done.edit().id().toString(),
                            MissingNode.getInstance(),
                            document.deepCopy().without("reason"));
        }
        if (result instanceof Edits.SamePerson) {
            return Problem.of(Code.NOT_ALLOWED, "Who has proposed an edit does not decide about it");
        }
        return result instanceof Edits.Decided
                ? Problem.of(Code.CONFLICT, "Somebody has decided about it before")
                : Problem.notFound();
    }

    /** The mended text, for who may open bodies: it has to be read before it is approved. */
    Answer content(Call call) {
        List<Fault> faults = Acting.faultsOfOpening(call.body());
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        Optional<UUID> id = Paths.uuid(call.path().get("edit"));
        return id.flatMap(edit -> edits.edit(edit, call.operator()))
                .map(edit -> Answer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("contentType", edit.contentType())
                                .put("text", new String(edits.body(edit), StandardCharsets.UTF_8))))
                .orElseGet(Problem::notFound);
    }

    /** Without the text. */
    private ObjectNode json(RedriveBook.Edit edit) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("edit", edit.id().toString())
                .put("queue", edit.queue().code())
                .put("copy", edit.copy())
                .put("outbox", edit.outbox())
                .put("by", edit.by())
                .put("at", Times.text(edit.at()))
                .put("reason", edits.reason(edit))
                .put("state", edit.state().code());
        edit.agency().ifPresent(agency -> json.put("agency", agency));
        edit.decidedBy().ifPresent(by -> json.put("decidedBy", by));
        edit.decidedAt().ifPresent(at -> json.put("decidedAt", Times.text(at)));
        return json;
    }
}
