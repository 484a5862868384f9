package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * Sixteen senders, six recipients and a hub that is struck again and again at random moments while they work.
 *
 * @param messages originals, over all senders
 * @param blows in no order; they are shuffled
 * @param seed of messages, order and moments of the blows
 * @param mutants classes that replace those of the hub, to see the storm find a defect
 */
record Storm(int messages, List<Blow> blows, long seed, List<Path> mutants) {
    /** Nothing moves for so long: the storm gives up. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** And for so long once all is sent: what was not answered yet never will be. */
    private static final Duration STANDSTILL = Duration.ofSeconds(15);

    private static final double FIRST = 0.02;
    private static final double LAST = 0.95;
    /** What a sender that has many copies on their way hands in for one of a sender that waits for each answer. */
    private static final int AMQP_PARTS = 9;

    private static final int MOST_DELAY_MILLIS = 300;
    /** Beyond what broker and database wait for a hub that says nothing. */
    private static final int MOST_FROZEN_MILLIS = 12_000;

    /**
     * What came of it.
     *
     * @param books what the hub itself counted, as its metrics say
     * @param equations both, as they came out
     */
    record Outcome(
            Verdict verdict,
            Duration sending,
            Duration whole,
            List<Duration> restarts,
            Map<String, Long> books,
            List<Equation> equations) {}

    /** Runs it in this folder, which is given back without a process in it. */
    Outcome run(Path folder) throws IOException, InterruptedException {
        return run(folder, said -> {});
    }

    /**
     * The same, and tells how it goes on.
     *
     * @param told a sentence for each thing that happens
     */
    Outcome run(Path folder, Consumer<String> told) throws IOException, InterruptedException {
        var random = new Random(seed);
        var restarts = new ArrayList<Duration>();
        try (var rig = new Rig(folder, mutants)) {
            told.accept(rig.hub().aim());
            restarts.add(rig.hub().start());
            long begun = System.nanoTime();
            begin(rig, random);
            strike(rig, random, restarts, told);
            rig.awaitSent();
            Duration sending = since(begun);
            told.accept("all is sent; the inboxes are fetched to their end");
            Verdict verdict = rig.finish();
            Duration whole = since(begun);
            Map<String, Long> books = rig.books();
            List<Equation> equations = List.of(Equation.ofDeliveries(verdict), Equation.ofCopies(verdict, books));
            if (!equations.get(1).balanced()) {
                verdict.add(Verdict.Fault.UNBALANCED, equations.get(1).toString());
            }
            return new Outcome(verdict, sending, whole, restarts, books, equations);
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Has every agency of a rig begin. */
    void begin(Rig rig, Random random) throws IOException {
        rig.takeEverything();
        int left = messages;
        for (int i = StormStates.SENDERS; i >= 1; i--) {
            String sender = StormStates.sender(i);
            boolean overAmqp = i > StormStates.SENDERS - StormStates.AMQP_SENDERS;
            int originals = i == 1 ? left : share(overAmqp);
            left -= originals;
            List<Planned> copies = Planned.of(sender, originals, random);
            if (overAmqp) {
                rig.sendOverAmqp(sender, copies);
            } else {
                rig.sendOverHttp(sender, copies);
            }
        }
    }

    /** Who waits for each answer has less to send, so that all come to their end at about the same time. */
    private int share(boolean overAmqp) {
        int parts = StormStates.SENDERS + (AMQP_PARTS - 1) * StormStates.AMQP_SENDERS;
        int part = messages / parts;
        return part == 0 ? 1 : part * (overAmqp ? AMQP_PARTS : 1);
    }

    /**
     * Each blow comes once so many messages were answered, and a moment later: what is only stored waits for the hub, and blows
     * that go by it would all fall at the beginning.
     */
    private void strike(Rig rig, Random random, List<Duration> restarts, Consumer<String> told) throws IOException {
        List<Blow> order = new ArrayList<>(blows);
        Collections.shuffle(order, random);
        List<Double> moments =
                random.doubles(order.size(), FIRST, LAST).sorted().boxed().toList();
        for (int i = 0; i < order.size(); i++) {
            int after = (int) (messages * moments.get(i));
            awaitAnswered(rig, after);
            pause(Duration.ofMillis(random.nextInt(MOST_DELAY_MILLIS)));
            told.accept("blow %d of %d: %s, after %d of %d messages, of which %d deliveries were fetched"
                    .formatted(
                            i + 1,
                            order.size(),
                            order.get(i),
                            rig.tally().accepted.get(),
                            messages,
                            rig.tally().handedOver.get()));
            Duration frozen = Duration.ofMillis(random.nextInt(MOST_FROZEN_MILLIS));
            strike(rig.hub(), order.get(i), frozen, restarts);
        }
    }

    private static void strike(HubProcess hub, Blow blow, Duration frozen, List<Duration> restarts) throws IOException {
        switch (blow) {
            case HUB -> hub.killHub();
            case EVERYTHING -> hub.freezeAndKillEverything();
            case DATABASE -> hub.killDatabase();
            case FREEZE -> {
                hub.freeze();
                pause(frozen);
                hub.thaw();
            }
            case STOP -> stopInOrder(hub);
        }
        if (blow == Blow.DATABASE || blow == Blow.FREEZE) {
            if (!hub.alive()) {
                throw new IllegalStateException("the hub did not outlive " + blow + ", see " + hub.tail());
            }
        } else {
            restarts.add(hub.start());
        }
    }

    private static void stopInOrder(HubProcess hub) throws IOException {
        hub.terminate();
        int exitCode = hub.exitCode();
        if (exitCode != 0) {
            throw new IllegalStateException("the hub ended with exit code " + exitCode + ", see " + hub.tail());
        }
        if (!hub.databaseProcesses().isEmpty()) {
            throw new IllegalStateException("the hub left its database behind, see " + hub.tail());
        }
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    /** Waits until so many originals are accepted. */
    static void awaitAccepted(Rig rig, int messages) throws IOException {
        await(rig, messages, () -> rig.tally().accepted.get() >= messages);
    }

    /** Waits until so many are answered; or all are sent and nothing moves, for a hub that loses some answers fewer. */
    private static void awaitAnswered(Rig rig, int messages) throws IOException {
        Tally tally = rig.tally();
        await(rig, messages, () -> tally.receipts.get() >= messages || (tally.sent() && tally.quietFor(STANDSTILL)));
    }

    private static void await(Rig rig, int messages, BooleanSupplier reached) throws IOException {
        Awaitility.await("message " + messages)
                .forever()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> reached.getAsBoolean() || rig.tally().quietFor(LIMIT));
        if (!reached.getAsBoolean()) {
            throw new IllegalStateException(
                    "nothing moved for " + LIMIT + ", see " + rig.hub().tail());
        }
    }
}
