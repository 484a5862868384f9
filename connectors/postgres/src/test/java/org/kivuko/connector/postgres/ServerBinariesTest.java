package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBinariesTest {
    @TempDir
    Path cache;

    private Path unpacked() {
        try {
            return ServerBinaries.in(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seen to fail where only some exceptions of the file system were taken for "another one was faster". */
    @Test
    void twoStartsThatUnpackAtOnceBothFindTheProgramsAndLeaveNothingElse() throws Exception {
        var one = CompletableFuture.supplyAsync(this::unpacked);
        var other = CompletableFuture.supplyAsync(this::unpacked);

        assertThat(one.get()).isEqualTo(other.get());
        assertThat(one.get().resolve("bin/postgres")).isExecutable();
        try (var left = Files.list(cache)) {
            assertThat(left).containsExactly(one.get());
        }
    }
}
