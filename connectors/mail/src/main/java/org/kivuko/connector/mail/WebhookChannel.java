package org.kivuko.connector.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.kivuko.exchange.Times;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.NoticeChannel;

/**
 * Tells by a signed POST to a target that the configuration names. Follows no redirect, and calls nothing in a network of one's own
 * unless the configuration says that the target stands there. Thread-safe.
 */
public final class WebhookChannel implements NoticeChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int HUNDRED = 100;
    private static final int GOOD = 2;

    private final WebhookSettings settings;
    private final InstantSource clock;
    private final Duration patience;
    private final HttpClient http;

    public WebhookChannel(WebhookSettings settings, InstantSource clock) {
        this(settings, clock, PATIENCE);
    }

    /** @param patience with the target: to be reached, and to answer */
    WebhookChannel(WebhookSettings settings, InstantSource clock, Duration patience) {
        this.settings = settings;
        this.clock = clock;
        this.patience = patience;
        http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public String name() {
        return "webhook " + settings.name();
    }

    @Override
    public void tell(NoticeBook.Bundle bundle) throws NotTold {
        Instant now = clock.instant();
        byte[] body = MessageJson.write(json(bundle, now));
        try {
            checkAddress();
            HttpResponse<InputStream> answer =
                    http.send(request(bundle, now, body), HttpResponse.BodyHandlers.ofInputStream());
            // No patience bounds how long a body goes on, and nothing in it is of use.
            answer.body().close();
            if (answer.statusCode() / HUNDRED != GOOD) {
                throw new NotTold("the target answered with status " + answer.statusCode(), null);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | UncheckedIOException failed) {
            throw new NotTold("the target was not reached: " + failed.getClass().getSimpleName(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotTold("the hub stops", stopped);
        }
    }

    private HttpRequest request(NoticeBook.Bundle bundle, Instant now, byte[] body) {
        String id = "msg_" + bundle.id();
        long seconds = now.getEpochSecond();
        return HttpRequest.newBuilder(settings.url())
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Kivuko")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", Signature.of(settings.secret().get(), id, seconds, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Every address of the name: the call may go to any of them. */
    private void checkAddress() throws IOException, NotTold {
        if (settings.ownNetwork()) {
            return;
        }
        for (InetAddress address : InetAddress.getAllByName(settings.url().getHost())) {
            if (!Addresses.isPublic(address)) {
                throw new NotTold(
                        "the target stands in a network of one's own, and the configuration does not say so", null);
            }
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
