package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of which nobody can tell whose they are. That a power cut leaves none is seen by {@code PowerCutTest}. */
class OrderedPagesTest {
    @TempDir
    private Path folder;

    @Test
    void pagesWithoutANameRefuseTheStart() throws IOException {
        for (String name : new String[] {"empty", "missing"}) {
            // Given
            Path data = folder.resolve(name);
            Path pages = Files.createDirectories(data.resolve("paging/some-folder"));
            Files.writeString(pages.resolve("000000001.page"), "messages");
            if (name.equals("empty")) {
                Files.createFile(pages.resolve("address.txt"));
            }

            // Then
            assertThatThrownBy(() -> new TestHub(data))
                    .isInstanceOf(BrokerStartFailure.class)
                    .hasMessageContaining("BROKER_PAGES_NAMELESS")
                    .hasMessageContaining(pages.toString());
        }
    }

    @Test
    void aFolderThatWasBegunAndNeverUsedIsNobodysLoss() throws Exception {
        // Given
        Path pages = Files.createDirectories(folder.resolve("paging/some-folder"));
        Files.createFile(pages.resolve("address.txt"));
        Files.createFile(pages.resolve("000000001.page"));

        // Then
        assertThat(OrderedPages.nameless(folder.resolve("paging"))).isEmpty();
        new TestHub(folder).close();
    }

    @Test
    void whereNothingWasEverOnDiskThereIsNothingToName() throws IOException {
        assertThat(OrderedPages.nameless(folder.resolve("paging"))).isEmpty();
    }
}
