package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.finding;
import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;
import static org.kivuko.hub.doctor.Phrase.asItIs;
import static org.kivuko.hub.doctor.Phrase.say;

import java.util.List;
import java.util.Optional;

/** The machine itself: Java, memory, limits, swap, dumps, clock. Stateless. */
final class MachineLook {
    private static final int OLDEST_JAVA = 17;
    private static final long LEAST_MEMORY_KIB = 2L << 20;
    private static final long LEAST_FILES = 8_192;

    private final Kernel kernel;

    MachineLook(Kernel kernel) {
        this.kernel = kernel;
    }

    List<Finding> findings() {
        return List.of(java(Runtime.version().feature()), memory(), files(), swap(), dumps(), clock());
    }

    static Finding java(int feature) {
        return finding(feature >= OLDEST_JAVA, "JAVA", say("java"), say("java.found", feature), say("java.todo"));
    }

    private Finding memory() {
        Optional<Long> total = number("proc/meminfo", "MemTotal:", 1);
        Phrase what = say("memory");
        Phrase todo = say("memory.todo");
        return total.map(kib -> finding(kib >= LEAST_MEMORY_KIB, "MEMORY", what, asItIs((kib >> 10) + " MiB"), todo))
                .orElseGet(() -> unknown("MEMORY", what, say("found.kernel"), todo));
    }

    private Finding files() {
        Phrase what = say("handles");
        Phrase todo = say("handles.todo", LEAST_FILES);
        Optional<String> limit = kernel.lines("proc/self/limits").stream()
                .filter(line -> line.startsWith("Max open files"))
                .findFirst()
                .map(line -> line.substring("Max open files".length()).strip().split(" +", 2)[0]);
        return limit.map(soft -> finding(
                        soft.equals("unlimited") || Long.parseLong(soft) >= LEAST_FILES,
                        "OPEN_FILES",
                        what,
                        asItIs(soft),
                        todo))
                .orElseGet(() -> unknown("OPEN_FILES", what, say("found.kernel"), todo));
    }

    private Finding swap() {
        Phrase what = say("swap");
        Phrase todo = say("swap.todo");
        if (!kernel.has("proc/swaps")) {
            return unknown("SWAP", what, say("found.kernel"), todo);
        }
        List<String> plain = kernel.lines("proc/swaps").stream()
                .skip(1)
                .map(line -> line.split("\\s+", 2)[0])
                .filter(area -> !sealed(area))
                .toList();
        return plain.isEmpty()
                ? fine("SWAP", what, say("swap.none"))
                : mend("SWAP", what, say("swap.plain", String.join(", ", plain)), todo);
    }

    /** A compressed area in memory never gets to a disk. */
    private boolean sealed(String area) {
        String name = area.substring(area.lastIndexOf('/') + 1);
        return name.startsWith("zram") || kernel.encrypted(kernel.line("sys/class/block/" + name + "/dev"));
    }

    /** The launcher keeps a hub from writing one; the kernel may do so all the same. */
    private Finding dumps() {
        String pattern = kernel.line("proc/sys/kernel/core_pattern");
        Phrase what = say("dumps");
        Phrase todo = say("dumps.todo");
        if (pattern.isEmpty()) {
            return unknown("CORE_DUMPS", what, say("found.kernel"), todo);
        }
        boolean none =
                kernel.lines("proc/self/limits").stream().anyMatch(line -> line.matches("Max core file size +0 .*"));
        return finding(none, "CORE_DUMPS", what, none ? say("found.none") : say("dumps.found", pattern), todo);
    }

    private Finding clock() {
        boolean kept = kernel.has("run/systemd/timesync/synchronized") || kernel.has("run/chrony/chronyd.pid");
        return kept
                ? fine("CLOCK_KEPT", say("clock"), say("clock.kept"))
                : unknown("CLOCK_KEPT", say("clock"), say("clock.unkept"), say("clock.todo"));
    }

    private Optional<Long> number(String file, String word, int place) {
        return kernel.lines(file).stream()
                .filter(line -> line.startsWith(word))
                .findFirst()
                .map(line -> Long.parseLong(line.split(" +", -1)[place]));
    }
}
