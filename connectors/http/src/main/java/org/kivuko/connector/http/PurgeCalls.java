package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.Code;
import org.kivuko.model.Reading;
import org.kivuko.operations.queues.QueueFilter;
import org.kivuko.operations.queues.QueueState;
import org.kivuko.operations.redrive.Purges;

/** Throwing away what lies in a queue, by who has typed its name. */
final class PurgeCalls {
    private final QueuePorts queues;
    private final Purges purges;

    PurgeCalls(QueuePorts queues, Purges purges) {
        this.queues = queues;
        this.purges = purges;
    }

    Answer purge(Call call) {
        Reading<Acting> read = Acting.read(call.body(), Set.of("queue"));
        if (read instanceof Reading.Refused<Acting> refused) {
            return Problem.of(refused.faults());
        }
        Acting acting = ((Reading.Accepted<Acting>) read).value();
        QueueFilter scope = QueueFilter.all(call.operator().scope());
        Optional<QueueState> state =
                queues.watch().table().queue(call.path().get("queue")).filter(scope::fits);
        if (state.isEmpty()) {
            return Problem.notFound();
        }
        String queue = state.get().name().queue();
        if (!acting.tree().path("queue").asText().equals(queue)) {
            return Problem.of(List.of(Acting.fault("/queue", "expected the name of the queue, typed once more")));
        }
        return answer(queue, purges.purge(queue, call.operator().login(), acting.reason(), acting.key()));
    }

    private static Answer answer(String queue, Purges.Result result) {
        if (result instanceof Purges.Done done) {
            ObjectNode before = JsonNodeFactory.instance.objectNode().put("messages", done.removed() + done.kept());
            ObjectNode after = JsonNodeFactory.instance.objectNode().put("messages", done.kept());
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("queue", queue)
                    .put("removed", done.removed())
                    .put("kept", done.kept());
            return Answer.json(200, document).noting(before, after);
        }
        if (result instanceof Purges.NotForThis) {
            return Problem.of(List.of(
                    Acting.fault("/queue", "only hub.dead, hub.quarantine, hub.expired and receipts are purged")));
        }
        return Problem.of(
                Code.CONFLICT,
                result instanceof Purges.Busy
                        ? "A redrive with copies of this queue has not ended; cancel it first"
                        : "The key was used for another act");
    }
}
