package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.kivuko.exchange.format.Formats;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/**
 * Asks a hub what an agency may send: to which states anything crosses ({@code GET /v1/agreements/matrix}), which posts are its own
 * ({@code GET /v1/posts}), and for each built-in kind of message whether it would reach anybody ({@code POST /v1/decisions}). So a
 * hub of any configuration is played at with what crosses there.
 */
final class Openings {
    private static final Set<String> CROSSES = Set.of("released", "reduced", "held");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HubClient client;
    private final AgencyId agency;
    private final Pace pace;

    private Openings(HubClient client, AgencyId agency, Pace pace) {
        this.client = client;
        this.agency = agency;
        this.pace = pace;
    }

    /** In the same order each time. */
    static List<Opening> ask(HubClient client, AgencyId agency, Pace pace) throws IOException, InterruptedException {
        return new Openings(client, agency, pace).ask();
    }

    private List<Opening> ask() throws IOException, InterruptedException {
        JsonNode posts = get("/v1/posts").path("features");
        var openings = new ArrayList<Opening>();
        for (String state : states()) {
            Optional<Kind.Way> way = way(posts, state);
            for (Kind kind : Kind.values()) {
                if (way.isPresent() && crosses(kind, way.get())) {
                    openings.add(new Opening(kind, way.get()));
                }
            }
        }
        return openings;
    }

    private Set<String> states() throws IOException {
        var states = new TreeSet<String>();
        for (JsonNode row :
                get("/v1/agreements/matrix?brief=true&from=" + agency.state()).path("rows")) {
            if (!row.path("rules").isEmpty()) {
                states.add(row.path("to").asText());
            }
        }
        return states;
    }

    /** By the agency's own post that faces the state, else by another one of its own, else by one of its state's. */
    private Optional<Kind.Way> way(JsonNode posts, String state) {
        Optional<Kind.Way> best = Optional.empty();
        int bestRank = 0;
        for (JsonNode post : posts) {
            JsonNode properties = post.path("properties");
            if (properties.path("state").asText().equals(agency.state())) {
                for (JsonNode crossing : properties.path("crossings")) {
                    int rank = rank(properties, crossing, state);
                    if (rank > bestRank) {
                        bestRank = rank;
                        best = Optional.of(new Kind.Way(
                                state,
                                properties.path("post").asText(),
                                crossing.path("crossing").asText()));
                    }
                }
            }
        }
        return best;
    }

    private int rank(JsonNode post, JsonNode crossing, String state) {
        boolean own = false;
        for (JsonNode other : post.path("agencies")) {
            own |= other.asText().equals(agency.toString());
        }
        boolean faces = crossing.path("faces").asText().startsWith(state + "-");
        return 1 + (own ? 1 : 0) + (faces ? 2 : 0);
    }

    private boolean crosses(Kind kind, Kind.Way way) throws IOException, InterruptedException {
        Instant patience = pace.instant().plus(PATIENCE);
        ObjectNode event = kind.write(new InventedMessages(new Random(1), pace), agency, way);
        String body = new String(MessageJson.write(event), StandardCharsets.UTF_8);
        HubClient.Answer answer = client.post("/v1/decisions", body, Formats.JSON.mediaType());
        while (Answers.later(answer) && pace.instant().isBefore(patience)) {
            pace.pause(answer.retryAfter().orElse(Duration.ofSeconds(1)));
            answer = client.post("/v1/decisions", body, Formats.JSON.mediaType());
        }
        boolean crosses = false;
        for (JsonNode decision : Answers.body(answer).path("decisions")) {
            crosses |= CROSSES.contains(decision.path("outcome").asText());
        }
        return crosses;
    }

    private JsonNode get(String path) throws IOException {
        HubClient.Answer answer = client.get(path);
        if (!answer.fine()) {
            throw new IOException("the hub does not tell " + agency + " of " + path.replaceFirst("\\?.*", "") + ": "
                    + Answers.found(answer));
        }
        return Answers.body(answer);
    }
}
