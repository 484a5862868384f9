package org.kivuko.connector.files.door;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether files are still being written: a file whose size and time are as they were at the look before is at rest. Not
 * thread-safe.
 */
final class Stamps {
    private Map<Path, Stamp> before = new HashMap<>();
    private Map<Path, Stamp> now = new HashMap<>();

    private record Stamp(long size, FileTime modified, Object key) {}

    /** What was seen at the look before is what is compared with from now on; what was not seen there is forgotten. */
    void nextLook() {
        before = now;
        now = new HashMap<>();
    }

    /** Notes how the file is, and says whether it was so before. */
    boolean atRest(Path name, BasicFileAttributes file) {
        Object key = file.fileKey() == null ? "" : file.fileKey();
        var stamp = new Stamp(file.size(), file.lastModifiedTime(), key);
        now.put(name, stamp);
        return stamp.equals(before.get(name));
    }
}
