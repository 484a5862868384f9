package org.kivuko.operations.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a broker and a ledger are apart.
 *
 * @param age which of the two is the older one
 * @param findings in sentences; empty where they belong together
 */
public record Drift(Age age, List<String> findings) {
    /** So many outboxes are named. */
    private static final int MOST_NAMED = 5;

    public Drift {
        findings = List.copyOf(findings);
    }

    /** Which of them is the older one. */
    public enum Age {
        /** Both are of one moment. */
        TOGETHER("together"),
        /** The broker lacks what the ledger has recorded as released. */
        BROKER_OLDER("broker-older"),
        /** The broker has released what the ledger has never recorded. */
        LEDGER_OLDER("ledger-older"),
        /** Each lacks something that the other has. */
        MIXED("mixed"),
        /** They were not marked together; no batch went between the one and the other, so nothing tells their order. */
        UNTOLD("untold");

        private final String code;

        Age(String code) {
            this.code = code;
        }

        /** For programs. */
        public String code() {
            return code;
        }
    }

    /** Whether a hub may run on them. */
    public boolean together() {
        return age == Age.TOGETHER;
    }

    /** Looks at both. */
    static Drift of(LedgerMarks ledger, BrokerMarks broker) {
        // The broker first: a batch is recorded before it is released.
        Map<String, Long> released = broker.released();
        return of(marked(ledger.marks(), broker.mark()), ledger.positions(), released);
    }

    private static Marked marked(Set<String> given, Optional<String> shown) {
        if (given.isEmpty() && shown.isEmpty()) {
            return Marked.NEVER;
        }
        return shown.filter(given::contains).isPresent() ? Marked.TOGETHER : Marked.OTHERWISE;
    }

    /** What the marks say. */
    enum Marked {
        /** The broker shows a mark of this ledger. */
        TOGETHER,
        /** Neither was ever marked: they are new, or of a version that gave no marks and did not record every batch. */
        NEVER,
        /** One of them has another mark, or none. */
        OTHERWISE
    }

    /** Pure. */
    static Drift of(Marked marked, Map<String, LedgerMarks.Position> ledger, Map<String, Long> broker) {
        var lacking = new ArrayList<String>();
        var unrecorded = new ArrayList<String>();
        Set<String> outboxes = new TreeSet<>(ledger.keySet());
        outboxes.addAll(broker.keySet());
        for (String outbox : outboxes) {
            var known = ledger.getOrDefault(outbox, new LedgerMarks.Position(0, 0));
            long released = broker.getOrDefault(outbox, 0L);
            if (released < known.released()) {
                lacking.add(outbox + " (released up to " + released + ", known up to " + known.released() + ")");
            } else if (released > known.recorded() && marked != Marked.NEVER) {
                unrecorded.add(outbox + " (released up to " + released + ", recorded up to " + known.recorded() + ")");
            }
        }
        var findings = new ArrayList<String>();
        if (marked == Marked.OTHERWISE) {
            findings.add("the broker does not show the mark that this ledger gave its broker last");
        }
        if (!lacking.isEmpty()) {
            findings.add("the broker is older than the ledger: " + named(lacking));
        }
        if (!unrecorded.isEmpty()) {
            findings.add("the ledger is older than the broker: " + named(unrecorded));
        }
        return new Drift(age(marked, lacking, unrecorded), findings);
    }

    private static Age age(Marked marked, List<String> lacking, List<String> unrecorded) {
        if (!lacking.isEmpty()) {
            return unrecorded.isEmpty() ? Age.BROKER_OLDER : Age.MIXED;
        }
        if (!unrecorded.isEmpty()) {
            return Age.LEDGER_OLDER;
        }
        return marked == Marked.OTHERWISE ? Age.UNTOLD : Age.TOGETHER;
    }

    private static String named(List<String> outboxes) {
        String first = String.join(", ", outboxes.subList(0, Math.min(MOST_NAMED, outboxes.size())));
        return outboxes.size() > MOST_NAMED ? first + " and " + (outboxes.size() - MOST_NAMED) + " more" : first;
    }
}
