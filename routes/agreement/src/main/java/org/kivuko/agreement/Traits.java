package org.kivuko.agreement;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/**
 * What rules ask of a message, as bits of one number: a bit for each value of each closed list. A message is the bits that
 * it shows, a rule the bits that it admits; the rule fits where the message shows nothing that it does not admit. What is
 * not asked of a message (the severity of a record) shows no bit. Bits stand in the order of the steps, so that the lowest
 * one that is not admitted tells the first step at which a permit says no.
 *
 * <p>Whether a rule holds at an instant stands behind them, as bits that every message shows.
 */
@SuppressWarnings("EnumOrdinal") // the bits live no longer than the program
final class Traits {
    /** How the person stands to a pair of states; within one state nationals are the sender's and the recipient's alike. */
    private enum Traveller {
        OF_SENDER,
        OF_RECIPIENT,
        OF_BOTH,
        OF_NEITHER
    }

    private static final int RULE_TYPES = (int)
            Arrays.stream(MessageType.values()).filter(MessageType::inRules).count();
    private static final int ALERTS = RULE_TYPES + 1;
    private static final int AUTHORITY_PLACE = ALERTS + AlertType.values().length;
    private static final int POST_PLACE = AUTHORITY_PLACE + 1;
    private static final int PURPOSES = POST_PLACE + 1;
    private static final int STATUSES = PURPOSES + Purpose.values().length;
    private static final int TRAVELLERS = STATUSES + Status.values().length;
    private static final int SEVERITIES = TRAVELLERS + Traveller.values().length;
    private static final int WHEN = SEVERITIES + Severity.values().length;
    private static final int STANDING = WHEN + 1;

    /** What the rule says of sender and recipient, and of the post, is not told by traits: missing where it says no. */
    static final long AUTHORITY = 1L << AUTHORITY_PLACE;

    static final long POST = 1L << POST_PLACE;

    /** A message in whose thread nobody shows that a person sought protection: what {@code when: protected} is not about. */
    private static final long UNPROTECTED = 1L << WHEN;

    /** What has to hold of the permit itself. A prohibit has no annex and knows no emergencies. */
    static final long RECIPROCAL = 1L << STANDING;

    static final long NOT_WAITING = RECIPROCAL << 1;
    static final long IN_FORCE = NOT_WAITING << 1;
    static final long NOT_SUSPENDED = IN_FORCE << 1;
    static final long HOLDS = RECIPROCAL | NOT_WAITING | IN_FORCE | NOT_SUSPENDED;

    /** Of a rule that states what no bit stands for: bits alone do not say that it fits. No message shows it. */
    static final long CLOSER = 1L << (Long.SIZE - 1);

    private static final Step[] STEPS = new Step[Long.SIZE];
    private static final long TYPE_AND_AUTHORITY = below(POST_PLACE);

    static {
        boolean ruleTypesFirst =
                Arrays.stream(MessageType.values()).limit(RULE_TYPES).allMatch(MessageType::inRules);
        if (!ruleTypesFirst || STANDING + Long.bitCount(HOLDS) >= Long.SIZE) {
            throw new IllegalStateException("the lists that rules choose from no longer fit the bits of one number");
        }
        Arrays.fill(STEPS, 0, AUTHORITY_PLACE, Step.TYPE);
        STEPS[AUTHORITY_PLACE] = Step.AUTHORITY;
        STEPS[POST_PLACE] = Step.POST;
        Arrays.fill(STEPS, PURPOSES, STATUSES, Step.PURPOSE);
        Arrays.fill(STEPS, STATUSES, TRAVELLERS, Step.STATUS);
        Arrays.fill(STEPS, TRAVELLERS, SEVERITIES, Step.TRAVELLER);
        // No permit has a condition, and what a prohibit lacks is not named.
        Arrays.fill(STEPS, SEVERITIES, STANDING, Step.SEVERITY);
        var last = List.of(Step.ANNEX, Step.EMERGENCY, Step.NOT_IN_FORCE, Step.SUSPENDED);
        for (int i = 0; i < last.size(); i++) {
            STEPS[STANDING + i] = last.get(i);
        }
    }

    private Traits() {}

    private static long below(int place) {
        return (1L << place) - 1;
    }

    private static long bit(int place, Enum<?> value) {
        return 1L << (place + value.ordinal());
    }

    /** Types that no rule names share a bit, which a rule admits that states no types. */
    static long of(MessageType type) {
        return 1L << (type.inRules() ? type.ordinal() : RULE_TYPES);
    }

    /** What a message shows on its way to one recipient. */
    static long shown(Matter matter) {
        var envelope = matter.message().envelope();
        long shown = HOLDS | of(envelope.type()) | bit(PURPOSES, envelope.purpose()) | bit(STATUSES, envelope.status());
        if (matter.alertType().isPresent()) {
            shown |= bit(ALERTS, matter.alertType().get());
        }
        if (matter.severity().isPresent()) {
            shown |= bit(SEVERITIES, matter.severity().get());
        }
        if (matter.concerned().person()) {
            shown |= traveller(matter);
        }
        return matter.protectionShown() ? shown : shown | UNPROTECTED;
    }

    private static long traveller(Matter matter) {
        var nationality = matter.concerned().nationality().orElse("");
        boolean ofSender = nationality.equals(matter.from());
        boolean ofRecipient = nationality.equals(matter.to());
        if (ofSender && ofRecipient) {
            return bit(TRAVELLERS, Traveller.OF_BOTH);
        }
        return bit(
                TRAVELLERS,
                ofSender ? Traveller.OF_SENDER : ofRecipient ? Traveller.OF_RECIPIENT : Traveller.OF_NEITHER);
    }

    /**
     * What a rule admits, leaving open whether it holds.
     *
     * @param alertTypes the bits of {@link #alertTypes}
     */
    static long admitted(Rule rule, long alertTypes) {
        boolean permit = rule.kind() == Rule.Kind.PERMIT;
        var statuses = permit && rule.statuses().isEmpty() ? Set.of(Status.ACTUAL) : rule.statuses();
        long types = 0;
        for (MessageType type : rule.messages()) {
            types |= of(type);
        }
        return (rule.messages().isEmpty() ? below(ALERTS) : types)
                | alertTypes
                | stated(PURPOSES, STATUSES, rule.purposes())
                | stated(STATUSES, TRAVELLERS, statuses)
                | travellers(rule.travellers())
                | severities(rule.minSeverity())
                | (rule.whenProtected() ? 0 : UNPROTECTED);
    }

    /** An empty list states nothing, and so admits everything. */
    private static long stated(int place, int next, Collection<? extends Enum<?>> values) {
        long bits = values.isEmpty() ? below(next) & ~below(place) : 0;
        for (Enum<?> value : values) {
            bits |= bit(place, value);
        }
        return bits;
    }

    /** Costs more than the rest: many rules state the same. */
    static long alertTypes(List<Rule.AlertTypes> patterns) {
        long bits = 0;
        for (AlertType type : AlertType.values()) {
            if (patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(type))) {
                bits |= bit(ALERTS, type);
            }
        }
        return bits;
    }

    private static long travellers(Set<Travellers> stated) {
        long bits = stated.isEmpty() ? below(SEVERITIES) & ~below(TRAVELLERS) : 0;
        for (Travellers travellers : stated) {
            bits |= switch (travellers) {
                case SENDER_NATIONALS -> bit(TRAVELLERS, Traveller.OF_SENDER) | bit(TRAVELLERS, Traveller.OF_BOTH);
                case RECIPIENT_NATIONALS ->
                    bit(TRAVELLERS, Traveller.OF_RECIPIENT) | bit(TRAVELLERS, Traveller.OF_BOTH);
                case THIRD_COUNTRY -> bit(TRAVELLERS, Traveller.OF_NEITHER);
            };
        }
        return bits;
    }

    /** Severities are declared from the gravest down. */
    private static long severities(Optional<Severity> least) {
        int last = least.map(Enum::ordinal).orElse(Severity.values().length - 1);
        return below(SEVERITIES + last + 1) & ~below(SEVERITIES);
    }

    /**
     * {@link #AUTHORITY} where somebody's seat is missing, else nothing. Without a branch: which rule says no to whom is as good as
     * random, and a processor that guesses wrong loses more time than the whole rule takes.
     */
    static long authority(long missingSeats) {
        return (missingSeats | -missingSeats) >>> (Long.SIZE - 1) << AUTHORITY_PLACE;
    }

    /** Whether nothing is missing at the first two steps, those that come before the post. */
    static boolean reachesPost(long missing) {
        return (missing & TYPE_AND_AUTHORITY) == 0;
    }

    /** The place of the lowest bit that is missing: the later the step, the higher. */
    static int place(long missing) {
        return Long.numberOfTrailingZeros(missing);
    }

    static Step stepAt(int place) {
        return STEPS[place];
    }

    /** The first step at which something is missing. */
    static Step step(long missing) {
        return stepAt(place(missing));
    }
}
