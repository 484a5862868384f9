package org.kivuko.hub.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mounted file system, as {@code /proc/self/mountinfo} tells it.
 *
 * @param device its numbers, {@code major:minor}
 */
record Mount(Path point, String type, String device) {
    private static final int DEVICE = 2;
    private static final int POINT = 4;
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "glusterfs", "fuse.sshfs", "afs");

    /** The one that a path lies on; the last of those mounted at the same place counts. */
    static Optional<Mount> of(Path path, List<String> mountinfo) {
        return mountinfo.stream()
                .flatMap(line -> read(line).stream())
                .filter(mount -> path.startsWith(mount.point()))
                .reduce((earlier, later) ->
                        later.point().getNameCount() >= earlier.point().getNameCount() ? later : earlier);
    }

    private static Optional<Mount> read(String line) {
        String[] halves = line.split(" - ", 2);
        String[] before = halves[0].split(" ", -1);
        if (halves.length < 2 || before.length <= POINT) {
            return Optional.empty();
        }
        // Spaces in names are written as octal numbers.
        Path point = Path.of(before[POINT].replace("\\040", " "));
        return Optional.of(new Mount(point, halves[1].split(" ", 2)[0], before[DEVICE]));
    }

    boolean inMemory() {
        return IN_MEMORY.contains(type);
    }

    boolean overNetwork() {
        return NETWORK.contains(type);
    }
}
