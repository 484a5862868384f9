package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** By which one program at a time is at a folder: held as long as the channel is open, gone with the process. Stateless. */
final class FolderLock {
    private FolderLock() {}

    /** @throws UnsafeFolder with this sentence where another has it, in this process too */
    static FileChannel take(Path folder, String taken) throws IOException, UnsafeFolder {
        var channel = FileChannel.open(
                folder.resolve(".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new UnsafeFolder(taken);
        }
        return channel;
    }
}
