package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kivuko.exchange.QueueRow;
import org.kivuko.exchange.Times;
import org.kivuko.operations.queues.Pause;
import org.kivuko.operations.queues.QueueContents;
import org.kivuko.operations.queues.QueueName;
import org.kivuko.operations.queues.QueuePage;
import org.kivuko.operations.queues.QueuePoint;
import org.kivuko.operations.queues.QueueState;

/** Queues as operators read them. */
final class QueueJson {
    private static final double HUNDREDTHS = 100;

    private QueueJson() {}

    /** What the broker counts now. */
    static ObjectNode counts(QueueRow row) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("queue", row.queue())
                .put("messages", row.messages())
                .put("consumers", row.consumers())
                .put("added", row.added())
                .put("acknowledged", row.acknowledged());
    }

    /** A queue as it was seen last. */
    static ObjectNode row(QueueState row) {
        var counts = new QueueRow(row.name().queue(), row.messages(), row.consumers(), row.added(), row.acknowledged());
        return addSeen(addName(counts(counts), row.name()), row);
    }

    /** What its name says. */
    static ObjectNode addName(ObjectNode json, QueueName name) {
        name.agency().ifPresent(agency -> json.put("agency", agency.toString()).put("state", agency.state()));
        json.put("kind", name.kind().code());
        name.lane().ifPresent(lane -> json.put("lane", lane.code()));
        return json.put("channel", name.channel().code());
    }

    /** What only looking again and again can tell. */
    static ObjectNode addSeen(ObjectNode json, QueueState row) {
        json.put("delivering", row.delivering())
                .put("inPerSecond", rounded(row.inPerSecond()))
                .put("outPerSecond", rounded(row.outPerSecond()));
        row.oldestSeconds().ifPresent(seconds -> json.put("oldestSeconds", seconds));
        row.drainSeconds().ifPresent(seconds -> json.put("drainSeconds", seconds));
        ArrayNode trend = json.putArray("trend");
        row.trend().forEach(trend::add);
        if (row.counting()) {
            json.put("counting", true);
        }
        row.paused().ifPresent(pause -> json.set("paused", pause(pause)));
        row.closedSince().ifPresent(since -> json.put("closed", Times.text(since)));
        return json;
    }

    static ObjectNode pause(Pause pause) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("by", pause.by())
                .put("at", Times.text(pause.at()))
                .put("reason", pause.reason());
    }

    static ObjectNode sums(QueuePage.Sums sums) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("messages", sums.messages())
                .put("delivering", sums.delivering())
                .put("inPerSecond", rounded(sums.inPerSecond()))
                .put("outPerSecond", rounded(sums.outPerSecond()));
    }

    static void addHistory(ObjectNode document, List<QueuePoint> points) {
        ArrayNode history = document.putArray("history");
        points.forEach(point -> history.addObject()
                .put("at", Times.text(point.at()))
                .put("messages", point.messages())
                .put("inPerSecond", rounded(point.inPerSecond()))
                .put("outPerSecond", rounded(point.outPerSecond())));
    }

    static void addLying(ObjectNode document, List<QueueContents.Lying> lying) {
        ArrayNode deliveries = document.putArray("deliveries");
        for (QueueContents.Lying each : lying) {
            ObjectNode json = deliveries.addObject();
            each.delivery().ifPresent(delivery -> json.put("delivery", delivery.toString()));
            each.known().ifPresent(known -> {
                json.put("agency", known.key().source().toString())
                        .put("id", known.key().id())
                        .put("type", known.type())
                        .put("queuedAt", Times.text(known.queuedAt()));
                known.linkNumber().ifPresent(number -> json.put("linknumber", number));
            });
            json.put("bytes", each.bytes());
        }
    }

    /** Rates are no more exact than that. */
    private static double rounded(double rate) {
        return Math.round(rate * HUNDREDTHS) / HUNDREDTHS;
    }
}
