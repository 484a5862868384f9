package org.kivuko.hub.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.doctor.Finding.State;

/** What the kernel tells in its files, and what is said of it; a folder stands in the kernel's place. */
class MachineLookTest {
    @TempDir
    private Path root;

    @Test
    void aMachineThatTellsNothingIsNotCalledFine() {
        assertThat(new MachineLook(new Kernel(root)).findings())
                .filteredOn(finding -> !finding.code().equals("JAVA"))
                .allSatisfy(finding -> {
                    assertThat(finding.state()).isEqualTo(State.UNKNOWN);
                    assertThat(finding.todo().isEmpty()).isFalse();
                });
    }

    @Test
    void anOldJavaIsNamed() {
        assertThat(MachineLook.java(11).state()).isEqualTo(State.MEND);
        assertThat(MachineLook.java(17).state()).isEqualTo(State.FINE);
    }

    @Test
    void littleMemoryIsNamed() throws IOException {
        write("proc/meminfo", "MemTotal:        1018924 kB\n");
        assertThat(state("MEMORY")).isEqualTo(State.MEND);
        write("proc/meminfo", "MemTotal:       24018924 kB\n");
        assertThat(state("MEMORY")).isEqualTo(State.FINE);
    }

    @Test
    void fewOpenFilesAndCoreDumpsAreNamed() throws IOException {
        write("proc/sys/kernel/core_pattern", "core\n");
        write(
                "proc/self/limits",
                """
                Max core file size        unlimited            unlimited            bytes
                Max open files            1024                 1048576              files
                """);
        assertThat(state("OPEN_FILES")).isEqualTo(State.MEND);
        assertThat(state("CORE_DUMPS")).isEqualTo(State.MEND);
        write(
                "proc/self/limits",
                """
                Max core file size        0                    unlimited            bytes
                Max open files            65536                1048576              files
                """);
        assertThat(state("OPEN_FILES")).isEqualTo(State.FINE);
        assertThat(state("CORE_DUMPS")).isEqualTo(State.FINE);
    }

    @Test
    void swapOnAPlainDiskIsNamedAndOnAnEncryptedOneFine() throws IOException {
        write("proc/swaps", "Filename Type Size Used Priority\n/dev/dm-1 partition 8388604 0 -2\n");
        write("sys/class/block/dm-1/dev", "253:1\n");
        assertThat(state("SWAP")).isEqualTo(State.MEND);
        write("sys/dev/block/253:1/dm/uuid", "CRYPT-PLAIN-swap\n");
        assertThat(state("SWAP")).isEqualTo(State.FINE);
    }

    @Test
    void noSwapAndSwapInMemoryAreFine() throws IOException {
        write("proc/swaps", "Filename Type Size Used Priority\n");
        assertThat(state("SWAP")).isEqualTo(State.FINE);
        write("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 8388604 0 100\n");
        assertThat(state("SWAP")).isEqualTo(State.FINE);
    }

    /** A volume of LVM that lies on LUKS is encrypted though its own device is not. */
    @Test
    void encryptionIsFoundBelowOtherDevices() throws IOException {
        write("sys/dev/block/253:2/dm/uuid", "LVM-abc\n");
        Files.createDirectories(root.resolve("sys/dev/block/253:2/slaves/dm-0"));
        write("sys/class/block/dm-0/dev", "253:0\n");
        assertThat(new Kernel(root).encrypted("253:2")).isFalse();
        write("sys/dev/block/253:0/dm/uuid", "CRYPT-LUKS2-0123-data\n");
        assertThat(new Kernel(root).encrypted("253:2")).isTrue();
    }

    @Test
    void theDiskOfADataFolderIsToldByItsMount() throws IOException {
        // Given
        Path data = Files.createDirectories(root.resolve("srv/data")).toRealPath();
        mounted("36 1 253:0 / / rw - ext4 /dev/dm-0 rw", "40 36 8:17 / " + data + " rw - ext4 /dev/sdb1 rw");

        // Then
        assertThat(disk(data, "DISK_ENCRYPTION").state()).isEqualTo(State.MEND);
        assertThat(disk(data, "DISK_KIND").state()).isEqualTo(State.FINE);
        write("sys/dev/block/8:17/dm/uuid", "CRYPT-LUKS2-0123-data\n");
        assertThat(disk(data, "DISK_ENCRYPTION").state()).isEqualTo(State.FINE);
        assertThat(disk(data, "DISK_SYNC").found().toString()).endsWith("for one write");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void memoryAndNetworkAreNoDisks() throws IOException {
        // Given
        Path data = Files.createDirectories(root.resolve("srv/data")).toRealPath();

        // Then
        mounted("36 1 0:25 / / rw - tmpfs tmpfs rw");
        assertThat(disk(data, "DISK_KIND").state()).isEqualTo(State.MEND);
        mounted("36 1 0:25 / / rw - nfs4 server:/srv rw");
        assertThat(disk(data, "DISK_KIND").state()).isEqualTo(State.MEND);
        assertThat(disk(data, "DISK_ENCRYPTION").state()).isEqualTo(State.UNKNOWN);
        mounted("36 1 0:31 / / rw - zfs tank/srv rw");
        assertThat(disk(data, "DISK_KIND").state()).isEqualTo(State.FINE);
        assertThat(disk(data, "DISK_ENCRYPTION").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aDataFolderThatIsNotThereYetIsJudgedByTheOneAboveIt() throws IOException {
        mounted("36 1 8:1 / / rw - xfs /dev/sda1 rw");
        assertThat(disk(root.resolve("not/yet/there"), "DISK_KIND").found()).hasToString("xfs");
        assertThat(root.resolve("not")).doesNotExist();
    }

    @Test
    void aMountPointWithASpaceIsRead() {
        assertThat(Mount.of(
                        Path.of("/my disk/data"),
                        java.util.List.of("1 0 8:1 / / rw - ext4 a rw", "2 1 8:2 / /my\\040disk rw - xfs b rw")))
                .isEqualTo(Optional.of(new Mount(Path.of("/my disk"), "xfs", "8:2")));
    }

    private State state(String code) {
        return new MachineLook(new Kernel(root))
                .findings().stream()
                        .filter(finding -> finding.code().equals(code))
                        .findFirst()
                        .orElseThrow()
                        .state();
    }

    private Finding disk(Path data, String code) {
        return new DiskLook(new Kernel(root), data)
                .findings().stream()
                        .filter(finding -> finding.code().equals(code))
                        .findFirst()
                        .orElseThrow();
    }

    private void mounted(String... lines) throws IOException {
        write("proc/self/mountinfo", String.join("\n", lines) + "\n");
    }

    private void write(String file, String text) throws IOException {
        Path target = root.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
