package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.finding;
import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;

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
        return finding(feature >= OLDEST_JAVA, "JAVA", "Java", "version " + feature, "install a JDK 17 or newer");
    }

    private Finding memory() {
        Optional<Long> total = number("proc/meminfo", "MemTotal:", 1);
        String todo = "give the machine at least 2 GiB: hub and database need as much";
        return total.map(kib -> finding(kib >= LEAST_MEMORY_KIB, "MEMORY", "memory", (kib >> 10) + " MiB", todo))
                .orElseGet(() -> unknown("MEMORY", "memory", "the kernel does not tell", todo));
    }

    private Finding files() {
        String todo =
                "raise the limit of open files to " + LEAST_FILES + " (ulimit -n, LimitNOFILE): each connection is one";
        Optional<String> limit = kernel.lines("proc/self/limits").stream()
                .filter(line -> line.startsWith("Max open files"))
                .findFirst()
                .map(line -> line.substring("Max open files".length()).strip().split(" +", 2)[0]);
        return limit.map(soft -> finding(
                        soft.equals("unlimited") || Long.parseLong(soft) >= LEAST_FILES,
                        "OPEN_FILES",
                        "open files",
                        soft,
                        todo))
                .orElseGet(() -> unknown("OPEN_FILES", "open files", "the kernel does not tell", todo));
    }

    private Finding swap() {
        String todo = "encrypt the swap or switch it off (swapoff -a): messages and keys in memory get there";
        if (!kernel.has("proc/swaps")) {
            return unknown("SWAP", "swap", "the kernel does not tell", todo);
        }
        List<String> plain = kernel.lines("proc/swaps").stream()
                .skip(1)
                .map(line -> line.split("\\s+", 2)[0])
                .filter(area -> !sealed(area))
                .toList();
        return plain.isEmpty()
                ? fine("SWAP", "swap", "none that others could read")
                : mend("SWAP", "swap", String.join(", ", plain) + " is not encrypted", todo);
    }

    /** A compressed area in memory never gets to a disk. */
    private boolean sealed(String area) {
        String name = area.substring(area.lastIndexOf('/') + 1);
        return name.startsWith("zram") || kernel.encrypted(kernel.line("sys/class/block/" + name + "/dev"));
    }

    /** The launcher keeps a hub from writing one; the kernel may do so all the same. */
    private Finding dumps() {
        String pattern = kernel.line("proc/sys/kernel/core_pattern");
        String todo = "let no core dumps be written: ulimit -c 0, or LimitCORE=0 in the unit";
        if (pattern.isEmpty()) {
            return unknown("CORE_DUMPS", "core dumps", "the kernel does not tell", todo);
        }
        boolean none =
                kernel.lines("proc/self/limits").stream().anyMatch(line -> line.matches("Max core file size +0 .*"));
        return finding(none, "CORE_DUMPS", "core dumps", none ? "none" : "go to " + pattern, todo);
    }

    private Finding clock() {
        boolean kept = kernel.has("run/systemd/timesync/synchronized") || kernel.has("run/chrony/chronyd.pid");
        return kept
                ? fine("CLOCK_KEPT", "clock", "kept right by this machine")
                : unknown(
                        "CLOCK_KEPT",
                        "clock",
                        "no sign of a time service",
                        "see that a time service (chrony, systemd-timesyncd) or the host keeps the clock: a hub"
                                + " whose clock jumps closes itself");
    }

    private Optional<Long> number(String file, String word, int place) {
        return kernel.lines(file).stream()
                .filter(line -> line.startsWith(word))
                .findFirst()
                .map(line -> Long.parseLong(line.split(" +", -1)[place]));
    }
}
