package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever forgets to look at a name from outside meets a second look, where files are. */
class HeldFolderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../near", "..", ".", "", "sub/near", "./near", "/tmp/kivuko-no-such-folder/near"})
    void noNameLeadsOutOfAFolder(String text) throws Exception {
        // Given
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.createDirectories(own.resolve("sub"));
        Files.writeString(folder.resolve("near"), "kept");
        Files.writeString(own.resolve("sub/near"), "kept");
        Files.writeString(own.resolve("here"), "here");
        Path name = Path.of(text);

        try (HeldFolder held = HeldFolder.open(own, Steps.UNSEEN)) {
            // Then
            assertLeadsOut(() -> held.look(name));
            assertLeadsOut(() -> held.read(name, 10));
            assertLeadsOut(() -> held.write(name, new byte[0]));
            assertLeadsOut(() -> held.delete(name));
            assertLeadsOut(() -> held.hasAnotherName(name));
            assertLeadsOut(() -> held.move(name, held, Path.of("taken")));
            assertLeadsOut(() -> held.move(Path.of("here"), held, name));
        }
        assertThat(folder.resolve("near")).hasContent("kept");
        assertThat(own.resolve("sub/near")).hasContent("kept");
        assertThat(own.resolve("here")).hasContent("here");
    }

    private static void assertLeadsOut(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }
}
