package org.kivuko.hub.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/**
 * The desk of whoever tries the doors by hand: once they have posted the sample, nobody else reads the inbox of the agency that
 * is to answer it, for long enough to fetch it and take it over.
 *
 * <p>For one thread.
 */
final class VisitorsDesk {
    private static final Duration LEFT_ALONE = Duration.ofMinutes(10);

    private final DemoSample sample;
    private final HubClient sender;
    private final InstantSource clock;
    private Optional<Instant> posted = Optional.empty();

    /** A desk for this sample, of which the client of its sender is asked whether it was posted. */
    VisitorsDesk(DemoSample sample, HubClient sender, InstantSource clock) {
        this.sample = sample;
        this.sender = sender;
        this.clock = clock;
    }

    /** Whether the inbox of this agency is left to the visitor now. */
    boolean isAt(AgencyId agency) throws IOException {
        if (!agency.equals(DemoSample.ANSWERING)) {
            return false;
        }
        if (posted.isEmpty()) {
            posted = askWhetherPosted();
        }
        return posted.filter(instant -> clock.instant().isBefore(instant.plus(LEFT_ALONE)))
                .isPresent();
    }

    private Optional<Instant> askWhetherPosted() throws IOException {
        HubClient.Answer answer = sender.get("/v1/messages/" + sample.key().id());
        return answer.fine()
                ? Optional.of(Instant.parse(MessageJson.tree(answer.body().getBytes(StandardCharsets.UTF_8))
                        .path("acceptedAt")
                        .asText()))
                : Optional.empty();
    }
}
