package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.testkit.SmallWorld.KEN_DIS;
import static org.kivuko.testkit.SmallWorld.UGA_DCIC;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.SenderView;
import org.kivuko.exchange.ThreadReader;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/**
 * Two worlds that differ in what somebody else said: in one of them Kenya's alert shows that the person is under protection.
 * Uganda's immigration service is given its core alone, and so cannot know; what it answers must not tell it.
 */
class TwoThreadsTest extends RoutesTest {
    private static final String SIGN = ",\"protection\":[\"refugee\"]";
    private static final Outbox UGANDA = new Outbox(UGA_DCIC, Channel.LIVE, Lane.BULK);
    private static final MessageKey ANSWER = new MessageKey(UGA_DCIC, "a-1");
    private static final MessageKey SECOND = new MessageKey(UGA_DCIC, "a-2");

    private static String alert(String id, String sign) {
        String person = "\"person\":{\"surname\":\"SPECIMEN\",\"givenNames\":\"MFANO\",\"nationality\":\"ETH\"%s},";
        return SmallWorld.stolenPassport(KEN_DIS, id, "UGA.DCIC", "\"msgType\":\"Alert\",")
                .replace("\"document\":", person.formatted(sign) + "\"document\":");
    }

    private static String answer(MessageKey key, String type, String reference, String data) {
        String to = "KEN.DIS KEN.KRA";
        return SmallWorld.referring(UGA_DCIC, key.id(), type, to, reference, data.replace('\'', '"'))
                .replace("\"purpose\"", "\"expires\":\"2026-12-01T08:00:00Z\",\"purpose\"");
    }

    private void handOver(MessageKey key) {
        ledger.status(key).orElseThrow().recipients().stream()
                .filter(part -> part.outcome().crosses())
                .forEach(part -> ledger.fetched(part.agency(), List.of(part.ruling()), clock.instant()));
    }

    /** What Uganda sees of an answer, and of another one that refers to it; the worlds share a ledger, not a thread. */
    private List<JsonNode> seen(String alert, String type, String data) {
        var answer = new MessageKey(UGA_DCIC, ANSWER.id() + alert);
        var second = new MessageKey(UGA_DCIC, SECOND.id() + alert);
        handOver(new MessageKey(KEN_DIS, alert));
        exchange(UGANDA, answer(answer, type, "KEN.DIS/" + alert, data));
        exchange(UGANDA, answer(second, "request", answer.toString(), ",'question':'identity','within':'PT1H'"));
        handOver(answer);
        handOver(second);
        var receipts = in("agency.UGA.DCIC.receipts");
        var seen = List.of(
                receipts.get(receipts.size() - 2).get("data"),
                receipts.get(receipts.size() - 1).get("data"),
                SenderView.of(status(answer)),
                SenderView.of(status(second)),
                new ThreadReader(ledger, rulebook, clock).read(answer, UGA_DCIC).orElseThrow());
        left.clear();
        return seen;
    }

    private MessageStatus status(MessageKey key) {
        return ledger.status(key).orElseThrow();
    }

    private static String alike(List<JsonNode> seen, String alert) {
        return seen.toString().replace(alert, "m");
    }

    /**
     * Seen to fail with refusals for a sign of the thread that read {@code NOT_DELIVERABLE}, with movements that are shown, and
     * with the second question about what its sender said itself counted as its own.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reply | ,'result':'found'",
                "alert | ,'msgType':'Ack','alertType':'DOC-STOLEN'",
                "alert | ,'msgType':'Error','alertType':'DOC-STOLEN'",
                "request | ,'question':'identity','within':'PT1H'",
            })
    void whoAnswersSeesTheSameWhetherOrNotTheThreadShowsProtection(String type, String data) {
        // Given
        exchange(alert("m-1", ""));
        exchange(alert("m-2", SIGN));
        left.clear();

        // When
        String open = alike(seen("m-1", type, data), "m-1");
        String shown = alike(seen("m-2", type, data), "m-2");

        // Then: what it sees is the same, and what became of it is not
        assertThat(shown).isEqualTo(open).contains("processed").contains("queued");
        assertThat(status(new MessageKey(UGA_DCIC, "a-1m-1")).recipients())
                .extracting(MessageStatus.Recipient::outcome)
                .contains(Outcome.RELEASED);
        assertThat(status(new MessageKey(UGA_DCIC, "a-1m-2")).recipients())
                .extracting(part -> part.reason().orElseThrow())
                .contains(Code.NOT_DELIVERABLE);
    }

    /** What the rules refuse anyhow they refuse openly, in both: Kenya's customs may be told nothing here. */
    @ParameterizedTest
    @CsvSource({"IN_FORCE,AUTHORITY_NOT_COMPETENT", "SUSPENDED,SUSPENDED"})
    void whatTheRulesRefuseAnyhowReadsSo(Agreement.State state, Code code) {
        // Given
        exchange(alert("m-2", SIGN));
        handOver(new MessageKey(KEN_DIS, "m-2"));
        rulebook = () -> SmallWorld.agreements(state);

        // When
        exchange(UGANDA, answer(ANSWER, "reply", "KEN.DIS/m-2", ",'result':'found'"));

        // Then
        assertThat(SenderView.of(status(ANSWER)).get("recipients").findValuesAsText("reason"))
                .contains(code.code())
                .doesNotContain("NOT_DELIVERABLE");
    }
}
