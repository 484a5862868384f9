package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.hub.client.HubClient;

/**
 * What a neighbour has written down: what it posted and was answered, what was delivered to it, and which promises the hub kept and
 * broke. They outlive its restarts. No content. Thread-safe; everything that it was posted and handed stays in memory.
 */
final class Books {
    /** After the minute of a lease, and what a busy machine may take to notice its end. */
    private static final Duration LEASE_OVER = Duration.ofSeconds(70);

    static final String JUDGED = "judged";

    private final Map<Promise, Tally> tallies = new TreeMap<>();
    private final Map<String, Long> refusals = new TreeMap<>();
    private final Map<String, Accepted> accepted = new LinkedHashMap<>();
    private final Map<String, Set<String>> receipts = new HashMap<>();
    private final Set<String> deliveries = new HashSet<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Map<String, Instant> arrived = new HashMap<>();
    private final LinkNumbers numbers = new LinkNumbers();
    private final List<Duration> answerTimes = new ArrayList<>();
    private long posted;
    private long unanswered;
    private long handedAgain;
    private long brokenSignaturesTaken;
    private Instant lastDelivery = Instant.MIN;
    private Instant lastReceipt = Instant.MIN;

    /** How often a promise was kept and broken, and how it was broken first. */
    record Tally(long kept, long broken, String firstBroken) {
        static final Tally NONE = new Tally(0, 0, "");

        private Tally and(boolean fits, String found) {
            return fits
                    ? new Tally(kept + 1, broken, firstBroken)
                    : new Tally(kept, broken + 1, broken == 0 ? found : firstBroken);
        }
    }

    /** A message that the hub has accepted, by what it said and by the neighbour's own clock. */
    record Accepted(String acceptedAt, Instant at) {}

    /** A delivery that is not acknowledged, and when it was handed out last. */
    private record Held(String link, Instant last) {}

    /** @param found what was found where it was broken; read only then */
    synchronized void promise(Promise promise, boolean kept, String found) {
        tallies.merge(promise, Tally.NONE.and(kept, found), (before, now) -> before.and(kept, found));
    }

    /** An answer to a post. */
    synchronized void answered(String id, HubClient.Answer answer, Duration took, Instant now) {
        posted++;
        answerTimes.add(took);
        if (!answer.fine()) {
            refused(answer);
        } else if (!accepted.containsKey(id)) {
            accepted.put(id, new Accepted(Answers.acceptedAt(answer).orElse(""), now));
        }
    }

    /** A signature that does not fit was not looked at: so does a hub that has no certificate of the agency. */
    synchronized void brokenSignatureTaken() {
        brokenSignaturesTaken++;
    }

    /** A call that the hub refused. */
    synchronized void refused(HubClient.Answer answer) {
        refusals.merge(answer.status() + " " + Answers.code(answer), 1L, Long::sum);
    }

    /** A post that had no answer. */
    synchronized void unanswered() {
        posted++;
        unanswered++;
    }

    /** When the hub first said that it accepted this message. */
    synchronized Optional<String> acceptedAt(String id) {
        return Optional.ofNullable(accepted.get(id)).map(Accepted::acceptedAt);
    }

    /** A delivery was handed out to this neighbour; true where that was not the first time. */
    synchronized boolean handed(JsonNode delivery, Instant now) {
        String name = delivery.path("delivery").asText();
        JsonNode message = delivery.path("message");
        String lane = delivery.path("lane").asText();
        long epoch = message.path("linkepoch").asLong();
        String link = delivery.path("from").asText() + " " + lane + " " + epoch;
        lastDelivery = now;
        if (!deliveries.add(name)) {
            handedAgain++;
            boolean due = held.replace(name, new Held(link, now)) != null;
            promise(due ? Promise.COMES_AGAIN : Promise.NEVER_AFTERWARDS, due, name);
            return true;
        }
        overtaken(link, now);
        held.put(name, new Held(link, now));
        if (delivery.has("from")) {
            first(delivery.path("from").asText() + "/" + message.path("id").asText(), now);
            number(link, message.path("linknumber").asLong());
        } else if (message.has("linknumber")) {
            numbers.leftEmpty(lane, epoch, message.path("linknumber").asLong());
        }
        return false;
    }

    private void first(String key, Instant now) {
        promise(Promise.DELIVERS_ONCE, arrived.putIfAbsent(key, now) == null, key + " under another delivery");
    }

    private void number(String link, long number) {
        LinkNumbers.Place place = numbers.add(link, number);
        if (place != LinkNumbers.Place.BEFORE) {
            promise(Promise.KEEPS_ORDER, place == LinkNumbers.Place.NEXT, "number " + number + " of " + link);
        }
    }

    private void overtaken(String link, Instant now) {
        held.forEach((name, each) -> {
            if (each.link().equals(link)) {
                boolean over = each.last().plus(LEASE_OVER).isBefore(now);
                promise(Promise.NOTHING_NEWER_FIRST, !over, name + " was overtaken");
            }
        });
    }

    /** Whether the hub took an acknowledgement. */
    synchronized void acknowledged(String delivery, HubClient.Answer answer) {
        promise(Promise.TAKES_ACKNOWLEDGEMENT, answer.status() == 204, Answers.found(answer));
        if (answer.fine() && held.remove(delivery) != null) {
            promise(Promise.NEVER_AFTERWARDS, true, "");
        }
    }

    /** A receipt; it may come before the answer, where that was lost. */
    synchronized void receipt(String receipt, JsonNode status, Instant now) {
        String id = status.path("id").asText();
        if (Supply.isOurs(id)
                && receipts.computeIfAbsent(id, any -> new HashSet<>()).add(receipt)) {
            lastReceipt = now;
            String stands = status.path("status").asText();
            promise(Promise.JUDGES, stands.equals(JUDGED), "the receipt says " + stands);
        }
    }

    /** Deliveries that were handed out before this instant, not since, and are not acknowledged. */
    synchronized long inHand(Instant before) {
        return held.values().stream()
                .filter(each -> each.last().isBefore(before))
                .count();
    }

    /** Messages that were accepted and of which no receipt came. */
    synchronized List<String> withoutReceipt() {
        return accepted.keySet().stream()
                .filter(id -> !receipts.containsKey(id))
                .toList();
    }

    /** The messages that the hub has accepted, in the order in which it did. */
    synchronized Map<String, Accepted> accepted() {
        return new LinkedHashMap<>(accepted);
    }

    /** When a message came here first, by {@code AGENCY/id}. */
    synchronized Optional<Instant> arrived(String key) {
        return Optional.ofNullable(arrived.get(key));
    }

    /** When something was delivered last. */
    synchronized Instant lastDelivery() {
        return lastDelivery;
    }

    /** When a receipt of this neighbour's own messages came last. */
    synchronized Instant lastReceipt() {
        return lastReceipt;
    }

    /** The figures as they are now. */
    synchronized Account account() {
        Map<String, Long> gaps = numbers.gaps();
        return new Account(
                posted,
                accepted.size(),
                unanswered,
                new TreeMap<>(refusals),
                arrived.size(),
                handedAgain,
                gaps.values().stream().mapToLong(Long::longValue).sum(),
                Spread.of(answerTimes),
                new TreeMap<>(tallies));
    }

    /**
     * What can be said only once nothing comes any more.
     *
     * @param fetched whether deliveries and receipts were fetched at all
     */
    synchronized void close(boolean fetched) {
        if (fetched) {
            accepted.keySet().forEach(id -> {
                int came = receipts.getOrDefault(id, Set.of()).size();
                promise(Promise.GIVES_ONE_RECEIPT, came == 1, (came == 0 ? "none in time" : came) + " of " + id);
            });
        }
        if (brokenSignaturesTaken > 0 && tallies.containsKey(Promise.REFUSES_BROKEN_SIGNATURE)) {
            promise(Promise.REFUSES_BROKEN_SIGNATURE, false, brokenSignaturesTaken + " were accepted, others refused");
        }
        Map<String, Long> gaps = numbers.gaps();
        if (!arrived.isEmpty()) {
            promise(Promise.LEAVES_NO_GAP, gaps.isEmpty(), gaps + " missing");
        }
    }
}
