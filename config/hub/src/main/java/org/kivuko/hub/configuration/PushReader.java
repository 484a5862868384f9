package org.kivuko.hub.configuration;

import java.net.URI;
import java.util.Optional;
import org.kivuko.exchange.push.Push;

/** Reads how what waits for an agency is brought to it: {@code inbox: push} and {@code push}, one never without the other. */
final class PushReader {
    /** The word for {@code inbox}. */
    static final String PUSH = "push";

    private static final Shape KEYS =
            Shape.needs("url", "secretFile").may("attempts", "receipts", "exercise", "ownNetwork");

    private PushReader() {}

    /**
     * What stands beside an agency.
     *
     * @param agency its keys
     * @param inbox how it gets its deliveries
     */
    static Optional<PushSettings> read(Value.Keys agency, String inbox) {
        boolean pushed = inbox.equals(PUSH);
        if (pushed && agency.get(PUSH).isEmpty()) {
            agency.wrong(
                    "inbox",
                    "nobody says where to push",
                    "write beside it push: {url: \"https://...\", secretFile: deploy/secrets/...}, or another inbox");
        }
        if (!pushed && agency.get(PUSH).isPresent()) {
            agency.wrong(PUSH, "nothing is pushed while the inbox is another one", "write 'inbox: push' beside it");
        }
        return agency.get(PUSH, PushReader::read).filter(read -> pushed);
    }

    private static Optional<PushSettings> read(Value place) {
        var keys = place.mapping(KEYS);
        boolean own = keys.get("ownNetwork", Value::flag).orElse(false);
        Optional<URI> url = keys.get("url", value -> WatchReader.url(value, own));
        Optional<String> secret = keys.get("secretFile", WatchReader::file);
        int attempts = keys.get("attempts", value -> value.wholeNumber(1, Push.MOST_ATTEMPTS))
                .orElse(Push.USUAL_ATTEMPTS);
        boolean receipts = keys.get("receipts", Value::flag).orElse(false);
        boolean exercise = keys.get("exercise", Value::flag).orElse(false);
        return url.isEmpty() || secret.isEmpty()
                ? Optional.empty()
                : Optional.of(new PushSettings(url.get(), secret.get(), attempts, receipts, exercise, own));
    }
}
