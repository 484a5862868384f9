package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.PairHash;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.RulingRow;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.demo.DemoScenes;
import org.kivuko.hub.explain.ExplanationJson;
import org.kivuko.hub.explain.Subject;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.testkit.TestClock;

/**
 * {@code explain}, the dry run over HTTP, the examples and the route give one ruling for every message beside the agreements and
 * of the demonstration.
 */
@Tag("slow")
class OneRulingEverywhereAcceptanceTest {
    private static final Instant MORNING = Instant.parse("2026-11-01T08:00:00Z");
    private static final Path AGREEMENTS = TestHub.shippedConfiguration().resolve("agreements");

    private final Configuration.Loaded shipped =
            (Configuration.Loaded) Configuration.load(TestHub.shippedConfiguration());

    private Agreements of(List<Agreement> some, PairHash hash) {
        return Agreements.of(shipped.directory(), some, hash);
    }

    /** Seeded defect: an explanation that lacks one agreement. The comparison has to find messages that it gets wrong. */
    @Test
    void explainTheDryRunAndTheRouteAgreeOnEveryMessage() throws IOException {
        var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), MORNING));
        try (var hub = TestHub.start(clock)) {
            var messages = messages(clock);
            var hash = new Digests(Files.readAllBytes(hub.data().resolve("secrets/digests")));
            var agreements = of(shipped.agreements(), hash);
            var explained = new HashMap<String, JsonNode>();
            var lacking = of(
                    shipped.agreements().stream()
                            .filter(agreement -> !agreement.id().equals("IGAD.documents"))
                            .toList(),
                    hash);
            var fetched = new TreeMap<String, List<JsonNode>>();
            int rulings = 0;
            int wronglyExplained = 0;
            for (ObjectNode event : messages) {
                if (event.at("/data/references").isArray()) {
                    fetch(hub, Talk.sender(event), fetched);
                }

                // When
                var facts = thread(event, fetched);
                var explanation = explanation(event, agreements, facts);
                var overHttp = explainedOverHttp(hub, event);
                var dryRun = Desk.json(hub.post("operator", "/v1/decisions", Samples.bytes(event), Desk.JSON));
                var routed = routed(hub, event);

                // Then
                assertThat(bare(overHttp))
                        .as("explained over HTTP " + event.get("id"))
                        .isEqualTo(bare(explanation));
                assertThat(answers(overHttp))
                        .as("rule by rule " + event.get("id"))
                        .isNotEmpty()
                        .isEqualTo(answers(explanation));
                assertThat(bare(dryRun)).as("dry run of " + event.get("id")).isEqualTo(bare(explanation));
                assertThat(routed).as("route of " + event.get("id")).isEqualTo(words(explanation));
                rulings += routed.size();
                wronglyExplained += routed.equals(words(explanation(event, lacking, facts))) ? 0 : 1;
                explained.put(event.get("id").asText(), explanation);
            }
            shipped.directory()
                    .agencies()
                    .forEach(agency -> fetch(hub, agency.id().toString(), fetched));
            assertThat(delivered(fetched, explained)).isGreaterThan(100);
            assertThat(messages)
                    .extracting(event -> event.get("type").asText())
                    .contains(
                            "kivuko.request.v1",
                            "kivuko.reply.v1",
                            "kivuko.crossing-record.v1",
                            "kivuko.flow-report.v1");
            assertThat(wronglyExplained).isPositive();
            assertThat(messages).hasSizeGreaterThan(80);
            assertThat(rulings).isGreaterThan(500);
        }
    }

    /**
     * An example is judged against its own agreement and those that it names, so it is explained against the same. Those that
     * state facts are left out: {@code explain} takes none.
     */
    @Test
    void explainSaysOfEveryExampleWhatTheExampleExpects() throws IOException {
        int examples = 0;
        int withFacts = 0;
        for (Agreement own : shipped.agreements()) {
            var file = new YAMLMapper().readTree(Files.readString(AGREEMENTS.resolve(own.id() + ".yaml")));
            for (JsonNode example : file.path("examples")) {
                if (example.has("facts")) {
                    withFacts++;
                    continue;
                }

                // When
                var ruling = of(among(own, example), (from, to, value) -> "0".repeat(32))
                        .explain(
                                read(Files.readAllBytes(AGREEMENTS.resolve(
                                        example.get("message").asText()))),
                                AgencyId.of(example.get("to").asText()),
                                Instant.parse(example.get("at").asText()),
                                Facts.NONE)
                        .ruling();

                // Then
                var expect = example.get("expect");
                assertThat(ruling.outcome().code())
                        .as(example.get("name").asText())
                        .isEqualTo(expect.get("outcome").asText());
                if (expect.has("removed")) {
                    assertThat(new TreeSet<>(ruling.removed())).isEqualTo(texts(expect.get("removed")));
                }
                if (expect.has("reason")) {
                    assertThat(ruling.reason().map(Coded::code))
                            .contains(expect.get("reason").asText());
                }
                examples++;
            }
        }
        assertThat(examples + withFacts).isEqualTo(shipped.examples());
        assertThat(withFacts).isLessThan(examples / 4);
    }

    private List<Agreement> among(Agreement own, JsonNode example) {
        var names = texts(example.path("with"));
        return shipped.agreements().stream()
                .filter(agreement -> agreement.equals(own) || names.contains(agreement.id()))
                .toList();
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** What goes to whom another message went: the dry run of the sender, the explanation of the operator and the route. */
    @Test
    void whatFollowsAMessageGetsOneRulingToo() {
        var clock = new TestClock(MORNING);
        try (var hub = TestHub.start(clock)) {
            var talk = new Talk(hub, clock);
            ObjectNode alert = talk.give(Samples.stolenPassport(MORNING));
            hub.desk("UGA.DCIC").fetchAll();
            String key = Talk.key(alert);
            ObjectNode correction = talk.about("KEN.DIS", "correction", "UGA", "border-check", key);
            correction.set("post", alert.get("post"));
            Talk.data(correction).put("reason", "error").put("replacementType", "kivuko.alert.v1");
            Talk.data(correction).set("replacement", alert.get("data"));
            ObjectNode ask = talk.about("UGA.DCIC", "consent", "KEN.DIS KEN.KRA", "border-check", key);
            Talk.data(ask).put("act", "ask").putArray("recipients").add("SSD.DNPI");
            ObjectNode grant = talk.about("KEN.DIS", "consent", "UGA.DCIC UGA.UPF", "border-check", key);
            Talk.data(grant)
                    .put("act", "grant")
                    .put("until", MORNING.plusSeconds(3600).toString())
                    .putArray("recipients")
                    .add("SSD.DNPI");
            ObjectNode recall = talk.about("KEN.DIS", "recall", "UGA", "border-check", key);
            Talk.data(recall).put("reason", "error");

            for (ObjectNode event : List.of(correction, ask, grant, recall)) {
                // When
                var explained = explainedOverHttp(hub, event);
                var dryRun = Desk.json(hub.post(Talk.sender(event), "/v1/decisions", Samples.bytes(event), Desk.JSON));
                var routed = routed(hub, event);

                // Then
                assertThat(routed).as(event.get("type").asText()).isEqualTo(words(explained));
                assertThat(words(dryRun)).isEqualTo(words(explained));
                assertThat(routed).hasSizeGreaterThan(1);
            }
        }
    }

    private static JsonNode explainedOverHttp(TestHub hub, ObjectNode event) {
        ObjectNode question = event.objectNode();
        question.set("message", event);
        var answer = hub.post("operator", "/v1/ops/explain", Samples.bytes(question), "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Desk.json(answer);
    }

    private static List<JsonNode> answers(JsonNode decisions) {
        return StreamSupport.stream(decisions.path("decisions").spliterator(), false)
                .map(decision -> decision.get("answers"))
                .toList();
    }

    private static void fetch(TestHub hub, String agency, Map<String, List<JsonNode>> fetched) {
        for (String channel : List.of("live", "exercise")) {
            fetched.computeIfAbsent(agency, any -> new ArrayList<>())
                    .addAll(hub.desk(agency).fetchAll(channel));
        }
    }

    /** What answers comes after what it answers. */
    private static int place(ObjectNode event) {
        return switch (event.get("type").asText()) {
            case "kivuko.reply.v1" -> 2;
            case "kivuko.request.v1" -> 1;
            default -> 0;
        };
    }

    /** Those that the door takes on that morning. Each figure is of a day of its own: one hides what another would show. */
    private List<ObjectNode> messages(Clock clock) throws IOException {
        var events = new ArrayList<ObjectNode>();
        try (Stream<Path> files = Files.list(AGREEMENTS.resolve("examples"))) {
            for (Path file : files.sorted().toList()) {
                events.add((ObjectNode) MessageJson.tree(Files.readAllBytes(file)));
            }
        }
        events.removeIf(event -> !event.get("time").asText().startsWith("2026-1"));
        events.addAll(DemoScenes.some(clock, 7));
        events.sort(Comparator.comparingInt(OneRulingEverywhereAcceptanceTest::place));
        for (int i = 0; i < events.size(); i++) {
            var data = (ObjectNode) events.get(i).get("data");
            if (data.has("periodStart")) {
                earlier(data, "periodStart", i);
                earlier(data, "periodEnd", i);
            }
        }
        return events;
    }

    private static void earlier(ObjectNode data, String member, int days) {
        data.put(
                member,
                LocalDate.parse(data.get(member).asText()).minusDays(days).toString());
    }

    /** What the hub knows beside the message: under which code its sender was handed what it refers to. */
    private static Facts thread(ObjectNode event, Map<String, List<JsonNode>> fetched) {
        var facts = Facts.NONE;
        for (JsonNode message : fetched.getOrDefault(Talk.sender(event), List.of())) {
            boolean named = StreamSupport.stream(event.at("/data/references").spliterator(), false)
                    .anyMatch(reference -> reference.asText().equals(Talk.key(message)));
            var handling = Coded.find(Handling.class, message.path("handling").asText());
            if (named && handling.isPresent() && handling.get().compareTo(facts.threadHandling()) > 0) {
                facts = facts.withThreadHandling(handling.get());
            }
        }
        return facts;
    }

    private JsonNode explanation(ObjectNode event, Agreements some, Facts facts) {
        var message = read(Samples.bytes(event));
        var recipients = ((Agreements.Expansion.Recipients) some.expand(message, MORNING)).agencies();
        var document = event.objectNode();
        var decisions = document.putArray("decisions");
        recipients.forEach(recipient -> decisions.add(
                ExplanationJson.of(new Subject(message, MORNING, some.explain(message, recipient, MORNING, facts)))));
        return document;
    }

    private static Message read(byte[] json) {
        return ((Reading.Accepted<Message>) MessageJson.read(json)).value();
    }

    /** Without what the rules said, and without instants that follow from when it was asked. */
    private static List<JsonNode> bare(JsonNode decisions) {
        return StreamSupport.stream(decisions.path("decisions").spliterator(), false)
                .map(decision -> {
                    var bare =
                            ((ObjectNode) decision.deepCopy()).without(List.of("answers", "obligations", "sideBySide"));
                    if (bare.get("message") instanceof ObjectNode message) {
                        message.remove(List.of("retainuntil", "ackby"));
                    }
                    return bare;
                })
                .toList();
    }

    private static Map<String, String> words(JsonNode decisions) {
        var words = new TreeMap<String, String>();
        decisions
                .path("decisions")
                .forEach(decision -> words.put(
                        decision.get("to").asText(),
                        decision.get("outcome").asText() + " "
                                + decision.path("reason").asText() + " " + texts(decision.get("rules")) + " "
                                + texts(decision.get("removed"))));
        return words;
    }

    /** What stands in the ledger after the message went through the route: the newest rulings, one for each recipient. */
    private static Map<String, String> routed(TestHub hub, ObjectNode event) {
        var desk = hub.desk(event.get("source").asText().substring("/agencies/".length()));
        desk.give(event);
        int recipients = desk.judged(event.get("id").asText()).get("recipients").size();
        var words = new TreeMap<String, String>();
        hub.hub()
                .ledger()
                .lastRulings(recipients)
                .forEach(row -> words.put(row.recipient().toString(), word(row)));
        return words;
    }

    private static String word(RulingRow row) {
        return row.outcome().code() + " " + row.reason().map(Coded::code).orElse("") + " " + new TreeSet<>(row.rules())
                + " " + new TreeSet<>(row.removed());
    }

    /** How many deliveries carry exactly the data that was explained. */
    private static int delivered(Map<String, List<JsonNode>> fetched, Map<String, JsonNode> explained) {
        int count = 0;
        for (var box : fetched.entrySet()) {
            for (JsonNode message : box.getValue()) {
                var decision = StreamSupport.stream(
                                explained
                                        .get(message.get("id").asText())
                                        .get("decisions")
                                        .spliterator(),
                                false)
                        .filter(each -> each.get("to").asText().equals(box.getKey()))
                        .findFirst();
                assertThat(decision)
                        .as("a delivery nobody explained: " + box.getKey())
                        .isPresent();
                assertThat(withoutReferences(message.get("data")))
                        .isEqualTo(withoutReferences(decision.get().at("/message/data")));
                count++;
            }
        }
        return count;
    }

    /** Which of them name what the recipient never got, only the ledger knows: those are taken out on delivery. */
    private static JsonNode withoutReferences(JsonNode data) {
        return ((ObjectNode) data.deepCopy()).without("references");
    }
}
