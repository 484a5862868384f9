package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Reading;

/**
 * The judge and the projector, driven towards whatever nobody thought of. What crosses is a part of what every permit that
 * matched keeps; a value that does not cross stands in no text that does; a prohibit that matches lets nothing cross.
 */
@Tag("fuzz")
class JudgeFuzzTest {
    /** Where values stand that a text may repeat, by pointer and path. */
    private static final Map<String, String> PARTICULARS = Map.of(
            "/subject/person/surname", "subject.person.surname",
            "/subject/person/givenNames", "subject.person.givenNames",
            "/subject/document/number", "subject.document.number",
            "/subject/vehicle/registration", "subject.vehicle.registration",
            "/subject/consignment/reference", "subject.consignment.reference");

    private static final List<String> TEXTS = List.of(
            "/texts/0/event", "/texts/0/description", "/areas/0/name", "/parameters/0/value", "/case", "/cap/note");

    @FuzzTest(maxDuration = "5m")
    void whatCrossesIsWhatIsKept(FuzzedDataProvider fuzz) {
        // Given
        List<Rule> permits = permits(fuzz);
        boolean forbidden = fuzz.consumeInt(0, 7) == 0;
        boolean otherPurpose = fuzz.consumeBoolean();
        var rules = new ArrayList<>(permits);
        if (forbidden) {
            rules.add(prohibit("X")
                    .purposes(otherPurpose ? Purpose.STATISTICS : Purpose.BORDER_CHECK)
                    .build());
        }
        Reading<Message> reading = MessageJson.read(event(fuzz), 1000);
        if (!(reading instanceof Reading.Accepted<Message> accepted)) {
            return;
        }
        Message message = accepted.value();

        // When
        Ruling ruling = judge(message, UGA_DCIC, bilateral(rules.toArray(Rule[]::new)));

        // Then
        if (ruling.data().isEmpty()) {
            assertThat(ruling.reason()).isPresent();
            return;
        }
        assertThat(permits).isNotEmpty();
        assertThat(forbidden && !otherPurpose)
                .as("crossed in spite of a prohibit")
                .isFalse();
        ObjectNode crossed = ruling.data().get();
        permits.forEach(permit -> assertThat(ProjectionTest.leafPaths(crossed))
                .as("of what %s keeps", permit.id())
                .isSubsetOf(AlertLeaves.kept(permit)));
        PARTICULARS.forEach((pointer, path) -> {
            if (ruling.removed().contains(path) || ruling.transformed().contains(path)) {
                assertStandsNowhere(message.data().at(pointer).textValue(), crossed);
            }
        });
    }

    private static void assertStandsNowhere(String value, ObjectNode crossed) {
        if (value.codePointCount(0, value.length()) < 3 || words(value).isBlank()) {
            return;
        }
        for (String pointer : TEXTS) {
            JsonNode text = crossed.at(pointer);
            if (text.isTextual()) {
                assertThat(words(text.textValue()).contains(words(value)))
                        .as("a value that does not cross stands at %s", pointer)
                        .isFalse();
            }
        }
    }

    /** Words between single spaces, without case and marks: by other means than those of the code under test. */
    private static String words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return " " + folded.replaceAll("[^\\p{L}\\p{Nd}]|\\p{Lm}", " ").strip().replaceAll(" +", " ") + " ";
    }

    private static List<Rule> permits(FuzzedDataProvider fuzz) {
        var permits = new ArrayList<Rule>();
        int count = fuzz.consumeInt(0, 3);
        for (int i = 0; i < count; i++) {
            var keep = new TreeSet<String>();
            if (fuzz.consumeBoolean()) {
                keep.addAll(List.of("texts", "cap", "areas", "parameters", "case"));
            }
            for (int j = fuzz.consumeInt(0, 6); j > 0; j--) {
                keep.add(AlertLeaves.ALL
                        .get(fuzz.consumeInt(0, AlertLeaves.ALL.size() - 1))
                        .path());
            }
            if (fuzz.consumeInt(0, 5) == 0) {
                keep.add(fuzz.consumeBoolean() ? "*" : "@core");
            }
            RuleBuilder permit = permit("P" + i).messages(MessageType.ALERT);
            for (String path : new TreeSet<>(PARTICULARS.values())) {
                if (fuzz.consumeInt(0, 9) == 0) {
                    keep.add(path);
                    permit.transform(path, fuzz.consumeBoolean() ? Transform.HASH : Transform.MASK);
                }
            }
            permits.add(permit.keep(keep.toArray(String[]::new)).build());
        }
        return permits;
    }

    private static ObjectNode event(FuzzedDataProvider fuzz) {
        ObjectNode event = ProjectionTest.EVERY_MEMBER.json().deepCopy();
        var data = (ObjectNode) event.get("data");
        var values = new ArrayList<String>();
        for (String pointer : new TreeSet<>(PARTICULARS.keySet())) {
            String value = fuzz.consumeString(12);
            if (!value.isBlank()) {
                put(data, pointer, value);
                values.add(value);
            }
        }
        for (String pointer : TEXTS) {
            String text = fuzz.consumeString(6);
            if (!values.isEmpty() && fuzz.consumeBoolean()) {
                text = text + " " + values.get(fuzz.consumeInt(0, values.size() - 1)) + " " + fuzz.consumeString(6);
            }
            if (!text.isBlank()) {
                put(data, pointer, text);
            }
        }
        return event;
    }

    private static void put(ObjectNode data, String pointer, String value) {
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) data.at(pointer.substring(0, slash))).put(pointer.substring(slash + 1), value);
    }
}
