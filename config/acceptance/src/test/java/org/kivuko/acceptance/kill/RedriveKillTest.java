package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.Defect;

/**
 * A hub with a defect puts every message into quarantine; the next one, without it, redrives them: a job is paused, resumed,
 * cancelled, a new one is made of the rest, and the hub is killed three times in the middle. Some messages were sent again
 * meanwhile: their copies end as duplicates. The verdict reads what the recipients wrote down themselves, and what the API says
 * of the jobs; nothing of the ledger. {@code -Dkivuko.redriven=2000} makes it fewer.
 */
@Tag("slow")
@Tag("large")
class RedriveKillTest {
    private static final int COPIES = Integer.getInteger("kivuko.redriven", 10_000);
    private static final int PER_SECOND = Math.max(100, COPIES / 25);
    private static final int SENT_AGAIN = COPIES / 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration AFTER_THE_LAST = Duration.ofSeconds(3);
    private static final String AT_HTTP = WithdrawStates.OVER_HTTP.get(0);
    private static final String AT_BROKER = WithdrawStates.CREDIT_THOUSAND;

    @TempDir
    Path folder;

    private final List<String> bodies = IntStream.rangeClosed(1, COPIES)
            .mapToObj(i -> Planned.original(WithdrawStates.SENDER, id(i), "bulk", List.of(AT_HTTP, AT_BROKER))
                    .body())
            .map(body -> new String(body, StandardCharsets.UTF_8))
            .toList();

    private static String id(int number) {
        return "r-" + number;
    }

    @Test
    void everyCopyOfAJobArrivesOnceWhateverIsDoneToTheJobAndTheHub() throws Exception {
        Path defect = Defect.plant(
                folder.resolve("defect"),
                "routes/exchange",
                "org.kivuko.exchange.Stations",
                Map.of("if (arrival.poison()) {", "if (arrival.body().length > 0) {"));
        try (HubProcess broken = new HubProcess(
                folder.resolve("broken"), WithdrawStates.write(folder.resolve("config")), List.of(defect))) {
            // Given
            broken.start();
            post(broken, COPIES);
            var before = new RedriveDesk(broken);
            await().atMost(LIMIT).until(() -> before.lying("hub.quarantine") == COPIES);
            broken.terminate();
            broken.exitCode();
            try (HubProcess mended = HubProcess.onTheDataOf(broken, folder.resolve("mended"))) {
                mended.start();
                redrive(mended);
            }
        }
    }

    private void redrive(HubProcess hub) throws Exception {
        var desk = new RedriveDesk(hub);
        Path journals = Files.createDirectories(folder.resolve("journals"));
        try (var takers = new AgencyProcess(journals, "takers", hub.doors())) {
            takers.begin(Agencies.Work.FETCH_AT_HTTP, AT_HTTP);
            takers.begin(Agencies.Work.FETCH_AT_BROKER, AT_BROKER);
            post(hub, SENT_AGAIN);

            // When
            long begun = System.nanoTime();
            String first = runAndCancel(hub, desk);
            Map<String, String> cancelled = desk.results(first);
            String second = runTheRest(hub, desk, names(cancelled, "open"));
            System.out.printf(
                    "redrive: %d copies at %d a second, three kills: %d s%n",
                    COPIES,
                    PER_SECOND,
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());

            // Then
            assertThat(desk.lying("hub.quarantine")).isZero();
            assertThat(desk.causes()).isEmpty();
            assertEachTookItsShare(cancelled, desk.results(second));
            // A cancelled job that is resumed finds nothing of what another one has taken.
            desk.act(first, "resume");
            awaitState(desk, first, "done");
            JsonNode resumed = desk.job(first);
            assertThat(resumed.path("done").asInt())
                    .isEqualTo(names(cancelled, "moved").size());
            assertThat(resumed.path("failed").asInt())
                    .isEqualTo(names(cancelled, "open").size());
            assertThat(names(desk.results(first), "gone")).isEqualTo(names(cancelled, "open"));

            awaitArrivals(journals, hub);
            takers.end();
            Map<String, List<Line>> written = Journal.readAll(journals);
            assertArrivedOnce(written.get(AT_HTTP));
            assertArrivedOnce(written.get(AT_BROKER));
        }
    }

    /** A job over everything: paused and resumed, killed with its hub, killed with hub and database, cancelled. */
    private String runAndCancel(HubProcess hub, RedriveDesk desk) throws Exception {
        JsonNode preview = desk.preview("NOT_AVAILABLE");
        assertThat(preview.path("count").asInt()).isEqualTo(COPIES);
        String job = preview.path("set").asText();
        long begun = System.nanoTime();
        desk.start(preview, PER_SECOND);
        try (var looks = new RedriveLooks(desk, job, COPIES, PER_SECOND, begun)) {
            awaitDone(desk, job, COPIES / 10);
            desk.act(job, "pause");
            assertStands(desk, job, "paused");
            desk.act(job, "resume");
            awaitDone(desk, job, COPIES / 4);
            hub.killHub();
            hub.start();
            awaitDone(desk, job, COPIES * 2 / 5);
            hub.freezeAndKillEverything();
            hub.start();
            awaitDone(desk, job, COPIES * 11 / 20);
            desk.act(job, "cancel");
            assertStands(desk, job, "cancelled");
            assertThat(looks.faults()).isEmpty();
            assertThat(looks.looks()).isGreaterThan(20);
        }
        return job;
    }

    /** A new job of what the first one left; the hub is killed once more in the middle of it. */
    private String runTheRest(HubProcess hub, RedriveDesk desk, Set<String> rest) throws Exception {
        JsonNode preview = desk.preview("NOT_AVAILABLE");
        assertThat(preview.path("count").asInt()).isEqualTo(rest.size());
        String job = preview.path("set").asText();
        long begun = System.nanoTime();
        desk.start(preview, PER_SECOND);
        try (var looks = new RedriveLooks(desk, job, rest.size(), PER_SECOND, begun)) {
            awaitDone(desk, job, rest.size() / 2);
            hub.killHub();
            hub.start();
            awaitState(desk, job, "done");
            assertThat(looks.faults()).isEmpty();
        }
        assertThat(desk.job(job).path("done").asInt()).isEqualTo(rest.size());
        assertThat(desk.results(job).keySet()).isEqualTo(rest);
        return job;
    }

    /** After the step in hand nothing moves, and the list says of each copy what the sums say of all. */
    private static void assertStands(RedriveDesk desk, String job, String state) throws Exception {
        assertThat(desk.job(job).path("state").asText()).isEqualTo(state);
        await().atMost(LIMIT).until(() -> !desk.results(job).containsValue("moving"));
        JsonNode stands = desk.job(job);
        Thread.sleep(1_500);
        assertThat(desk.job(job).path("done")).isEqualTo(stands.path("done"));
        Map<String, String> results = desk.results(job);
        assertThat(results).hasSize(stands.path("count").asInt());
        assertThat(names(results, "moved")).hasSize(stands.path("done").asInt());
        assertThat(names(results, "open"))
                .hasSize(stands.path("count").asInt() - stands.path("done").asInt());
    }

    private static void assertEachTookItsShare(Map<String, String> first, Map<String, String> second) {
        Set<String> moved = names(first, "moved");
        assertThat(Collections.disjoint(moved, names(second, "moved"))).isTrue();
        moved.addAll(names(second, "moved"));
        assertThat(moved).isEqualTo(first.keySet()).hasSize(COPIES);
    }

    private static Set<String> names(Map<String, String> results, String result) {
        return results.keySet().stream()
                .filter(copy -> results.get(copy).equals(result))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Until each recipient has written down everything, and a while longer: what is too much would come then. */
    private static void awaitArrivals(Path journals, HubProcess hub) throws Exception {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
            Map<String, List<Line>> written = Journal.readAll(journals);
            return List.of(AT_HTTP, AT_BROKER).stream()
                    .allMatch(agency ->
                            handed(written.getOrDefault(agency, List.of())).size() >= COPIES);
        });
        var desk = new RedriveDesk(hub);
        await().atMost(LIMIT).until(() -> desk.lying("agency." + WithdrawStates.SENDER + ".outbox") == 0);
        Thread.sleep(AFTER_THE_LAST.toMillis());
    }

    /** By id: the deliveries under which a message came. One that was leased and not acknowledged comes again as itself. */
    private static Map<String, Set<String>> handed(Collection<Line> lines) {
        var handed = new TreeMap<String, Set<String>>();
        for (Line line : lines) {
            if (line instanceof Line.Handed one) {
                handed.computeIfAbsent(one.id(), any -> new HashSet<>()).add(one.delivery() + " " + one.number());
            }
        }
        return handed;
    }

    private static void assertArrivedOnce(List<Line> lines) {
        Map<String, Set<String>> handed = handed(lines);
        assertThat(handed.keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, COPIES)
                        .mapToObj(RedriveKillTest::id)
                        .toList());
        assertThat(handed.values())
                .allSatisfy(deliveries -> assertThat(deliveries).hasSize(1));
        List<Long> numbers = lines.stream()
                .filter(Line.Handed.class::isInstance)
                .map(line -> ((Line.Handed) line).number())
                .distinct()
                .sorted()
                .toList();
        assertThat(numbers).hasSize(COPIES).startsWith(1L).endsWith((long) COPIES);
    }

    /** The first so many, always the same. */
    private void post(HubProcess hub, int messages) throws Exception {
        try (Connection connection = new AmqpAccess(hub).connect(WithdrawStates.SENDER)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageProducer producer =
                    session.createProducer(session.createQueue("agency." + WithdrawStates.SENDER + ".outbox"));
            for (int i = 1; i <= messages; i++) {
                producer.send(session.createTextMessage(bodies.get(i - 1)));
                if (i % 250 == 0 || i == messages) {
                    session.commit();
                }
            }
        }
    }

    private static void awaitDone(RedriveDesk desk, String job, int count) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> desk.job(job).path("done").asInt() >= count);
    }

    private static void awaitState(RedriveDesk desk, String job, String state) {
        await().atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> desk.job(job).path("state").asText().equals(state));
    }
}
