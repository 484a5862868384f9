package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.limit.DiskMarks;
import org.kivuko.exchange.limit.Standstill;

/** The guard of the disk, over a disk of the test's own. */
class DiskGuardTest {
    private static final long MIB = 1 << 20;

    private final FakeDisk disk = new FakeDisk();
    private final Standstill standstill = new Standstill();
    private final DiskGuard guard = new DiskGuard(disk, Optional.of(new DiskMarks(100 * MIB, 150 * MIB)), standstill);

    private static final class FakeDisk implements DiskSpace {
        private long free;
        private boolean broken;

        @Override
        public long free() throws IOException {
            if (broken) {
                throw new IOException("refused by the test");
            }
            return free;
        }

        @Override
        public long total() {
            return 1_000 * MIB;
        }
    }

    private boolean stopped(long free) {
        disk.free = free;
        guard.look();
        return standstill.reason().isPresent();
    }

    @Test
    void stopsBelowTheLowerMarkAndGoesOnAboveTheHigherOneAlone() {
        assertThat(stopped(101 * MIB)).isFalse();
        assertThat(stopped(100 * MIB)).isFalse();
        assertThat(stopped(99 * MIB)).isTrue();
        assertThat(standstill.reason())
                .contains("the disk of the data folder has 99 MiB left; nothing is taken below 100 MiB, and again above"
                        + " 150 MiB");
        assertThat(stopped(120 * MIB)).isTrue();
        assertThat(stopped(150 * MIB)).isTrue();
        assertThat(stopped(151 * MIB)).isFalse();
        assertThat(stopped(120 * MIB)).isFalse();
    }

    @Test
    void aDiskThatCannotBeLookedAtIsTakenForAFullOne() {
        // Given
        assertThat(stopped(500 * MIB)).isFalse();

        // When
        disk.broken = true;
        guard.look();

        // Then
        assertThat(standstill.reason()).isPresent();
        disk.broken = false;
        assertThat(stopped(500 * MIB)).isFalse();
    }

    @Test
    void onASmallDiskTheMarksAreATenthOfIt() {
        assertThat(DiskMarks.of(1_000 * MIB)).isEqualTo(new DiskMarks(100 * MIB, 150 * MIB));
        assertThat(DiskMarks.of(1_000_000 * MIB)).isEqualTo(new DiskMarks(1_024 * MIB, 1_536 * MIB));
    }
}
