package org.kivuko.hub.life;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.signing.KeyRing;

/** What ends soon: agreements by their text or by notice, and keys of authorities. A pure function of the instant. */
final class Ends {
    /** Days ahead at which is warned, the nearest first. */
    private static final int[] AHEAD = {7, 30, 90};

    private Ends() {}

    /**
     * An end that is near.
     *
     * @param days the level that is reached: 90, 30 or 7
     * @param states whom it concerns
     */
    record End(String subject, Instant at, int days, List<String> states) {
        End {
            states = List.copyOf(states);
        }

        /** By which the ledger knows that it was told. */
        String key() {
            return subject + " ends " + at + " in " + days;
        }

        /** One sentence. */
        String inWords() {
            return subject + " ends on " + at.atOffset(ZoneOffset.UTC).toLocalDate() + ", in less than " + days
                    + " days";
        }
    }

    static List<End> near(Collection<Agreement> agreements, KeyRing keys, Instant now) {
        var ends = new ArrayList<End>();
        for (Agreement agreement : agreements) {
            end(agreement).ifPresent(at -> level(at, now)
                    .ifPresent(days -> ends.add(new End(agreement.reference(), at, days, agreement.parties()))));
        }
        keys.keys().forEach(key -> key.until().map(Ends::begin).ifPresent(at -> level(at, now)
                .ifPresent(days -> ends.add(new End(
                        "signing key of " + key.authority(),
                        at,
                        days,
                        List.of(key.authority().state()))))));
        return ends;
    }

    /**
     * Whole days until each agreement and each key ends that has an end and has not ended, by what is said of it in {@link End}. Zero
     * for an agreement whose time ran out and that nothing has taken the place of: that does not mend itself.
     */
    static Map<String, Long> daysLeft(Collection<Agreement> agreements, KeyRing keys, Instant now) {
        var left = new HashMap<String, Long>();
        agreements.forEach(agreement -> end(agreement).ifPresent(at -> left(left, agreement.reference(), at, now)));
        agreements.stream()
                .filter(agreement -> ranOut(agreement, now))
                .filter(agreement -> agreements.stream()
                        .noneMatch(other -> other.id().equals(agreement.id()) && !ranOut(other, now)))
                .forEach(agreement -> left.put(agreement.reference(), 0L));
        keys.keys().forEach(key -> key.until()
                .map(Ends::begin)
                .ifPresent(at -> left(left, "signing key of " + key.authority(), at, now)));
        return left;
    }

    /** By its text alone: what the parties have ended themselves is over. */
    private static boolean ranOut(Agreement agreement, Instant now) {
        return agreement.life().end().isEmpty()
                && agreement
                        .valid()
                        .until()
                        .map(Ends::begin)
                        .filter(at -> !at.isAfter(now))
                        .isPresent();
    }

    private static void left(Map<String, Long> left, String subject, Instant end, Instant now) {
        if (end.isAfter(now)) {
            left.merge(subject, Duration.between(now, end).toDays(), Math::min);
        }
    }

    /** The earlier of what the text says and what the parties have done since. */
    private static Optional<Instant> end(Agreement agreement) {
        return Stream.concat(agreement.valid().until().map(Ends::begin).stream(), agreement.life().end().stream())
                .min(Instant::compareTo);
    }

    static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static OptionalInt level(Instant end, Instant now) {
        return end.isAfter(now)
                ? IntStream.of(AHEAD)
                        .filter(days -> !now.isBefore(end.minus(Duration.ofDays(days))))
                        .findFirst()
                : OptionalInt.empty();
    }
}
