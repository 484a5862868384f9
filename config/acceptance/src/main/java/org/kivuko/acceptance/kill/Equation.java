package org.kivuko.acceptance.kill;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of the two equations that must come out at every moment, with its terms.
 *
 * @param left what is accounted for
 * @param whole how much of it there is, as the agencies wrote it down
 * @param right where it went
 * @param slack how much more may have gone there: each call that nobody answered may have left one more copy, or none
 */
record Equation(String left, long whole, Map<String, Long> right, long slack) {
    /** Of deliveries, per recipient. Here nothing waits any more, and nothing is held, returned, recalled or expires. */
    static Equation ofDeliveries(Verdict verdict) {
        var right = new LinkedHashMap<String, Long>();
        right.put("handed over", verdict.figure("deliveries"));
        right.put("refused", verdict.figure("refused"));
        return new Equation("addressed", verdict.figure("addressed"), right, 0);
    }

    /** Of the copies that came into outboxes, as the hub's own books have them. */
    static Equation ofCopies(Verdict verdict, Map<String, Long> books) {
        var right = new LinkedHashMap<String, Long>();
        for (String term : new String[] {"accepted", "duplicate", "conflict", "quarantined", "turned"}) {
            right.put(term, books.getOrDefault(term, 0L));
        }
        long sent = verdict.figure("accepted") + verdict.figure(Checker.OTHERS_OVER_AMQP);
        return new Equation("received", sent, right, verdict.figure(Checker.UNANSWERED));
    }

    boolean balanced() {
        long sum = right.values().stream().mapToLong(Long::longValue).sum();
        return sum >= whole && sum <= whole + slack;
    }

    @Override
    public String toString() {
        String terms = right.entrySet().stream()
                .map(term -> term.getKey() + " " + term.getValue())
                .collect(Collectors.joining(" + "));
        String unknown = slack == 0 ? "" : " (and up to " + slack + " more, whose calls nobody answered)";
        return left + " " + whole + unknown + " = " + terms;
    }
}
