package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.kivuko.acceptance.fault.LoopDisk;

/**
 * A hub under load whose data lie on a disk of their own, and the power of that disk is cut again and again. What the agencies
 * wrote down lies on another disk. First the same is done to a hub that syncs nothing: where that one loses nothing, the cuts
 * prove nothing.
 *
 * @param messages originals, over all senders
 * @param seed of messages and moments
 */
record PowerCuts(int messages, int cuts, long seed) {
    private static final double LAST = 0.9;
    private static final int MEBIBYTES = 3_072;
    private static final int OF_THE_CONTROL = 100;
    /** Of the control nothing was fetched before the cut, so no lease has to run out. */
    private static final Duration QUIET_CONTROL = Duration.ofSeconds(10);

    /**
     * What came of it.
     *
     * @param control of the hub that syncs nothing, after one cut
     */
    record Outcome(Verdict control, Verdict verdict, List<Duration> restarts, Duration whole, Equation copies) {
        /** Whether the cuts were worth something: they took from the control what it had confirmed. */
        boolean counts() {
            return control.count(Verdict.Fault.LOST) > 0;
        }

        /** Whether they were, and the hub lost nothing by them. */
        boolean well() {
            return counts() && verdict.faults().isEmpty() && copies.balanced();
        }
    }

    /**
     * Strikes the control and then the hub, in this folder, which is given back without a process, and with the disks as images.
     *
     * @param told a sentence for each thing that happens
     */
    Outcome run(Path folder, Consumer<String> told) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Verdict control = control(Files.createDirectories(folder.resolve("control")));
        told.accept("of %d confirmed messages a hub that syncs nothing lost %d deliveries by one cut"
                .formatted(control.figure("accepted"), control.count(Verdict.Fault.LOST)));
        Struck struck = strike(folder, List.of(), told);
        return new Outcome(
                control,
                struck.verdict(),
                struck.restarts(),
                Duration.ofNanos(System.nanoTime() - begun),
                Equation.ofCopies(struck.verdict(), struck.books()));
    }

    /** What came of the cuts alone. */
    record Struck(Verdict verdict, Map<String, Long> books, List<Duration> restarts) {}

    /** The cuts alone, of a hub with these defects. */
    Struck strike(Path folder, List<Path> defects, Consumer<String> told) throws IOException, InterruptedException {
        try (LoopDisk disk = disk(folder);
                var rig = new Rig(folder, defects)) {
            var restarts = new ArrayList<Duration>();
            told.accept(rig.hub().aim());
            restarts.add(rig.hub().start());
            cut(rig, disk, restarts, told);
            rig.awaitSent();
            told.accept("all is sent; the inboxes are fetched to their end");
            return new Struck(rig.finish(), rig.books(), restarts);
        }
    }

    private static LoopDisk disk(Path folder) throws IOException {
        return LoopDisk.create(folder.resolve("disk.ext4"), folder.resolve("data"), MEBIBYTES);
    }

    private void cut(Rig rig, LoopDisk disk, List<Duration> restarts, Consumer<String> told) throws IOException {
        var random = new Random(seed);
        new Storm(messages, List.of(), seed, List.of()).begin(rig, random);
        List<Double> moments = random.doubles(cuts, 0, LAST).sorted().boxed().toList();
        for (int i = 0; i < cuts; i++) {
            Storm.awaitAccepted(rig, (int) (messages * moments.get(i)) + 1);
            told.accept("cut %d of %d, after %d of %d messages, of which %d deliveries were fetched"
                    .formatted(
                            i + 1,
                            cuts,
                            rig.tally().accepted.get(),
                            messages,
                            rig.tally().handedOver.get()));
            rig.hub().cutPower(disk);
            restarts.add(rig.hub().start());
        }
    }

    /** One that syncs nothing: it confirms, its power is cut, and then everything is fetched that it still has. */
    private Verdict control(Path folder) throws IOException, InterruptedException {
        try (LoopDisk disk = disk(folder);
                var rig = new Rig(folder, Unsynced.everything(folder))) {
            rig.hub().start();
            // So that the hub is there again after the cut, and only what it confirmed is missing.
            disk.flush();
            var random = new Random(seed);
            String first = StormStates.sender(1);
            String last = StormStates.sender(StormStates.SENDERS);
            rig.sendOverHttp(first, Planned.of(first, OF_THE_CONTROL, random));
            rig.sendOverAmqp(last, Planned.of(last, OF_THE_CONTROL, random));
            rig.awaitSent();
            rig.hub().cutPower(disk);
            rig.hub().start();
            rig.takeEverything();
            return rig.finish(QUIET_CONTROL);
        }
    }
}
