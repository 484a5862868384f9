package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.Code;

/**
 * What is asked of every rule for every message, laid out for speed: two numbers a rule ({@link Traits} and {@link Seats}),
 * the rules of an ordered pair of states side by side. However many pairs there are, a judgement looks at one place of
 * memory for the pair and then only at the rules that fit.
 *
 * <p>Whether a rule holds changes at few instants, so each pair has a block of numbers for each of its phases, the latest
 * first. Immutable, thread-safe.
 */
final class RuleTable {
    // A block: four numbers about the phase, then two for each rule, prohibits before permits, each sorted by name.
    private static final int FROM_SECOND = 0;
    private static final int FROM_NANO = 1;
    private static final int RULES = 2; // prohibits in the upper half, permits in the lower
    private static final int LINKS =
            3; // place of the first rule in the upper half, block of the phase before in the lower
    private static final int HEADER = 4;
    private static final int WORDS_OF_A_RULE = 2;

    private static final int NO_BLOCK = -1;

    private final Seats seats;
    private final int[] blocks;
    private final long[] words;
    private final CompiledRule[] rules;

    private RuleTable(Seats seats, int[] blocks, long[] words, CompiledRule[] rules) {
        this.seats = seats;
        this.blocks = blocks;
        this.words = words;
        this.rules = rules;
    }

    /**
     * What the rules say of a message.
     *
     * @param refusing the prohibits that refuse it, sorted by name
     * @param matching the permits that fit it, sorted by name; empty where something refuses
     * @param nearestMiss why none fits; empty where one does or something refuses
     */
    record Asked(List<CompiledRule> refusing, List<CompiledRule> matching, Optional<Code> nearestMiss) {
        private static final Asked NOTHING = new Asked(List.of(), List.of(), PairRules.reason(null));
    }

    Asked ask(Matter matter, Instant at) {
        int sender = seats.of(matter.sender());
        int recipient = seats.of(matter.recipient());
        int block = block(sender, recipient, at);
        if (block == NO_BLOCK) {
            return Asked.NOTHING;
        }
        int prohibits = upper(words[block + RULES]);
        int permits = lower(words[block + RULES]);
        long pair = bits(Seats.bit(sender), Seats.bit(recipient));
        int first = upper(words[block + LINKS]);
        int word = block + HEADER;
        var refusing = refusing(matter, pair, word, first, prohibits);
        return refusing.isEmpty()
                ? permits(matter, pair, word + prohibits * WORDS_OF_A_RULE, first + prohibits, permits)
                : new Asked(refusing, List.of(), Optional.empty());
    }

    /** How many rules are looked at to judge a message, for tests: it must not grow with the number of pairs. */
    int lookedAt(Matter matter, Instant at) {
        int block = block(seats.of(matter.sender()), seats.of(matter.recipient()), at);
        return block == NO_BLOCK ? 0 : upper(words[block + RULES]) + lower(words[block + RULES]);
    }

    private List<CompiledRule> refusing(Matter matter, long pair, int word, int first, int count) {
        var refusing = List.<CompiledRule>of();
        for (int i = 0; i < count; i++) {
            if (no(matter, pair, word + i * WORDS_OF_A_RULE, first + i) == null) {
                refusing = with(refusing, rules[first + i]);
            }
        }
        return refusing;
    }

    private Asked permits(Matter matter, long pair, int word, int first, int count) {
        var matching = List.<CompiledRule>of();
        Step furthest = null;
        for (int i = 0; i < count; i++) {
            var no = no(matter, pair, word + i * WORDS_OF_A_RULE, first + i);
            if (no == null) {
                matching = with(matching, rules[first + i]);
            } else if (furthest == null || no.compareTo(furthest) > 0) {
                furthest = no;
            }
        }
        return new Asked(List.of(), matching, matching.isEmpty() ? PairRules.reason(furthest) : Optional.empty());
    }

    /** Most messages fit one rule or none. */
    private static List<CompiledRule> with(List<CompiledRule> rules, CompiledRule rule) {
        if (rules.isEmpty()) {
            return List.of(rule);
        }
        var more = rules.size() == 1 ? new ArrayList<>(rules) : rules;
        more.add(rule);
        return more;
    }

    /** The first step at which a rule says no; null where it fits, since nothing may be allocated here. */
    private Step no(Matter matter, long pair, int word, int rule) {
        long admitted = words[word];
        long missing = matter.shown() & ~admitted;
        if (Traits.isOfType(missing)) {
            return Step.TYPE;
        }
        if ((pair & ~words[word + 1]) != 0) {
            return Step.AUTHORITY;
        }
        if ((admitted & Traits.CLOSER) != 0) {
            return rules[rule].closer(matter, missing);
        }
        return missing == 0 ? null : Traits.step(missing);
    }

    /** The block of a pair at an instant. */
    private int block(int sender, int recipient, Instant at) {
        if (sender == Seats.NOWHERE || recipient == Seats.NOWHERE) {
            return NO_BLOCK;
        }
        int block = blocks[Seats.state(sender) * seats.states() + Seats.state(recipient)];
        while (block != NO_BLOCK && isBefore(at, block)) {
            block = lower(words[block + LINKS]);
        }
        return block;
    }

    private boolean isBefore(Instant at, int block) {
        long second = words[block + FROM_SECOND];
        return at.getEpochSecond() < second
                || (at.getEpochSecond() == second && at.getNano() < words[block + FROM_NANO]);
    }

    private static long bits(int upper, int lower) {
        return (long) upper << Integer.SIZE | Integer.toUnsignedLong(lower);
    }

    private static int upper(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    private static int lower(long word) {
        return (int) word;
    }

    /** Lays out pair after pair. Used by one thread. */
    static final class Builder {
        private final Seats seats;
        private final int[] blocks;
        private final List<CompiledRule> rules = new ArrayList<>();
        private long[] words = new long[HEADER];
        private int size;

        /** @param seats of all states and agencies */
        Builder(Seats seats) {
            this.seats = seats;
            blocks = new int[seats.states() * seats.states()];
            Arrays.fill(blocks, NO_BLOCK);
        }

        void add(String from, String to, PairRules pair) {
            int first = rules.size();
            var prohibits =
                    pair.prohibits().stream().sorted(CompiledRule.BY_NAME).toList();
            var permits = pair.permits().stream().sorted(CompiledRule.BY_NAME).toList();
            rules.addAll(prohibits);
            rules.addAll(permits);
            var phases = pair.phases();
            int block = size;
            blocks[seats.state(from) * seats.states() + seats.state(to)] = block;
            for (int i = phases.size() - 1; i >= 0; i--) {
                int before = i == 0 ? NO_BLOCK : size + HEADER + (rules.size() - first) * WORDS_OF_A_RULE;
                put(phases.get(i).getEpochSecond(), phases.get(i).getNano());
                put(bits(prohibits.size(), permits.size()), bits(first, before));
                for (CompiledRule rule : rules.subList(first, rules.size())) {
                    put(rule, from, to, phases.get(i));
                }
            }
        }

        private void put(CompiledRule rule, String from, String to, Instant at) {
            int sender = seats.state(from);
            int recipient = seats.state(to);
            put(
                    rule.admitted(from, to, at) | (rule.needsACloserLook(sender, recipient) ? Traits.CLOSER : 0),
                    bits(rule.senders().bits(sender), rule.recipients().bits(recipient)));
        }

        private void put(long one, long other) {
            if (size + 2 > words.length) {
                words = Arrays.copyOf(words, words.length * 2);
            }
            words[size++] = one;
            words[size++] = other;
        }

        RuleTable build() {
            return new RuleTable(seats, blocks, Arrays.copyOf(words, size), rules.toArray(CompiledRule[]::new));
        }
    }
}
