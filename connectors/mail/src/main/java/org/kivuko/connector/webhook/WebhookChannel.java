package org.kivuko.connector.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import org.kivuko.exchange.Times;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.NoticeChannel;

/** Tells operators by a signed call to a target that the configuration names. Thread-safe. */
public final class WebhookChannel implements NoticeChannel {
    private final WebhookSettings settings;
    private final SignedCalls calls;
    private final InstantSource clock;

    public WebhookChannel(WebhookSettings settings, SignedCalls calls, InstantSource clock) {
        this.settings = settings;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook " + settings.name();
    }

    @Override
    public void tell(NoticeBook.Bundle bundle) throws NotTold {
        byte[] body = MessageJson.write(json(bundle, clock.instant()));
        try {
            SignedCalls.Result result = calls.post(settings, "msg_" + bundle.id(), "application/json", body);
            if (result instanceof SignedCalls.NotReached not) {
                throw new NotTold(not.why(), null);
            }
            var answered = (SignedCalls.Answered) result;
            if (!answered.good()) {
                throw new NotTold("the target answered with status " + answered.status(), null);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotTold("the hub stops", stopped);
        }
    }

    private static ObjectNode json(NoticeBook.Bundle bundle, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "kivuko.alerts.v1")
                .put("timestamp", Times.text(now));
        ArrayNode notices = json.putObject("data").putArray("notices");
        bundle.told().forEach(told -> notices.add(json(told)));
        return json;
    }

    private static ObjectNode json(NoticeBook.Told told) {
        Alert alert = told.alert();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("notice", told.started() ? "started" : "ended")
                .put("alert", alert.id().toString())
                .put("kind", alert.kind().code())
                .put("severity", alert.severity().code())
                .put("target", alert.target())
                .put("unit", alert.kind().unit())
                .put("value", alert.value())
                .put("threshold", alert.threshold())
                .put("since", Times.text(alert.since()));
        if (!told.started()) {
            alert.endedAt().ifPresent(at -> json.put("endedAt", Times.text(at)));
        }
        return json;
    }
}
