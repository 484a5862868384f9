package org.kivuko.acceptance.kill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.acceptance.kill.Verdict.Fault;

/**
 * Says whether a hub kept its word, from nothing but what its agencies wrote down and synced themselves, after every inbox
 * was fetched to its end.
 */
final class Checker {
    /** Copies over AMQP that were no originals: the broker confirms them all, and the hub sees what they are. */
    static final String OTHERS_OVER_AMQP = "other copies over AMQP";

    /** Calls that may have left a copy, or none. */
    static final String UNANSWERED = "calls without an answer";

    private static final int OVER_AMQP = 0;
    private static final String REFUSED = "refused";

    private final Verdict verdict = new Verdict();
    private final Map<String, Map<String, Line.Sent>> acceptedBySender = new TreeMap<>();
    private final Map<String, Map<String, Line.Receipt>> judgedBySender = new HashMap<>();
    private final Map<String, Map<String, List<Line.Handed>>> handedByRecipient = new TreeMap<>();

    private Checker() {}

    /** Judges the journals of all agencies, by agency. */
    static Verdict check(Map<String, List<Line>> journals) {
        var checker = new Checker();
        journals.forEach(checker::readSent);
        journals.forEach(checker::readReceipts);
        journals.forEach(checker::readHanded);
        checker.checkDeliveries();
        checker.checkLinks();
        return checker.verdict;
    }

    private void readSent(String sender, List<Line> lines) {
        for (Line.Unanswered unanswered : of(Line.Unanswered.class, lines)) {
            verdict.count(UNANSWERED, 1);
            if (unanswered.isFailure()) {
                verdict.add(Fault.UNTRUE, sender + " " + unanswered.id() + " answered " + unanswered.status());
            }
        }
        var accepted = new LinkedHashMap<String, Line.Sent>();
        for (Line.Sent sent : of(Line.Sent.class, lines)) {
            verdict.count("copies " + sent.kind(), 1);
            boolean overAmqp = sent.status() == OVER_AMQP;
            boolean resentOriginal = sent.kind() == Planned.Kind.ORIGINAL && sent.status() == 200;
            if (!overAmqp && sent.status() != sent.kind().status && !resentOriginal) {
                verdict.add(Fault.UNTRUE, sender + " " + sent.kind() + " " + sent.id() + " answered " + sent.status());
            }
            if (overAmqp && sent.kind() != Planned.Kind.ORIGINAL) {
                verdict.count(OTHERS_OVER_AMQP, 1);
            }
            if (sent.kind() == Planned.Kind.ORIGINAL) {
                accepted.put(sent.id(), sent);
            } else if (sent.kind() == Planned.Kind.REPEAT
                    && !sent.acceptedAt().equals(accepted.get(sent.id()).acceptedAt())) {
                verdict.add(Fault.UNTRUE, "two instants of acceptance for " + sent.id());
            }
        }
        if (!accepted.isEmpty()) {
            acceptedBySender.put(sender, accepted);
            verdict.count("accepted", accepted.size());
        }
    }

    private void readReceipts(String sender, List<Line> lines) {
        var receipts = new LinkedHashMap<String, Line.Receipt>();
        of(Line.Receipt.class, lines).forEach(receipt -> receipts.put(receipt.delivery(), receipt));
        verdict.count("receipts", receipts.size());
        var judged = new HashMap<String, Line.Receipt>();
        for (Line.Receipt receipt : receipts.values()) {
            if (receipt.status().equals("judged")) {
                Line.Receipt earlier = judged.put(receipt.id(), receipt);
                if (earlier != null && !earlier.outcomes().equals(receipt.outcomes())) {
                    verdict.add(Fault.UNTRUE, "two receipts of " + receipt.id() + " differ");
                }
            }
        }
        judgedBySender.put(sender, judged);
        checkReceipts(sender, receipts.values(), judged);
    }

    private void checkReceipts(String sender, Collection<Line.Receipt> receipts, Map<String, Line.Receipt> judged) {
        Map<String, Line.Sent> accepted = acceptedBySender.getOrDefault(sender, Map.of());
        for (Line.Sent sent : accepted.values()) {
            Line.Receipt receipt = judged.get(sent.id());
            if (receipt == null) {
                verdict.add(Fault.UNTRUE, "no receipt for " + sent.id());
            } else if (!receipt.outcomes().keySet().equals(Set.copyOf(sent.to()))) {
                verdict.add(Fault.UNTRUE, "the receipt of " + sent.id() + " speaks of other recipients");
            }
        }
        boolean overAmqp = accepted.values().stream().anyMatch(sent -> sent.status() == OVER_AMQP);
        if (!overAmqp && receipts.size() != accepted.size()) {
            verdict.add(
                    Fault.UNTRUE,
                    sender + " has " + receipts.size() + " receipts for " + accepted.size() + " messages");
        }
        if (!accepted.keySet().containsAll(judged.keySet())) {
            verdict.add(Fault.INVENTED, sender + " has receipts for what it never sent");
        }
    }

    private void readHanded(String recipient, List<Line> lines) {
        var deliveries = new LinkedHashMap<String, List<Line.Handed>>();
        var acknowledged = new HashSet<String>();
        var arrivals = new FirstArrivals();
        for (Line line : lines) {
            if (line instanceof Line.Fetch fetch) {
                arrivals.fetched(fetch);
            } else if (line instanceof Line.Acknowledged done) {
                acknowledged.add(done.delivery());
            } else if (line instanceof Line.Handed handed) {
                boolean again = deliveries.containsKey(handed.delivery());
                if (!handed.clean() || recipient.equals(StormStates.NOT_NAMED)) {
                    verdict.add(Fault.LEAKED, recipient + " " + handed.id());
                }
                if (acknowledged.contains(handed.delivery())) {
                    verdict.add(Fault.RETURNED, recipient + " " + handed.id());
                }
                deliveries
                        .computeIfAbsent(handed.delivery(), any -> new ArrayList<>())
                        .add(handed);
                if (!again) {
                    checkFirst(recipient, handed, arrivals.first(link(recipient, handed), handed.number()));
                }
            }
        }
        handedByRecipient.put(recipient, deliveries);
        verdict.count("deliveries", deliveries.size());
        verdict.count(
                "handed over again",
                deliveries.values().stream().mapToLong(all -> all.size() - 1).sum());
    }

    private void checkFirst(String recipient, Line.Handed handed, FirstArrivals.Finding finding) {
        if (finding instanceof FirstArrivals.Overtaken overtaken) {
            verdict.add(Fault.DISORDER, recipient + " got " + handed.number() + " after " + overtaken.by());
        } else if (finding instanceof FirstArrivals.LeaseRanOut) {
            verdict.count("late by a lease of an unanswered call", 1);
        }
    }

    private static String link(String recipient, Line.Handed handed) {
        return handed.sender() + " to " + recipient + " " + handed.lane();
    }

    private void checkDeliveries() {
        var arrived = new HashMap<String, Map<String, Integer>>();
        handedByRecipient.forEach((recipient, deliveries) -> {
            var byMessage = arrived.computeIfAbsent(recipient, any -> new HashMap<>());
            for (List<Line.Handed> same : deliveries.values()) {
                if (Set.copyOf(same).size() != 1) {
                    verdict.add(Fault.UNTRUE, "a delivery to " + recipient + " has changed: " + same);
                }
                byMessage.merge(same.get(0).id(), 1, Integer::sum);
            }
        });
        acceptedBySender.forEach((sender, messages) -> {
            for (Line.Sent sent : messages.values()) {
                Line.Receipt receipt = judgedBySender.get(sender).get(sent.id());
                for (String recipient : sent.to()) {
                    Integer times =
                            arrived.getOrDefault(recipient, new HashMap<>()).remove(sent.id());
                    boolean refused =
                            receipt != null && REFUSED.equals(receipt.outcomes().get(recipient));
                    checkOne(sent.id() + " to " + recipient, refused, times == null ? 0 : times);
                }
            }
        });
        arrived.forEach(
                (recipient, left) -> left.keySet().forEach(id -> verdict.add(Fault.INVENTED, id + " at " + recipient)));
        checkEquation();
    }

    private void checkOne(String what, boolean refused, int times) {
        verdict.count("addressed", 1);
        verdict.count(refused ? "refused" : "crosses", 1);
        if (refused && times > 0) {
            verdict.add(Fault.UNTRUE, what + " was said to be refused");
        } else if (!refused && times == 0) {
            verdict.add(Fault.LOST, what);
        } else if (times > 1) {
            verdict.add(Fault.DOUBLED, what + " " + times + " times");
        }
    }

    /** Nothing waits any more, nothing here is held, recalled or expires: addressed = handed over + refused. */
    private void checkEquation() {
        long addressed = verdict.figure("addressed");
        long ended = verdict.figure("deliveries") + verdict.figure("refused");
        if (addressed != ended) {
            verdict.add(Fault.UNBALANCED, "addressed " + addressed + ", handed over or refused " + ended);
        }
    }

    private void checkLinks() {
        var links = new TreeMap<String, List<Line.Handed>>();
        handedByRecipient.forEach((recipient, deliveries) -> deliveries.values().forEach(same -> links.computeIfAbsent(
                        link(recipient, same.get(0)), any -> new ArrayList<>())
                .add(same.get(0))));
        verdict.count("links", links.size());
        links.forEach((name, handed) -> {
            handed.sort(java.util.Comparator.comparingLong(Line.Handed::number));
            for (int i = 0; i < handed.size(); i++) {
                if (handed.get(i).number() != i + 1) {
                    verdict.add(Fault.GAP, name + " has " + handed.get(i).number() + " where " + (i + 1) + " belongs");
                    break;
                }
            }
            checkOrder(name, handed);
        });
    }

    private void checkOrder(String name, List<Line.Handed> handed) {
        List<String> order = List.copyOf(
                acceptedBySender.getOrDefault(handed.get(0).sender(), Map.of()).keySet());
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < order.size(); i++) {
            places.put(order.get(i), i);
        }
        int last = -1;
        for (Line.Handed one : handed) {
            int place = places.getOrDefault(one.id(), last);
            if (place < last) {
                verdict.add(Fault.DISORDER, name + " number " + one.number());
            }
            last = place;
        }
    }

    private static <T extends Line> List<T> of(Class<T> kind, List<Line> lines) {
        return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
