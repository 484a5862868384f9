package org.kivuko.acceptance.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The call by which Linux ends a file system as a power failure would: {@code FS_IOC_SHUTDOWN}, which ext4 has as
 * {@code EXT4_IOC_SHUTDOWN}. Java cannot make it, so an interpreter that nearly every Linux has does. Stateless.
 */
final class Shutdown {
    /** {@code _IOR('X', 125, __u32)}; 2 stands for no flush of the file system's own journal. */
    private static final Map<String, List<String>> CALLS = Map.of(
            "python3",
            List.of(
                    "-c",
                    """
                    import fcntl, os, struct, sys
                    fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack("I", 2))
                    """),
            "perl",
            List.of(
                    "-e",
                    """
                    use Fcntl;
                    sysopen(my $folder, $ARGV[0], O_RDONLY) or die "$!";
                    my $flags = pack("L", 2);
                    ioctl($folder, 0x8004587d, $flags) or die "$!";
                    """));

    private Shutdown() {}

    /** The interpreter that is used; empty where there is none. */
    static Optional<String> program() {
        return CALLS.keySet().stream().sorted().filter(Programs::has).findFirst();
    }

    static void withoutFlush(Path folder) throws IOException {
        String program = program().orElseThrow();
        List<String> call = CALLS.get(program);
        Programs.run(program, call.get(0), call.get(1), folder.toString());
    }
}
