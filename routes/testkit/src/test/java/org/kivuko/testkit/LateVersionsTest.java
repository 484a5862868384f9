package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Passage;

/** Updates and cancels that come after a version that was sent later. */
class LateVersionsTest extends RoutesTest {
    private static final String RECEIPTS = "agency.KEN.DIS.receipts";
    private static final String INBOX = "agency.UGA.UPF.inbox";
    private static final Instant SENT = Instant.parse("2026-11-01T08:00:00Z");

    private static String version(String msgType, String id, int seconds, String... references) {
        String list = references.length == 0 ? "" : "\"references\":[\"" + String.join("\",\"", references) + "\"],";
        return SmallWorld.stolenPassport(SmallWorld.KEN_DIS, id, "UGA", "\"msgType\":\"" + msgType + "\"," + list)
                .replace("\"time\":\"" + SENT, "\"time\":\"" + SENT.plusSeconds(seconds));
    }

    private static String update(String id, int seconds, String... references) {
        return version("Update", id, seconds, references);
    }

    /** Seen to fail with judging that takes the same instant for late. */
    @Test
    void areRecordedAndNotForwardedAndTheirSenderIsTold() {
        // Given
        exchange(version("Alert", "a", 0));
        exchange(update("a-2", 20, "KEN.DIS/a"));

        // When
        exchange(update("a-1", 10, "KEN.DIS/a"));
        exchange(version("Cancel", "a-c", 19, "KEN.DIS/a-2"));
        exchange(update("a-3", 20, "KEN.DIS/a"));
        exchange(version("Alert", "b", 0));

        // Then
        assertThat(ids(in(INBOX))).containsExactly("a", "a-2", "a-3", "b");
        for (String late : List.of("a-1", "a-c")) {
            assertThat(receipt(late).findValuesAsText("outcome")).containsOnly("refused");
            assertThat(receipt(late).findValuesAsText("reason")).containsOnly("OVERTAKEN");
        }
        assertThat(ledger.counts()).containsEntry("accepted", 6L).containsEntry("refused", 4L);
    }

    /** Seen to fail with versions that count only once their batch is recorded: what was judged before in the batch was forgotten. */
    @Test
    void areLateInOneBatchToo() {
        // Given
        exchange(version("Alert", "a", 0));

        // When
        release(
                pass(arrival(BULK, Door.BROKER, update("a-2", 20, "KEN.DIS/a"), List.of())),
                pass(arrival(BULK, Door.BROKER, update("a-1", 10, "KEN.DIS/a"), List.of())));

        // Then
        assertThat(ids(in(INBOX))).containsExactly("a", "a-2");
        assertThat(receipt("a-1").findValuesAsText("reason")).containsOnly("OVERTAKEN");
    }

    @Test
    void aHubThatRecordsTheSameAgainMakesTheSameOfIt() {
        // Given
        exchange(version("Alert", "a", 0));
        exchange(update("a-2", 20, "KEN.DIS/a"));

        // When
        exchange(update("a-2", 20, "KEN.DIS/a"));

        // Then
        assertThat(ids(in(INBOX))).containsExactly("a", "a-2");
        assertThat(receipt("a-2").findValuesAsText("outcome")).containsExactly("reduced", "released");
    }

    /** In every order and every cut into batches. Seen to fail with versions that count only once their batch is recorded. */
    @Test
    void inEveryOrderNobodyHoldsAnOlderVersionAfterANewerOne() {
        var random = new Random(20261126);
        var sent = new HashMap<String, Integer>();
        var waiting = new ArrayList<String>();
        for (int subject = 0; subject < 20; subject++) {
            exchange(version("Alert", "s" + subject, 0));
            sent.put("s" + subject, 0);
            for (int each = 1; each <= 6; each++) {
                String id = "s" + subject + "-" + each;
                sent.put(id, 1 + random.nextInt(12));
                waiting.add(update(id, sent.get(id), "KEN.DIS/s" + subject));
            }
        }
        Collections.shuffle(waiting, random);

        // When
        for (int from = 0, to; from < waiting.size(); from = to) {
            to = Math.min(waiting.size(), from + 1 + random.nextInt(12));
            release(waiting.subList(from, to).stream()
                    .map(body -> pass(arrival(BULK, Door.BROKER, body, List.of())))
                    .toArray(Passage[]::new));
        }

        // Then
        Map<String, Integer> newest = new HashMap<>();
        List<String> delivered = ids(in(INBOX));
        for (String id : delivered) {
            String subject = id.split("-", -1)[0];
            assertThat(sent.get(id)).as(id).isGreaterThanOrEqualTo(newest.getOrDefault(subject, 0));
            newest.put(subject, sent.get(id));
        }
        var late = new ArrayList<>(sent.keySet());
        late.removeAll(delivered);
        assertThat(late).hasSizeGreaterThan(20);
        late.forEach(
                id -> assertThat(receipt(id).findValuesAsText("reason")).as(id).containsOnly("OVERTAKEN"));
        sent.forEach(
                (id, seconds) -> assertThat(newest.get(id.split("-", -1)[0])).isGreaterThanOrEqualTo(seconds));
    }

    private JsonNode receipt(String id) {
        List<JsonNode> receipts = in(RECEIPTS).stream()
                .map(receipt -> receipt.get("data"))
                .filter(data -> data.get("id").asText().equals(id))
                .toList();
        return receipts.get(receipts.size() - 1).get("recipients");
    }

    private static List<String> ids(Iterable<JsonNode> messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.get("id").asText())
                .toList();
    }
}
