package org.kivuko.agreement;

import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.Code;

/**
 * What is asked of every rule for every message, laid out for speed: two numbers a rule ({@link Traits} and {@link Seats}),
 * the rules of an ordered pair of states side by side. However many pairs there are, a judgement looks at one place of
 * memory for the pair, which follows from the numbers of the two states alone, and then only at the rules that fit.
 *
 * <p>Whether a rule holds changes at few instants, so each pair has a block of numbers for each of its phases, the latest
 * first. Each pair has the same room; what does not fit into it stands behind the rooms of all. Immutable, thread-safe.
 */
final class RuleTable {
    // A block: four numbers about the phase, then two for each rule, prohibits before permits, each sorted by name.
    private static final int FROM_SECOND = 0;
    private static final int FROM_NANO = 1;
    private static final int RULES = 2; // prohibits in the upper half, permits in the lower
    private static final int LINKS =
            3; // place of the first rule in the upper half, block of the phase before in the lower
    private static final int HEADER = 4;

    // Memory comes in lines of eight numbers; of a great array all but the first six begin one. A block that begins a
    // line touches one line less.
    private static final int LINE = 8;
    private static final int FIRST_LINE = 6;
    private static final int WORDS_OF_A_RULE = 2;

    /** The second number of a rule is the number of its conditions above its seats. */
    private static final int SEATS = 2 * Seats.BITS;

    private static final int MOST_CONDITIONS = 1 << (Long.SIZE - SEATS);
    private static final int NO_BLOCK = -1;

    private final Seats seats;
    private final int room;
    private final long[] words;
    private final Conditions[] conditions;
    private final CompiledRule[] rules;

    private RuleTable(Seats seats, int room, long[] words, Conditions[] conditions, CompiledRule[] rules) {
        this.conditions = conditions;
        this.seats = seats;
        this.room = room;
        this.words = words;
        this.rules = rules;
    }

    /**
     * What the rules say of a message.
     *
     * @param refusing the prohibits that refuse it, sorted by name
     * @param matching the permits that fit it, sorted by name; empty where something refuses
     * @param conditions of all permits that fit
     * @param nearestMiss why none fits; empty where one does or something refuses
     */
    record Asked(
            List<CompiledRule> refusing,
            List<CompiledRule> matching,
            Conditions conditions,
            Optional<Code> nearestMiss) {
        private static final Asked NOTHING = new Asked(List.of(), List.of(), Conditions.NONE, PairRules.reason(null));
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
        long pair = seats(Seats.bit(sender), Seats.bit(recipient));
        int first = upper(words[block + LINKS]);
        int word = block + HEADER;
        var refusing = refusing(matter, pair, word, first, prohibits);
        return refusing.isEmpty()
                ? permits(matter, pair, word + prohibits * WORDS_OF_A_RULE, first + prohibits, permits)
                : new Asked(refusing, List.of(), Conditions.NONE, Optional.empty());
    }

    /** How many rules are looked at to judge a message, for tests: it must not grow with the number of pairs. */
    int lookedAt(Matter matter, Instant at) {
        int block = block(seats.of(matter.sender()), seats.of(matter.recipient()), at);
        return block == NO_BLOCK ? 0 : upper(words[block + RULES]) + lower(words[block + RULES]);
    }

    private List<CompiledRule> refusing(Matter matter, long pair, int word, int first, int count) {
        var refusing = List.<CompiledRule>of();
        for (int i = 0; i < count; i++) {
            if (missing(matter, pair, word + i * WORDS_OF_A_RULE, first + i) == 0) {
                refusing = with(refusing, first + i);
            }
        }
        return refusing;
    }

    private Asked permits(Matter matter, long pair, int word, int first, int count) {
        var matching = List.<CompiledRule>of();
        var all = Conditions.NONE;
        int furthest = -1;
        for (int i = 0; i < count; i++) {
            long missing = missing(matter, pair, word + i * WORDS_OF_A_RULE, first + i);
            if (missing == 0) {
                var more = conditions[(int) (words[word + i * WORDS_OF_A_RULE + 1] >>> SEATS)];
                all = matching.isEmpty() ? more : all.and(more);
                matching = with(matching, first + i);
            }
            furthest = Math.max(furthest, Traits.place(missing));
        }
        return new Asked(List.of(), matching, all, matching.isEmpty() ? nearestMiss(furthest) : Optional.empty());
    }

    private static Optional<Code> nearestMiss(int furthest) {
        return PairRules.reason(furthest < 0 ? null : Traits.stepAt(furthest));
    }

    private List<CompiledRule> with(List<CompiledRule> chosen, int place) {
        return chosen instanceof Chosen some ? some.with(place) : new Chosen(rules, new int[] {place});
    }

    /** Rules by their places: none is looked at before somebody asks for it. */
    private static final class Chosen extends AbstractList<CompiledRule> {
        private final CompiledRule[] rules;
        private final int[] places;

        private Chosen(CompiledRule[] rules, int[] places) {
            this.rules = rules;
            this.places = places;
        }

        private Chosen with(int place) {
            int[] more = Arrays.copyOf(places, places.length + 1);
            more[places.length] = place;
            return new Chosen(rules, more);
        }

        @Override
        public CompiledRule get(int index) {
            return rules[places[index]];
        }

        @Override
        public int size() {
            return places.length;
        }
    }

    /** The traits that a message lacks for a rule; 0 where it fits. */
    private long missing(Matter matter, long pair, int word, int rule) {
        long admitted = words[word];
        long missing = (matter.shown() & ~admitted) | Traits.authority(pair & ~words[word + 1]);
        return (admitted & Traits.CLOSER) != 0 && Traits.reachesPost(missing)
                ? rules[rule].closer(matter, missing)
                : missing;
    }

    /** The block of a pair at an instant. */
    private int block(int sender, int recipient, Instant at) {
        if (sender == Seats.NOWHERE || recipient == Seats.NOWHERE) {
            return NO_BLOCK;
        }
        int block = room(seats, room, Seats.state(sender), Seats.state(recipient));
        while (isBefore(at, block)) {
            block = lower(words[block + LINKS]);
        }
        return block;
    }

    /** Where the room of a pair begins. */
    private static int room(Seats seats, int room, int sender, int recipient) {
        return FIRST_LINE + (sender * seats.states() + recipient) * room;
    }

    private boolean isBefore(Instant at, int block) {
        long second = words[block + FROM_SECOND];
        return at.getEpochSecond() < second
                || (at.getEpochSecond() == second && at.getNano() < words[block + FROM_NANO]);
    }

    private static long bits(int upper, int lower) {
        return (long) upper << Integer.SIZE | Integer.toUnsignedLong(lower);
    }

    /** The seats of senders above those of recipients. */
    private static long seats(int senders, int recipients) {
        return (long) senders << Seats.BITS | recipients;
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
        private final int room;
        private final List<CompiledRule> rules = new ArrayList<>();
        private final Map<Conditions, Integer> conditions = new LinkedHashMap<>();
        private long[] words;
        private int size;

        /**
         * @param seats of all states and agencies
         * @param usual how many rules a pair has as a rule: for so many there is room in place
         */
        Builder(Seats seats, int usual) {
            this.seats = seats;
            room = length(usual);
            size = room(seats, room, seats.states(), 0);
            words = new long[size];
            for (int block = FIRST_LINE; block < size; block += room) {
                words[block + FROM_SECOND] = Long.MIN_VALUE; // no rules, for ever
            }
        }

        private static int length(int rules) {
            return (HEADER + rules * WORDS_OF_A_RULE + LINE - 1) / LINE * LINE;
        }

        void add(String from, String to, PairRules pair) {
            int first = rules.size();
            pair.prohibits().stream().sorted(CompiledRule.BY_NAME).forEach(rules::add);
            pair.permits().stream().sorted(CompiledRule.BY_NAME).forEach(rules::add);
            var ofPair = rules.subList(first, rules.size());
            long counts = bits(pair.prohibits().size(), pair.permits().size());
            int inPlace = room(seats, room, seats.state(from), seats.state(to));
            boolean fits = length(ofPair.size()) <= room;
            var phases = pair.phases();
            var last = phases.get(phases.size() - 1);
            int before = NO_BLOCK;
            for (Instant phase : phases) {
                int block = fits && phase.equals(last) ? inPlace : behind(length(ofPair.size()));
                put(block, phase.getEpochSecond(), phase.getNano(), counts, bits(first, before));
                for (int i = 0; i < ofPair.size(); i++) {
                    put(block + HEADER + i * WORDS_OF_A_RULE, ofPair.get(i), from, to, phase);
                }
                before = block;
            }
            if (!fits) {
                // Never reached: until the end of time there is the phase before.
                put(inPlace, Long.MAX_VALUE, 0, 0, bits(first, before));
            }
        }

        /** A place behind all that there is. */
        private int behind(int length) {
            int place = size;
            size += length;
            if (size > words.length) {
                words = Arrays.copyOf(words, Math.max(size, words.length * 2));
            }
            return place;
        }

        private void put(int place, CompiledRule rule, String from, String to, Instant at) {
            int sender = seats.state(from);
            int recipient = seats.state(to);
            put(
                    place,
                    rule.admitted(from, to, at) | (rule.needsACloserLook(sender, recipient) ? Traits.CLOSER : 0),
                    (long) number(rule.conditions()) << SEATS
                            | seats(
                                    rule.senders().bits(sender),
                                    rule.recipients().bits(recipient)));
        }

        private void put(int place, long... numbers) {
            System.arraycopy(numbers, 0, words, place, numbers.length);
        }

        private int number(Conditions stated) {
            int number = conditions.computeIfAbsent(stated, any -> conditions.size());
            if (number >= MOST_CONDITIONS) {
                throw new IllegalArgumentException(
                        "permits state more than " + MOST_CONDITIONS + " kinds of conditions");
            }
            return number;
        }

        RuleTable build() {
            return new RuleTable(
                    seats,
                    room,
                    Arrays.copyOf(words, size),
                    conditions.keySet().toArray(Conditions[]::new),
                    rules.toArray(CompiledRule[]::new));
        }
    }
}
