package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * Sixteen senders, six recipients and a hub that is killed again and again at random moments while they work.
 *
 * @param messages originals, over all senders
 * @param kills in no order; they are shuffled
 * @param seed of messages, order and moments of the kills
 * @param mutants classes that replace those of the hub, to see the storm find a defect
 */
record Storm(int messages, List<Kill> kills, long seed, List<Path> mutants) {
    /** Ways to kill. */
    enum Kill {
        /** The hub's JVM alone. */
        HUB,
        /** The JVM and every process of PostgreSQL, stopped first and then killed. */
        EVERYTHING,
        /** Every process of PostgreSQL; the hub lives on. */
        DATABASE
    }

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final double FIRST = 0.02;
    private static final double LAST = 0.95;
    private static final int MOST_DELAY_MILLIS = 300;

    /**
     * What came of it.
     *
     * @param books what the hub itself counted, as its metrics say
     */
    record Outcome(
            Verdict verdict,
            Duration sending,
            Duration whole,
            List<Duration> restarts,
            Tally tally,
            Map<String, Long> books) {}

    /** Runs it in this folder, which is given back without a process in it. */
    Outcome run(Path folder) throws IOException, InterruptedException {
        var random = new Random(seed);
        var restarts = new ArrayList<Duration>();
        try (var rig = new Rig(folder, mutants)) {
            restarts.add(rig.hub().start());
            long begun = System.nanoTime();
            begin(rig, random);
            strike(rig, random, restarts);
            rig.awaitSent();
            Duration sending = Duration.ofNanos(System.nanoTime() - begun);
            Verdict verdict = rig.finish();
            Duration whole = Duration.ofNanos(System.nanoTime() - begun);
            return new Outcome(verdict, sending, whole, restarts, rig.tally(), rig.books());
        }
    }

    private void begin(Rig rig, Random random) throws IOException {
        rig.takeEverything();
        int each = messages / StormStates.SENDERS;
        for (int i = 1; i <= StormStates.SENDERS; i++) {
            String sender = StormStates.sender(i);
            int originals = i == 1 ? messages - each * (StormStates.SENDERS - 1) : each;
            List<Planned> copies = Planned.of(sender, originals, random);
            if (i > StormStates.SENDERS - StormStates.AMQP_SENDERS) {
                rig.sendOverAmqp(sender, copies);
            } else {
                rig.sendOverHttp(sender, copies);
            }
        }
    }

    /** Each kill comes once so many messages are accepted, and a moment later. */
    private void strike(Rig rig, Random random, List<Duration> restarts) throws IOException {
        List<Kill> order = new ArrayList<>(kills);
        Collections.shuffle(order, random);
        List<Double> moments =
                random.doubles(order.size(), FIRST, LAST).sorted().boxed().toList();
        for (int i = 0; i < order.size(); i++) {
            int after = (int) (messages * moments.get(i));
            Duration delay = Duration.ofMillis(random.nextInt(MOST_DELAY_MILLIS));
            await("message " + after, () -> rig.tally().accepted.get() >= after);
            Awaitility.await().pollDelay(delay).until(() -> true);
            kill(rig.hub(), order.get(i), restarts);
        }
    }

    private static void kill(HubProcess hub, Kill kill, List<Duration> restarts) throws IOException {
        switch (kill) {
            case HUB -> hub.killHub();
            case EVERYTHING -> hub.freezeAndKillEverything();
            case DATABASE -> hub.killDatabase();
        }
        if (kill == Kill.DATABASE) {
            if (!hub.alive()) {
                throw new IllegalStateException("the hub did not outlive its database, see " + hub.tail());
            }
        } else {
            restarts.add(hub.start());
        }
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(condition);
    }
}
