package org.kivuko.connector.files.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The try that the doctor makes at an agency's server: it says what stands in the way, and leaves nothing there.
 *
 * <p>Seen to fail with each of these planted: any host believed, the folder not listed, and folders made at the try.
 */
@Timeout(120)
class SftpServerTest {
    @TempDir
    Path folder;

    private SftpHost host;

    @BeforeEach
    void start() {
        host = SftpHost.start(folder.resolve("exchange"), folder.resolve("keys"));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private SftpServer at(String place) {
        SftpServer known = host.settings();
        return new SftpServer(known.host(), known.port(), known.user(), place, known.key(), known.knownHosts());
    }

    @Test
    void aServerThatLetsTheHubInAndShowsItsFolderIsFineAndNothingIsChangedThere() throws IOException {
        // When
        var trouble = at("/").trouble();

        // Then
        assertThat(trouble).isEmpty();
        try (Stream<Path> there = Files.list(folder.resolve("exchange"))) {
            assertThat(there).isEmpty();
        }
    }

    @Test
    void aFolderThatIsNotThereOrIsNoneIsNamed() throws IOException {
        Files.writeString(folder.resolve("exchange/file"), "x");
        for (String place : List.of("/nowhere", "/file")) {
            assertThat(at(place).trouble()).as(place).contains(ServerTrouble.FOLDER);
        }
    }

    @Test
    void anotherHostKeyIsNamed() {
        host.forgetHostKey();
        assertThat(at("/").trouble()).contains(ServerTrouble.HOST_KEY);
        host.forgetAllHostKeys();
        assertThat(at("/").trouble()).contains(ServerTrouble.HOST_KEY);
    }

    @Test
    void aKeyThatIsNotLetInIsNamed() {
        host.changeHubKey();
        assertThat(at("/").trouble()).contains(ServerTrouble.HUB_KEY);
    }

    @Test
    void aKeyThatIsNotThereIsNamed() throws IOException {
        Files.delete(folder.resolve("keys/hub.key"));
        assertThat(at("/").trouble()).contains(ServerTrouble.KEY_FILE);
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        SftpServer gone = at("/");
        host.close();
        assertThat(gone.trouble()).contains(ServerTrouble.UNREACHABLE);
    }
}
