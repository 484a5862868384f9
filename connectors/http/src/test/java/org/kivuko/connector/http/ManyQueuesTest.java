package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.operations.queues.Pauses;
import org.kivuko.operations.queues.QueueColumn;
import org.kivuko.operations.queues.QueueCounts;

/** Ten thousand queues of two thousand agencies, by the call that operators make. */
class ManyQueuesTest {
    private static final int QUEUES = 10_000;
    private static final int TRIES = Integer.getInteger("kivuko.large.tries", 60);
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final List<String> STATES = List.of("KEN", "UGA", "TZA", "RWA", "BDI", "SSD", "COD", "SOM");
    private static final List<String> SUFFIXES =
            List.of("outbox", "inbox", "outbox.urgent", "inbox.urgent", "receipts");

    private final TestDoor door = new TestDoor();
    private final SplittableRandom random = new SplittableRandom(3);
    private final List<String> late = new ArrayList<>();

    @BeforeEach
    void open() {
        door.queues.counts.clear();
        for (int i = 0; i < QUEUES; i++) {
            long messages = random.nextInt(3) == 0 ? 0 : random.nextLong(20_000);
            door.queues.counts.add(new QueueCounts(
                    queue(i),
                    OptionalLong.of(messages),
                    random.nextInt(3),
                    random.nextInt(5),
                    random.nextLong(1_000_000),
                    random.nextLong(1_000_000),
                    messages == 0 ? OptionalLong.empty() : OptionalLong.of(1 + random.nextInt(99)),
                    Optional.empty(),
                    i % 100 == 0));
        }
        door.open();
        for (int i = 1; i < 100; i += 5) {
            Pauses.Result paused =
                    door.queues.pauses.act(new Pauses.Wish(new UUID(1, i), queue(i * 5), false, "night", "because"));
            assertThat(paused).isInstanceOf(Pauses.Done.class);
        }
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static String queue(int i) {
        int agency = i / SUFFIXES.size();
        return "agency." + STATES.get(agency % STATES.size()) + ".A" + agency + "." + SUFFIXES.get(i % SUFFIXES.size());
    }

    private JsonNode page(String question) {
        HttpResponse<String> answer = door.get("/v1/ops/queues?" + question, OPERATOR_KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestDoor.json(answer);
    }

    @Test
    void pagesShowEachQueueOnceInTheOrderThatIsAskedFor() {
        var seen = new HashSet<String>();
        double before = Double.MAX_VALUE;
        String after = "";
        do {
            JsonNode page = page("sort=-messages&max=200" + after);
            assertThat(page.path("total").asInt()).isEqualTo(QUEUES);
            for (JsonNode row : page.path("queues")) {
                assertThat(seen.add(row.path("queue").asText())).isTrue();
                assertThat(row.path("messages").asDouble()).isLessThanOrEqualTo(before);
                before = row.path("messages").asDouble();
            }
            after = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(seen).hasSize(QUEUES);
    }

    @Tag("large")
    @Test
    void everyColumnInBothDirectionsAnswersInTime() {
        for (QueueColumn column : QueueColumn.values()) {
            for (String direction : List.of("", "-")) {
                String sort = "sort=" + direction + column.code();
                var next = cursors(sort);
                measure(
                        sort,
                        () -> random.nextBoolean() ? sort : sort + "&after=" + next.get(random.nextInt(next.size())));
            }
        }
        questions().forEach((name, question) -> measure(name, () -> question));
        assertThat(late).as("lists that take longer than " + LIMIT).isEmpty();
    }

    /** Where pages in the middle begin. */
    private List<String> cursors(String sort) {
        var next = new ArrayList<String>();
        String after = "";
        for (int i = 0; i < 12; i++) {
            JsonNode page = page(sort + "&max=200" + after);
            next.add(page.path("next").asText());
            after = "&after=" + page.path("next").asText();
        }
        return next;
    }

    private static Map<String, String> questions() {
        var questions = new LinkedHashMap<String, String>();
        for (String filter : List.of(
                "q=A19",
                "q=nothing",
                "state=KEN",
                "agency=KEN.A0",
                "kind=inbox",
                "only=nonempty",
                "only=unattended",
                "only=paused",
                "state=UGA&kind=outbox&only=nonempty&q=urgent")) {
            questions.put(filter, filter + "&sort=-oldestSeconds&max=200");
        }
        questions.put("all, unpaged", "");
        return questions;
    }

    private interface Question {
        String next();
    }

    private void measure(String name, Question question) {
        double[] waited = new double[TRIES];
        double[] busy = new double[TRIES];
        int bytes = 0;
        for (int i = 0; i < TRIES; i++) {
            String path = "/v1/ops/queues" + (name.startsWith("all") ? "" : "?" + question.next());
            long cpu = processorTime();
            long begun = System.nanoTime();
            HttpResponse<String> answer = door.get(path, OPERATOR_KEY);
            waited[i] = (System.nanoTime() - begun) / 1e6;
            busy[i] = (processorTime() - cpu) / 1e6;
            bytes = answer.body().length();
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        Arrays.sort(waited);
        Arrays.sort(busy);
        int last = (int) Math.ceil(TRIES * 0.95) - 1;
        System.out.printf(
                Locale.ROOT,
                "%-46s p50 %7.1f ms  p95 %7.1f ms  max %7.1f ms  both ends busy p50 %6.1f ms  p95 %6.1f ms  %d bytes%n",
                name,
                waited[TRIES / 2],
                waited[last],
                waited[TRIES - 1],
                busy[TRIES / 2],
                busy[last],
                bytes);
        if (waited[last] > LIMIT.toMillis()) {
            late.add(name);
        }
    }

    /** Of this program, which is the door and who asks. */
    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean own
                ? own.getProcessCpuTime()
                : 0;
    }
}
