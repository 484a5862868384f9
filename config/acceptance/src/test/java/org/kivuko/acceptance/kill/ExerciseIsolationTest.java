package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.MessageJson;

/**
 * What is practised reaches no live queue, what is real no queue of exercises, nobody plays who does not take part, and a reset takes
 * nothing away but its own: seen by what recipients find at their doors. Each defect of a hub of its own is found.
 */
@Tag("slow")
class ExerciseIsolationTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SENDER = WithdrawStates.SENDER;
    private static final String PLAYER = WithdrawStates.OVER_HTTP.get(0);
    private static final String STRANGER = WithdrawStates.OVER_HTTP.get(1);
    private static final String NAME = "BUSIA-2026";
    private static final String LIVE_TO_EXERCISE = "what is real came among exercises";
    private static final String EXERCISE_TO_LIVE = "an exercise came among what is real";
    private static final String STRANGERS = "somebody got it who takes no part";
    private static final String RESET_TOO_MUCH = "a reset took away what was not its own";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    /** @param found what has to be seen where it is planted */
    private record Planted(String defect, String found) {
        @Override
        public String toString() {
            return defect;
        }
    }

    static Stream<Planted> defects() {
        return Stream.of(
                new Planted("channel", EXERCISE_TO_LIVE),
                new Planted("outbox", EXERCISE_TO_LIVE),
                new Planted("outbox", LIVE_TO_EXERCISE),
                new Planted("inbox", EXERCISE_TO_LIVE),
                new Planted("participants", STRANGERS),
                new Planted("reset", RESET_TOO_MUCH));
    }

    private List<Path> plant(String defect) throws IOException {
        return List.of(
                switch (defect) {
                    case "channel" -> Mutant.withOneChannel(folder);
                    case "outbox" -> Mutant.withoutLookingAtTheOutbox(folder);
                    case "inbox" -> Mutant.withLiveInboxesAlone(folder);
                    case "participants" -> Mutant.withoutParticipants(folder);
                    default -> Mutant.withResetsOfEverything(folder);
                });
    }

    @Test
    void givenBothAtOnce_whenAnExerciseIsHeldAndReset_thenNothingStrays() throws Exception {
        assertThat(strays(List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void givenADefect_whenAnExerciseIsHeldAndReset_thenItIsSeen(Planted planted) throws Exception {
        assertThat(strays(plant(planted.defect()))).contains(planted.found());
    }

    private Set<String> strays(List<Path> mutants) throws Exception {
        Path config = WithdrawStates.write(folder.resolve("config"));
        Path agreement = config.resolve("agreements/KEN-UGA.storm.yaml");
        Files.writeString(
                agreement,
                Files.readString(agreement).replace("    fields:", "    statuses: [actual, exercise]\n    fields:"));
        try (var hub = new HubProcess(folder, config, mutants)) {
            hub.start();
            return strays(hub);
        }
    }

    private Set<String> strays(HubProcess hub) throws Exception {
        // Given
        operate(
                hub,
                "",
                "{\"exercise\":\"%s\",\"participants\":[\"%s\",\"%s\"],\"until\":\"%s\",\"reason\":\"a test\"}"
                        .formatted(NAME, SENDER, PLAYER, Instant.now().plusSeconds(3_600)));
        var sender = new AgencyCalls(client, hub.http(), hub.key(SENDER));

        // When
        for (ObjectNode each : List.of(practised("x-http"), unnamed("x-unnamed"), real("l-http"))) {
            assertThat(sender.post(MessageJson.write(each)).status()).isEqualTo(202);
        }
        try (Connection connection = new AmqpAccess(hub).connect(SENDER)) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            send(session, "exercise.agency." + SENDER + ".outbox", practised("x-broker"));
            send(session, "agency." + SENDER + ".outbox", practised("x-astray"));
            send(session, "exercise.agency." + SENDER + ".outbox", real("l-astray"));
        }
        await().atMost(LIMIT).until(() -> waiting(hub, ".outbox") == 0 && waiting(hub, ".receipts") >= 6);
        operate(hub, "/" + NAME + "/reset", "{\"reason\":\"a test\"}");
        Set<String> live = new HashSet<>();
        Set<String> exercise = new HashSet<>();
        // What is leased once is not offered again soon: everything that ever came counts.
        await().atMost(LIMIT).until(() -> {
            live.addAll(ids(hub, PLAYER, "live"));
            live.addAll(ids(hub, STRANGER, "live"));
            exercise.addAll(ids(hub, PLAYER, "exercise"));
            return Stream.of("x-http", "x-unnamed")
                    .allMatch(id -> live.contains(id)
                            || (id.equals("x-unnamed") && exercise.contains(id))
                            || isReturned(sender, id));
        });
        TimeUnit.SECONDS.sleep(1);
        live.addAll(ids(hub, PLAYER, "live"));
        exercise.addAll(ids(hub, PLAYER, "exercise"));

        // Then
        var strays = new TreeSet<String>();
        if (live.stream().anyMatch(id -> id.startsWith("x-"))) {
            strays.add(EXERCISE_TO_LIVE);
        }
        if (exercise.stream().anyMatch(id -> id.startsWith("l-"))) {
            strays.add(LIVE_TO_EXERCISE);
        }
        if (ids(hub, STRANGER, "exercise").contains("x-http")
                || status(sender, "x-http").size() > 1) {
            strays.add(STRANGERS);
        }
        if (status(sender, "x-unnamed").contains("returned")) {
            strays.add(RESET_TOO_MUCH);
        }
        return strays;
    }

    private static ObjectNode message(String id) {
        return (ObjectNode) MessageJson.tree(
                Planned.original(SENDER, id, "bulk", List.of(PLAYER, STRANGER)).body());
    }

    private static ObjectNode real(String id) {
        return message(id);
    }

    private static ObjectNode unnamed(String id) {
        return message(id).put("status", "exercise");
    }

    private static ObjectNode practised(String id) {
        return unnamed(id).put("exercise", NAME);
    }

    private static void send(Session session, String queue, ObjectNode event) throws Exception {
        try (MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(session.createTextMessage(new String(MessageJson.write(event), StandardCharsets.UTF_8)));
        }
    }

    private void operate(HubProcess hub, String path, String body) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(hub.http().resolve("/v1/ops/exercises" + path))
                        .header("Authorization", "Bearer " + hub.key("operator"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private long waiting(HubProcess hub, String box) throws IOException {
        JsonNode queues = new AgencyCalls(client, hub.http(), hub.key("operator"))
                .get("/v1/ops/queues")
                .orElseThrow()
                .get("queues");
        long messages = 0;
        for (JsonNode queue : queues) {
            boolean own = queue.path("queue").asText().contains(SENDER + box);
            messages += own ? queue.path("messages").asLong() : 0;
        }
        return messages;
    }

    /** Where each delivery of a message stands. */
    private static List<String> status(AgencyCalls sender, String id) throws IOException {
        return sender.get("/v1/messages/" + id)
                .map(status -> status.path("recipients").findValuesAsText("state"))
                .orElse(List.of());
    }

    private static boolean isReturned(AgencyCalls sender, String id) {
        try {
            return status(sender, id).contains("returned");
        } catch (IOException away) {
            return false;
        }
    }

    /** What is offered to an agency on a channel, voids without an id. */
    private Set<String> ids(HubProcess hub, String agency, String channel) throws IOException {
        Optional<JsonNode> offered =
                new AgencyCalls(client, hub.http(), hub.key(agency)).get("/v1/inbox?max=100&channel=" + channel);
        var ids = new HashSet<String>();
        offered.orElseThrow()
                .path("deliveries")
                .forEach(each -> ids.add(each.at("/message/id").asText()));
        return ids;
    }
}
