package org.kivuko.hub.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the kernel of this machine tells in files; another folder in its place for tests. What is not there is empty. Stateless.
 *
 * @param root {@code /}
 */
record Kernel(Path root) {
    /** The lines of a file, none where it cannot be read. */
    List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** The first line of a file, empty where there is none. */
    String line(String file) {
        return lines(file).stream().findFirst().orElse("").strip();
    }

    boolean has(String file) {
        return Files.exists(root.resolve(file));
    }

    /** Whether a block device, or one that it is made of, is encrypted by the kernel. */
    boolean encrypted(String device) {
        return line("sys/dev/block/" + device + "/dm/uuid").startsWith("CRYPT-")
                || slaves(device).stream().anyMatch(this::encrypted);
    }

    private List<String> slaves(String device) {
        try (Stream<Path> slaves = Files.list(root.resolve("sys/dev/block/" + device + "/slaves"))) {
            return slaves.map(slave -> line("sys/class/block/" + slave.getFileName() + "/dev"))
                    .filter(numbers -> !numbers.isEmpty())
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
