package org.kivuko.acceptance.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUps rounds of the throughput that do not count
 * @param rounds of everything that is measured in turn
 * @param messages of one round of one subject
 * @param latencyWarmUps most rounds of the latency that do not count; they end sooner where there is little left to compile
 * @param latency how long one subject is measured in one round
 * @param rate arrivals per second where latency is measured
 * @param deliveries in a round of the cost per delivery, whatever the number of recipients
 * @param agencies of the hub that has many
 * @param pairs of measurements with and without a dead recipient
 * @param pair how long each half of a pair takes
 * @param waiting what lies in the inbox of the dead recipient
 * @param doors how long each door is measured
 * @param patience once a run has taken so long, what is left is measured in one round
 */
record Plan(
        int warmUps,
        int rounds,
        int messages,
        int latencyWarmUps,
        Duration latency,
        int rate,
        int deliveries,
        int agencies,
        int pairs,
        Duration pair,
        int waiting,
        Duration doors,
        Duration patience) {
    private static final int RATE = 100;

    /** What the goals speak of: about 40 minutes. */
    static Plan full() {
        return new Plan(
                3,
                9,
                8_000,
                12,
                Duration.ofSeconds(20),
                RATE,
                14_400,
                2_000,
                9,
                Duration.ofMinutes(1),
                1_000_000,
                Duration.ofSeconds(10),
                Duration.ofDays(1));
    }

    /** Less of everything; it says so in the table. */
    static Plan quick() {
        return new Plan(
                2,
                3,
                2_400,
                1,
                Duration.ofSeconds(3),
                RATE,
                3_600,
                200,
                3,
                Duration.ofSeconds(2),
                3_000,
                Duration.ofSeconds(2),
                Duration.ofSeconds(45));
    }

    Plan withWaiting(int other) {
        return with(rounds, agencies, pairs, other);
    }

    Plan withAgencies(int other) {
        return with(rounds, other, pairs, waiting);
    }

    Plan withRounds(int other) {
        return with(other, agencies, other, waiting);
    }

    private Plan with(int rounds, int agencies, int pairs, int waiting) {
        return new Plan(
                warmUps,
                rounds,
                messages,
                latencyWarmUps,
                latency,
                rate,
                deliveries,
                agencies,
                pairs,
                pair,
                waiting,
                doors,
                patience);
    }

    /** Whether another round is to be measured after so many that counted. */
    boolean goesOn(int round, int wanted, Duration since) {
        return round < wanted && (round < 1 || since.compareTo(patience) < 0);
    }
}
