package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;

/** What holds for every message and every set of permits. */
class ProjectionLawsTest {
    /** The strings of a subject that must not stand in kept text once they are removed, by pointer and path. */
    private static final Map<String, String> PARTICULARS = particulars();

    private static final List<String> FREE_TEXTS = List.of(
            "/texts/0/event",
            "/texts/0/headline",
            "/texts/0/description",
            "/texts/0/instruction",
            "/areas/0/name",
            "/parameters/0/valueName",
            "/parameters/0/value",
            "/resources/0/resourceDesc",
            "/case",
            "/cap/note",
            "/cap/info/0/event");

    private static Map<String, String> particulars() {
        var paths = new LinkedHashMap<String, String>();
        for (String path : List.of(
                "capSender",
                "subject.person.surname",
                "subject.person.givenNames",
                "subject.document.number",
                "subject.vehicle.registration",
                "subject.vehicle.make",
                "subject.vehicle.model",
                "subject.vehicle.colour",
                "subject.vehicle.vin",
                "subject.object.kind",
                "subject.object.maker",
                "subject.object.serial",
                "subject.consignment.reference",
                "subject.consignment.goods",
                "subject.consignment.unit",
                "subject.consignment.container")) {
            paths.put("/" + path.replace('.', '/'), path);
        }
        return paths;
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatCrossesIsKeptByEveryPermitThatMatched(long seed) {
        // Given
        var random = new Random(seed);
        var permits = permits(random, 1 + random.nextInt(3));

        // When
        var ruling = judge(message(random, new TreeSet<>()), UGA_DCIC, bilateral(permits.toArray(Rule[]::new)));

        // Then
        var crossed = ProjectionTest.leafPaths(ruling.data().orElseThrow());
        for (Rule permit : permits) {
            assertThat(crossed).isSubsetOf(AlertLeaves.kept(permit));
        }
        assertThat(ruling.removed()).isSorted().doesNotHaveDuplicates();
        assertThat(ruling.outcome() == Outcome.RELEASED)
                .isEqualTo(ruling.removed().isEmpty() && ruling.transformed().isEmpty());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anotherPermitNeverWidensWhatCrosses(long seed) {
        // Given
        var random = new Random(seed);
        var permits = permits(random, 1 + random.nextInt(3));
        var message = message(random, new TreeSet<>());
        var before = judge(message, UGA_DCIC, bilateral(permits.toArray(Rule[]::new)));

        // When
        var more = new ArrayList<>(permits);
        more.add(random.nextInt(more.size() + 1), permits(random, 1).get(0));
        var after = judge(message, UGA_DCIC, bilateral(more.toArray(Rule[]::new)));

        // Then
        assertThat(ProjectionTest.leafPaths(after.data().orElseThrow()))
                .isSubsetOf(ProjectionTest.leafPaths(before.data().orElseThrow()));
        assertThat(after.removed()).containsAll(before.removed());
        var changed = new TreeSet<>(after.removed());
        changed.addAll(after.transformed());
        assertThat(changed).containsAll(before.transformed());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aValueThatDoesNotCrossStandsNowhereInWhatCrosses(long seed) {
        // Given
        var random = new Random(seed);
        var permits = permits(random, 1 + random.nextInt(2));
        var written = new TreeSet<String>();
        var message = message(random, written);

        // When
        var ruling = judge(message, UGA_DCIC, bilateral(permits.toArray(Rule[]::new)));

        // Then
        var bytes = new String(MessageJson.write(ruling.data().orElseThrow()), StandardCharsets.UTF_8);
        PARTICULARS.forEach((pointer, path) -> {
            if (ruling.removed().contains(path) || ruling.transformed().contains(path)) {
                var canary = message.data().at(pointer).textValue();
                assertThat(bytes).doesNotContain(canary);
                written.stream()
                        .filter(form -> plain(form).equals(plain(canary)))
                        .forEach(form -> assertThat(bytes).doesNotContain(form));
            }
        });
    }

    /** Letters and digits alone, by other means than those of the code under test. */
    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    private static List<Rule> permits(Random random, int count) {
        var permits = new ArrayList<Rule>();
        for (int i = 0; i < count; i++) {
            var keep = new ArrayList<String>(List.of("texts", "cap"));
            for (int j = random.nextInt(30); j > 0; j--) {
                keep.add(randomPath(random));
            }
            if (random.nextInt(6) == 0) {
                keep.add("*");
            }
            var permit = permit("P" + i + "-" + random.nextInt(1000)).messages(MessageType.ALERT);
            PARTICULARS.values().stream().filter(path -> random.nextInt(8) == 0).forEach(path -> {
                keep.add(path);
                permit.transform(path, random.nextBoolean() ? Transform.HASH : Transform.MASK);
            });
            permits.add(permit.keep(keep.toArray(String[]::new)).build());
        }
        return permits;
    }

    /** A leaf, something above one, or the core. */
    private static String randomPath(Random random) {
        var path = AlertLeaves.ALL.get(random.nextInt(AlertLeaves.ALL.size())).path();
        int dot = path.lastIndexOf('.');
        if (dot > 0 && random.nextInt(4) == 0) {
            var above = path.substring(0, dot);
            return above.endsWith("[]") ? above.substring(0, above.length() - 2) : above;
        }
        return random.nextInt(10) == 0 ? "@core" : path;
    }

    /** An alert with every member, a canary in every particular, and canaries in its texts, written this way and that. */
    private static Message message(Random random, SortedSet<String> written) {
        var event = ProjectionTest.EVERY_MEMBER.json().deepCopy();
        var data = (ObjectNode) event.get("data");
        var canaries = new ArrayList<String>();
        PARTICULARS.keySet().forEach(pointer -> {
            var canary = canary(random, canaries.size());
            canaries.add(canary);
            put(data, pointer, canary);
        });
        for (String pointer : FREE_TEXTS) {
            if (random.nextInt(3) == 0) {
                var form = disguise(random, canaries.get(random.nextInt(canaries.size())));
                written.add(form);
                put(data, pointer, "seen " + form + " there");
            }
        }
        return ((Reading.Accepted<Message>) MessageJson.read(event, 1000)).value();
    }

    private static void put(ObjectNode data, String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) data.at(pointer.substring(0, slash))).put(pointer.substring(slash + 1), value);
    }

    private static String canary(Random random, int place) {
        var canary = new StringBuilder("q").append((char) ('a' + place));
        for (int i = 4 + random.nextInt(6); i > 0; i--) {
            canary.append((char) ('a' + random.nextInt(26)));
        }
        return random.nextBoolean()
                ? canary.toString()
                : canary.append(1000 + random.nextInt(9000)).toString();
    }

    private static String disguise(Random random, String canary) {
        return switch (random.nextInt(4)) {
            case 0 -> canary.toUpperCase(Locale.ROOT);
            case 1 -> String.join("-", canary.split("(?<=\\G..)"));
            case 2 -> canary.charAt(0) + "\u0301" + canary.substring(1);
            default -> canary;
        };
    }
}
