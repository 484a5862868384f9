package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.SubjectMarks;
import org.kivuko.testkit.TestClock;

/**
 * A whole hub in which Kenya may ask Uganda and Ethiopia to arrest or check somebody, and ask about somebody. The registers of
 * both know somebody; whether Uganda's knows the one whom all is about is the only thing in which two worlds differ.
 */
final class World implements AutoCloseable {
    static final String POLICE = "UGA.UPF";
    static final String AUTHORITY = "UGA.OPM";
    static final String THIRD = "ETH.EFP";

    private static final String RULES = "\nrules:\n";
    private static final String PERMIT =
            """
              - {rule: %s-90, kind: permit, from: KEN, to: %s, annex: alert, messages: [alert], alertTypes: [PER-ARREST, PER-CHECK],
                 recipients: [%s], purposes: [border-check], fields: {keep: ["*"]}, handling: {default: H1, max: H2},
                 acknowledge: {Default: PT15M}, rateCap: 8/PT1H}
              - {rule: %s-91, kind: permit, from: KEN, to: %s, annex: alert, messages: [request],
                 recipients: [%s], purposes: [border-check], fields: {keep: ["*"]}, handling: {default: H1, max: H2}}
            """;

    private final TestHub hub;
    private final TestClock clock;

    private World(TestHub hub, TestClock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    /** @param known surname of the one whom Uganda's register knows */
    static World open(Instant now, String known) throws IOException {
        var clock = new TestClock(now);
        TestHub hub = TestHub.start(
                clock,
                Map.of(
                        "agreements/KEN-UGA.osbp.yaml", permits("UGA", POLICE),
                        "agreements/KEN-ETH.moyale.yaml", permits("ETH", THIRD)));
        var world = new World(hub, clock);
        world.register("UGA", world.token(known));
        world.register("ETH", world.token("NOBODY HERE"));
        return world;
    }

    private static UnaryOperator<String> permits(String to, String recipient) {
        String permits = PERMIT.formatted("TW-" + to, to, recipient, "TW-" + to, to, recipient);
        return text -> text.replace(RULES, RULES + permits);
    }

    private void register(String state, String token) throws IOException {
        Path folder = Files.createDirectories(hub.config().resolve("deploy/registers"));
        Files.writeString(folder.resolve(state + ".tokens"), token + "\n");
    }

    private String token(String surname) throws IOException {
        var shared = new SubjectMarks(new Digests(Files.readAllBytes(hub.data().resolve("secrets/register"))));
        return shared.person(surname, "MFANO TU", "1988-04-12");
    }

    Desk desk(String agency) {
        return hub.desk(agency);
    }

    HttpResponse<String> get(String who, String path) {
        return hub.get(who, path);
    }

    HttpResponse<String> post(String who, String path, String body) {
        return hub.post(who, path, body, "application/json");
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    Instant now() {
        return clock.instant();
    }

    /** Figures without a key, as anybody on the hub's machine reads them. */
    String openFigures() {
        return hub.withoutKey("/observe/metrics");
    }

    String openHealth() {
        return hub.withoutKey("/observe/health");
    }

    /** What is held for the refugee authority: empty where the register knows nobody. */
    List<JsonNode> held() {
        return rows(get(AUTHORITY, "/v1/ops/held"));
    }

    /** The rulings that hold this message. */
    List<String> held(String id) {
        return held().stream()
                .filter(row -> row.get("id").asText().equals(id))
                .map(row -> row.get("ruling").asText())
                .toList();
    }

    private static List<JsonNode> rows(HttpResponse<String> answer) {
        var rows = new ArrayList<JsonNode>();
        Desk.json(answer).get("held").forEach(rows::add);
        rows.sort(Comparator.comparing(row -> row.get("id").asText()));
        return rows;
    }

    @Override
    public void close() {
        hub.close();
    }
}
