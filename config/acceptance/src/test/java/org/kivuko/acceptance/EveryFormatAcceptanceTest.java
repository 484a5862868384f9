package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.MessageJson;
import org.kivuko.testkit.TestClock;

/**
 * The same messages in each form and as JSON, good ones and bad ones: the ledger has the same of each, the inbox gets the same in the
 * same order, and a fault of content is refused by the same code. Seen to fail with an alert of which one form had another word.
 */
class EveryFormatAcceptanceTest {
    private static final List<String> OF_THE_RUN =
            List.of("ruling", "linknumber", "linkepoch", "retainuntil", "ackby", "id");
    private static final String SENDER = Form.SENDER.toString();
    private static TestHub hub;

    /** What became of one run. Codes stand under the numbers of their messages. */
    private record Outcome(
            Map<Integer, String> codes, Set<String> ofTheForm, Map<String, String> ledger, List<JsonNode> taken) {}

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                new TestClock(FormatsAcceptanceTest.NOW),
                Map.of("agreements/KEN-UGA.osbp.yaml", text -> text.replace("record: [KEN]", "record: [KEN, UGA]")
                        .replace("expect: {outcome: refused, reason: NOT_RECIPROCAL}", "expect: {outcome: reduced}")));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Tag("slow")
    void everyFormIsSent() {
        var sent = new HashSet<Format>(Set.of(Formats.JSON));
        for (Form form : Form.values()) {
            sent.add(Formats.of(form.mediaType()).orElseThrow());
        }
        assertThat(sent).containsExactlyInAnyOrderElementsOf(Formats.all());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("slow")
    void thirtyMessagesHaveTheSameOutcomeInEveryForm(Form form) {
        inForm(form, 30);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("large")
    void fiveHundredMessagesHaveTheSameOutcomeInEveryForm(Form form) {
        inForm(form, 500);
    }

    private static void inForm(Form form, int count) {
        // When
        Outcome asJson =
                outcome(new Script("json-" + form + "-" + count + "-", count), (id, fault) -> posted(form, id, fault));
        Outcome inForm =
                outcome(new Script("form-" + form + "-" + count + "-", count), (id, fault) -> sent(form, id, fault));

        // Then
        assertThat(asJson.codes().values()).contains("UNKNOWN_ADDRESS", "SCHEMA_VIOLATION", "CONFLICT", "repeated");
        assertThat(asJson.taken()).hasSize(count * 6 / 10);
        assertThat(inForm.codes()).isEqualTo(asJson.codes());
        assertThat(asJson.ofTheForm()).containsExactly("UNREADABLE");
        assertThat(inForm.ofTheForm()).hasSize(1).allMatch(code -> code.matches("UNREADABLE|MRZ_.*|PAX_.*|SDMX_.*"));
        assertThat(inForm.ledger()).isEqualTo(asJson.ledger());
        assertThat(inForm.taken()).isEqualTo(asJson.taken());
    }

    private static HttpResponse<String> posted(Form form, String id, Script.Fault fault) {
        return fault == Script.Fault.UNREADABLE
                ? hub.post(SENDER, "/v1/messages", "{", Desk.JSON)
                : hub.desk(SENDER).post(form.event(id, fault));
    }

    private static HttpResponse<String> sent(Form form, String id, Script.Fault fault) {
        String whole = form.document(id);
        String document = fault == Script.Fault.UNREADABLE ? whole.substring(0, whole.length() / 2) : whole;
        String path = "/v1/messages" + TestHub.query(form.beside(id, fault));
        return hub.post(SENDER, path, document.getBytes(StandardCharsets.UTF_8), form.mediaType());
    }

    private static Outcome outcome(Script script, BiFunction<String, Script.Fault, HttpResponse<String>> sending) {
        var codes = new TreeMap<Integer, String>();
        var ofTheForm = new HashSet<String>();
        script.written((id, fault) -> Map.entry(fault, sending.apply(id, fault)))
                .forEach(each -> {
                    String code = code(each.getValue());
                    if (each.getKey() == Script.Fault.UNREADABLE) {
                        ofTheForm.add(code);
                    }
                    codes.put(codes.size(), each.getKey() == Script.Fault.UNREADABLE ? "of the form" : code);
                });
        await().atMost(FourInboxes.PATIENCE).until(() -> hub.waiting("agency." + SENDER + ".outbox") == 0);
        List<JsonNode> taken = hub.desk(Form.TO).fetchAll().stream()
                .map(message -> content(message, script))
                .toList();
        var ledger = new TreeMap<String, String>();
        for (String id : script.good()) {
            ledger.put(
                    Script.number(id),
                    TwoDoors.outcomes(Desk.json(hub.get(SENDER, "/v1/messages/" + id)))
                            .toString());
        }
        return new Outcome(codes, ofTheForm, ledger, taken);
    }

    private static String code(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 202 -> "";
            case 200 -> "repeated";
            default -> Desk.json(answer).get("code").asText();
        };
    }

    /** Some contents hold the id once more; the order of members means nothing. */
    private static JsonNode content(JsonNode message, Script script) {
        ObjectNode content = ((ObjectNode) message.deepCopy()).without(OF_THE_RUN);
        content.put("number", Script.number(message.get("id").asText()));
        return MessageJson.tree(content.toString().replace(script.prefix(), "").getBytes(StandardCharsets.UTF_8));
    }
}
