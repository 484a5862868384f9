package org.kivuko.flow.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Direction;

/**
 * Crossings of which it is known what belongs together. {@code -Dkivuko.crossings=100000 -Dkivuko.seed=1} makes it longer or
 * another.
 */
@Tag("slow")
class KnownTruthTest {
    private static final int CROSSINGS = Integer.getInteger("kivuko.crossings", 100_000);
    private static final long SEED = Long.getLong("kivuko.seed", 20261127);
    private static final Duration EVERY = Duration.ofMinutes(10);

    @Test
    void hardlyAMatchIsWrongAndFewAreMissed() {
        var crossings = new Crossings(CROSSINGS, SEED);
        var matcher = new Matcher(Terms.STANDARD, new OpenInMemory());
        var tokens = new Tokens((crossing, epoch) -> new byte[32], Terms.STANDARD);
        var matches = new ArrayList<Match>();
        int expired = 0;
        Instant next = Crossings.START;
        for (Crossings.Arrival arrival : crossings.arrivals()) {
            for (; !arrival.at().isBefore(next); next = next.plus(EVERY)) {
                matches.addAll(matcher.settle(next));
                expired += matcher.expire(next).size();
            }
            tokens.of(arrival.sender(), arrival.way(), arrival.record())
                    .flatMap(matcher::arrive)
                    .ifPresent(matches::add);
        }
        Instant end = next.plus(Duration.ofDays(7));
        matches.addAll(matcher.settle(end));
        expired += matcher.expire(end).size();

        report(crossings, matches, matcher.lookedAt());
        assertThat(expired + 2 * matches.size()).isEqualTo(crossings.arrivals().size());
    }

    private static void report(Crossings crossings, List<Match> matches, long lookedAt) {
        Map<String, String> found = new HashMap<>();
        matches.forEach(
                match -> found.put(match.exit().recordId(), match.entry().recordId()));
        assertThat(found).hasSameSizeAs(matches);
        assertThat(found.values()).doesNotHaveDuplicates();
        long right = found.entrySet().stream()
                .filter(it -> it.getValue().equals(crossings.truth().get(it.getKey())))
                .count();
        long byName = matches.stream().filter(match -> !match.document()).count();
        long wrongByName = matches.stream()
                .filter(match -> !match.document())
                .filter(match -> !match.entry()
                        .recordId()
                        .equals(crossings.truth().get(match.exit().recordId())))
                .count();
        double precision = (double) right / found.size();
        double recall = (double) right / crossings.truth().size();
        System.out.printf(
                "%,d crossings, %,d of them recorded on both sides: precision %.5f, recall %.5f; by name %,d, of them wrong %d; "
                        + "looked at %.2f records for each%n",
                CROSSINGS,
                crossings.truth().size(),
                precision,
                recall,
                byName,
                wrongByName,
                (double) lookedAt / crossings.arrivals().size());
        if (Boolean.getBoolean("kivuko.show")) {
            show(crossings, found);
        }
        assertThat(precision).isGreaterThanOrEqualTo(0.999);
        assertThat(recall).isGreaterThanOrEqualTo(0.97);
        assertThat((double) lookedAt / crossings.arrivals().size()).isLessThan(10);
    }

    /** Some of the wrong and of the missed, all of them invented people. */
    private static void show(Crossings crossings, Map<String, String> found) {
        Map<String, Crossings.Arrival> records = new HashMap<>();
        crossings.arrivals().forEach(it -> records.put(it.record().recordId(), it));
        found.entrySet().stream()
                .filter(it -> !it.getValue().equals(crossings.truth().get(it.getKey())))
                .limit(40)
                .forEach(it -> System.out.println(
                        "WRONG " + plain(records.get(it.getKey())) + " | " + plain(records.get(it.getValue()))));
        crossings.truth().entrySet().stream()
                .filter(it -> !it.getValue().equals(found.get(it.getKey())))
                .limit(60)
                .forEach(it -> System.out.println(
                        "MISSED " + plain(records.get(it.getKey())) + " | " + plain(records.get(it.getValue()))));
    }

    private static String plain(Crossings.Arrival arrival) {
        var record = arrival.record();
        return record.recordId() + " " + record.surname() + ", " + record.givenNames() + " " + record.dateOfBirth()
                + " "
                + record.sex().code() + " " + record.docNumber() + " " + record.crossedAt() + " "
                + Names.parts(record.surname(), record.givenNames())
                + (record.direction() == Direction.EXIT ? " out" : " in");
    }
}
