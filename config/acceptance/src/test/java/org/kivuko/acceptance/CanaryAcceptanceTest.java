package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.acceptance.CanaryTraffic.MARK;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Directory;
import org.kivuko.operations.people.OperatorRole;

/**
 * Names, numbers and words that stand nowhere else go in by every door and on every path, good and failing. Afterwards they
 * are looked for everywhere, and may stand only where a ruling let them cross.
 */
@Tag("slow")
class CanaryAcceptanceTest {
    /** The one fault that repeats something to its sender: the name that it gave to a member. */
    private static final Pattern UNKNOWN_MEMBER =
            Pattern.compile("\\{\"pointer\":\"[^\"]*\",\"detail\":\"a member stands here that[^}]*}");

    private static TestHub hub;
    private static LogWatch logs;
    private static Desk sender;
    private static CanaryTraffic traffic;

    @BeforeAll
    static void sendEverything() throws JMSException {
        logs = LogWatch.open();
        hub = TestHub.start(Clock.systemUTC());
        sender = hub.desk("KEN.DIS");
        traffic = new CanaryTraffic(hub);
        traffic.run();
    }

    @AfterAll
    static void stop() {
        logs.close();
        hub.close();
    }

    private static String withoutNames(String answer) {
        return UNKNOWN_MEMBER.matcher(answer).replaceAll("");
    }

    private static void assertClean(String where, Stream<String> texts) {
        assertThat(texts.filter(text -> text.toUpperCase(Locale.ROOT).contains(MARK)))
                .as(where)
                .isEmpty();
    }

    @Test
    void theHubRepeatsNothingInItsAnswersReceiptsAndStatus() {
        assertThat(traffic.said()).hasSizeGreaterThan(30);
        assertClean("answers", traffic.said().stream().map(CanaryAcceptanceTest::withoutNames));
        List<JsonNode> receipts = sender.receipts();
        assertThat(receipts).hasSizeGreaterThan(20);
        assertClean("receipts", receipts.stream().map(JsonNode::toString).map(CanaryAcceptanceTest::withoutNames));
        assertClean(
                "status",
                receipts.stream()
                        .filter(receipt -> receipt.at("/data/status").asText().equals("judged"))
                        .map(receipt ->
                                sender.judged(receipt.at("/data/id").asText()).toString()));
    }

    @Test
    void nothingStandsInTheLogs() {
        assertThat(logs.lines()).isNotEmpty();
        assertClean("logs", logs.lines().stream());
    }

    @Test
    void nothingIsShownToOperators() {
        for (String path : List.of(
                "/v1/ops/queues",
                "/v1/ops/quarantine?max=100",
                "/v1/ops/messages?max=200",
                "/v1/ops/messages?q=" + MARK,
                "/v1/ops/messages.csv",
                "/v1/ops/messages.json",
                "/v1/ops/facets",
                "/observe/health",
                "/observe/live",
                "/observe/ready",
                "/observe/metrics",
                "/console/",
                "/openapi.json")) {
            HttpResponse<String> answer = hub.get("operator", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertClean(path, Stream.of(answer.body()));
        }
    }

    @Test
    void operatorsFollowEveryMessageAndSeeWhatItSaysOnlyWhereTheyOpenIt() {
        // Given
        JsonNode found =
                Desk.json(hub.get("operator", "/v1/ops/messages?max=200")).path("messages");
        assertThat(found).hasSizeGreaterThan(10);

        // When
        var lives = new ArrayList<String>();
        var received = new ArrayList<JsonNode>();
        var delivered = new ArrayList<JsonNode>();
        for (JsonNode message : found) {
            String path = "/v1/ops/messages/" + message.path("agency").asText() + "/"
                    + message.path("id").asText();
            lives.add(hub.get("operator", path).body());
            assertThat(open(path, "{\"reason\":\"no purpose\"}").statusCode()).isEqualTo(422);
            JsonNode opened = Desk.json(open(path, "{\"purpose\":\"a test\",\"reason\":\"number 7\"}"));
            received.add(opened.path("received"));
            opened.path("delivered").forEach(delivered::add);
        }

        // Then
        assertClean("lives", lives.stream());
        assertThat(received).anyMatch(event -> event.toString().contains(MARK));
        assertThat(delivered).isNotEmpty().anyMatch(event -> event.toString().contains(MARK));
        String audit = hub.get("operator", "/v1/ops/audit?max=200").body();
        assertThat(audit).contains("/content", "a test", "number 7");
        assertClean("audit", Stream.of(audit));
    }

    /** Seen to fail with a list of failures that shows the bodies of the copies. */
    @Test
    void noRoleIsShownThemByAnyCallThatIsListed() {
        // Given
        var walk = new OpsWalk(hub);
        var answered = new TreeSet<String>();
        var shown = new ArrayList<String>();

        // When
        for (OperatorRole role : OperatorRole.values()) {
            SignedIn who = SignedIn.made(hub, "c-" + role.code(), "[\"" + role.code() + "\"]", "{}");
            for (OpsWalk.Listed call : walk.calls()) {
                boolean opens = call.rights().contains("OPEN_CONTENT");
                if (call.method().equals("GET") || (opens && role != OperatorRole.REVIEWER)) {
                    for (String path : walk.paths(call)) {
                        SignedIn.Said answer = call.method().equals("GET")
                                ? who.asked(path)
                                : who.said(path, "{\"purpose\":\"a test\",\"reason\":\"a test\"}");
                        assertThat(answer.status()).as(path).isIn(opens ? Set.of(403) : Set.of(200, 403));
                        if (answer.status() == 200) {
                            answered.add(call.path());
                        }
                        if (withoutNames(answer.text()).toUpperCase(Locale.ROOT).contains(MARK)) {
                            shown.add(role.code() + " " + call.method() + " " + call.path());
                        }
                    }
                }
            }
        }

        // Then
        assertThat(shown).isEmpty();
        assertThat(answered)
                .containsAll(walk.calls().stream()
                        .filter(call -> call.method().equals("GET"))
                        .map(OpsWalk.Listed::path)
                        .toList());
        assertClean("logs", logs.lines().stream());
    }

    private static HttpResponse<String> open(String path, String body) {
        return hub.post("operator", path + "/content", body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    @Test
    void nothingStandsInTheLedger() throws IOException, SQLException {
        List<String> rows = LedgerDump.rows(hub.data());
        assertThat(rows).anyMatch(row -> row.startsWith("public.ruling")).hasSizeGreaterThan(100);
        assertClean("ledger", rows.stream());
    }

    @Test
    void nothingStandsInFilesButTheBrokersOwnNorInTheirNames() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(hub.data())) {
            files = walk.toList();
        }
        assertClean("file names", files.stream().map(Path::toString));
        assertClean(
                "files",
                files.stream()
                        .filter(file -> !file.startsWith(hub.data().resolve("broker")))
                        .filter(file -> Files.isRegularFile(file) && holdsMark(file))
                        .map(file -> file + " " + MARK));
    }

    private static boolean holdsMark(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return text.contains(MARK) || text.contains(MARK.toLowerCase(Locale.ROOT));
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noThreadIsNamedByIt() {
        assertClean("threads", Thread.getAllStackTraces().keySet().stream().map(Thread::getName));
    }

    @Test
    void eachCanaryReachesWhomAnAgreementNamesAndNobodyElse() {
        // When
        var seen = new TreeMap<String, Set<String>>();
        for (Directory.Agency agency : hub.hub().directory().agencies()) {
            Desk desk = hub.desk(agency.id().toString());
            String all = desk.fetchAll("live") + " " + desk.fetchAll("exercise");
            traffic.allowed().keySet().stream().filter(all::contains).forEach(canary -> seen.computeIfAbsent(
                            canary, key -> new TreeSet<>())
                    .add(desk.agency()));
        }

        // Then
        var allowed = new TreeMap<>(traffic.allowed());
        allowed.values().removeIf(Set::isEmpty);
        assertThat(seen).isEqualTo(allowed);
        assertThat(seen).hasSizeGreaterThan(50);
    }
}
