package org.kivuko.connector.webhook;

import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.format.Formats;
import org.kivuko.exchange.push.PushTarget;

/** Where what waits for an agency is brought by signed calls: the id of the call is that of the delivery or receipt. Thread-safe. */
public final class WebhookTarget implements PushTarget {
    private static final int GONE = 410;
    /** As the HTTP door serves one delivery. */
    private static final String MEDIA_TYPE = Formats.JSON.mediaType();

    private final WebhookSettings settings;
    private final SignedCalls calls;

    public WebhookTarget(WebhookSettings settings, SignedCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    @Override
    public Answer push(UUID id, byte[] body) throws InterruptedException {
        SignedCalls.Result result = calls.post(settings, id.toString(), MEDIA_TYPE, body);
        if (result instanceof SignedCalls.NotReached not) {
            return new NotTaken(not.why(), Optional.empty());
        }
        var answered = (SignedCalls.Answered) result;
        if (answered.good()) {
            return new Taken();
        }
        return answered.status() == GONE
                ? new Gone()
                : new NotTaken("status " + answered.status(), answered.retryAfter());
    }
}
