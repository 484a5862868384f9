package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.kivuko.exchange.Times;
import org.kivuko.operations.exercise.Delivered;
import org.kivuko.operations.exercise.Score;

/** A score as JSON: codes, agencies and instants. */
final class ScoreJson {
    private ScoreJson() {}

    /** @param exercise what is told of the run */
    static ObjectNode of(Score score, ObjectNode exercise) {
        ArrayNode lines = exercise.putArray("messages");
        score.lines().forEach(line -> line(lines.addObject(), line));
        ArrayNode tallies = exercise.putArray("participantScores");
        score.tallies().forEach(tally -> {
            ObjectNode json = tallies.addObject()
                    .put("agency", tally.agency().toString())
                    .put("reached", tally.reached())
                    .put("asked", tally.asked())
                    .put("inTime", tally.inTime())
                    .put("late", tally.late())
                    .put("missing", tally.missing());
            tally.median().ifPresent(median -> json.put("median", median.toString()));
        });
        return exercise.put("asOf", Times.text(score.asOf()));
    }

    private static void line(ObjectNode json, Score.Line line) {
        line.inject().ifPresent(inject -> json.put("inject", inject));
        json.put("message", line.message().toString());
        put(json, "due", line.due());
        line.handedIn().ifPresent(handedIn -> {
            json.put("handedInAt", Times.text(handedIn.at()));
            handedIn.refusal().ifPresent(code -> json.put("refusal", code.code()));
        });
        ArrayNode recipients = json.putArray("recipients");
        line.marks().forEach(mark -> recipient(recipients.addObject(), mark));
    }

    private static void recipient(ObjectNode json, Score.Mark mark) {
        Delivered delivered = mark.delivered();
        json.put("agency", delivered.recipient().toString())
                .put("outcome", delivered.outcome().code());
        delivered.reason().ifPresent(reason -> json.put("reason", reason.code()));
        json.put("judgedAt", Times.text(delivered.judged()));
        put(json, "acknowledgeBy", delivered.acknowledgeBy());
        put(json, "fetchedAt", delivered.fetched());
        put(json, "acknowledgedAt", delivered.acknowledged());
        put(json, "answeredAt", delivered.answered());
        put(json, "withdrawnAt", delivered.withdrawn());
        json.put("verdict", mark.verdict().code());
    }

    private static void put(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresent(instant -> json.put(name, Times.text(instant)));
    }
}
