package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room a file system has. */
interface DiskSpace {
    /** Bytes that this process may still write. */
    long free() throws IOException;

    /** Bytes in all. */
    long total() throws IOException;

    /** Of the file system on which a folder lies. */
    static DiskSpace of(Path folder) {
        return new DiskSpace() {
            @Override
            public long free() throws IOException {
                return store().getUsableSpace();
            }

            @Override
            public long total() throws IOException {
                return store().getTotalSpace();
            }

            private FileStore store() throws IOException {
                return Files.getFileStore(folder);
            }
        };
    }
}
