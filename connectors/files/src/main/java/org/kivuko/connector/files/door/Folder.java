package org.kivuko.connector.files.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** One folder at the door, here or on an agency's server. Not thread-safe. */
interface Folder extends Closeable {
    /** The first {@code most} names that are wanted, in the order of their characters. However many there are, few are kept. */
    List<Path> first(int most, Predicate<String> wanted) throws IOException;

    /** What stands under a name; empty where nothing does. */
    Optional<BasicFileAttributes> look(Path name) throws IOException;

    /** Whether a file is one with another under another name, as far as that can be seen; asked where nobody else changes names. */
    boolean hasAnotherName(Path name) throws IOException;

    /**
     * The content of a plain file, at most so many bytes of it.
     *
     * @throws java.nio.file.NoSuchFileException where there is none
     */
    byte[] read(Path name, int most) throws IOException;

    /** Writes a file that is new here, synced as far as the folder can. */
    void write(Path name, byte[] content) throws IOException;

    /** Gives a file that the hub wrote the hub's time, where the folder lets it. */
    void stamp(Path name, Instant at) throws IOException;

    /** Renames, over what stands there. The other folder is of the same kind. */
    void move(Path name, Folder to, Path toName) throws IOException;

    /** Deletes what stands under a name, if anything does; of a link, the link. */
    void delete(Path name) throws IOException;

    /** Returns once the names in it are on disk, as far as the folder can. */
    void sync() throws IOException;

    /**
     * The second look at a name, after whoever took it from outside: it leads to nothing but what stands in this folder.
     *
     * @throws IllegalArgumentException where it leads elsewhere
     */
    static Path inside(Path name) {
        String text = name.toString();
        if (name.isAbsolute() || name.getNameCount() != 1 || text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("a name that leads out of its folder");
        }
        return name;
    }

    /** Keeps the first few of many names. */
    final class First {
        private final int most;
        private final Predicate<String> wanted;
        private final PriorityQueue<Path> kept =
                new PriorityQueue<>(Comparator.comparing(Path::toString).reversed());

        First(int most, Predicate<String> wanted) {
            this.most = most;
            this.wanted = wanted;
        }

        void offer(Path name) {
            if (wanted.test(name.toString())) {
                kept.add(name);
                if (kept.size() > most) {
                    kept.poll();
                }
            }
        }

        List<Path> inOrder() {
            return kept.stream().sorted(Comparator.comparing(Path::toString)).toList();
        }
    }
}
