package org.kivuko.connector.files.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one end remembers of bundles: what those that it packed carried, and the number of the last that it unpacked. One program at a
 * time has them open. Not thread-safe.
 */
final class StickNotes implements Closeable {
    static final String FOLDER = ".bundles";

    private static final String OUT = "out-";
    private static final Path IN = Path.of("in");
    private static final Path DRAFT = Path.of(".draft");
    private static final int MOST_BYTES = 8 << 20;
    /** What a bundle carried that so many others came after is forgotten: all of it is carried again. */
    private static final int KEPT = 100;

    private final Folder folder;
    private final FileChannel lock;
    private final Steps steps;

    private StickNotes(Folder folder, FileChannel lock, Steps steps) {
        this.folder = folder;
        this.lock = lock;
        this.steps = steps;
    }

    /** @throws UnsafeFolder where another program packs or unpacks there */
    static StickNotes open(HeldFolder agency, Path agencyPath, Steps steps) throws IOException, UnsafeFolder {
        FileChannel lock = FolderLock.take(
                agencyPath.resolve(FOLDER), "another program packs or unpacks bundles here; wait until it has ended");
        return new StickNotes(agency.sub(FOLDER), lock, steps);
    }

    /** The numbers of bundles that were packed and are remembered. */
    private List<Long> packed() throws IOException {
        return folder.first(Integer.MAX_VALUE, name -> name.matches(OUT + "[0-9]{1,12}")).stream()
                .map(name -> Long.parseLong(name.toString().substring(OUT.length())))
                .sorted()
                .toList();
    }

    long nextNumber() throws IOException {
        List<Long> packed = packed();
        return packed.isEmpty() ? 1 : packed.get(packed.size() - 1) + 1;
    }

    void packed(long number, List<String> marks) throws IOException {
        note(Path.of(OUT + number), String.join("\n", marks));
        forgetBefore(number - KEPT);
    }

    List<String> carriedBy(long number) throws IOException {
        return read(Path.of(OUT + number)).lines().toList();
    }

    /** What was carried by a bundle that the other end has, and by those before it, need not be remembered any more. */
    void arrived(long number) throws IOException {
        // Without it numbers would begin again where this folder is younger than the other end's.
        note(Path.of(OUT + number), "");
        forgetBefore(number);
    }

    private void forgetBefore(long number) throws IOException {
        for (long older : packed()) {
            if (older < number) {
                steps.next();
                folder.delete(Path.of(OUT + older));
            }
        }
    }

    /** The number of the last bundle that was unpacked; 0 for none. */
    long unpacked() throws IOException {
        return read(IN).lines().findFirst().map(Long::parseLong).orElse(0L);
    }

    /** What the last bundle that was unpacked brought. */
    Set<String> brought() throws IOException {
        return read(IN).lines().skip(1).collect(Collectors.toSet());
    }

    void unpacked(long number, List<String> marks) throws IOException {
        note(IN, number + "\n" + String.join("\n", marks));
    }

    private void note(Path name, String text) throws IOException {
        publish(text.getBytes(StandardCharsets.UTF_8), folder, name);
        folder.sync();
    }

    /** Puts a file into a folder: whole under its name or not there at all. The door has a draft of its own meanwhile. */
    void publish(byte[] content, Folder to, Path name) throws IOException {
        folder.write(DRAFT, content);
        folder.move(DRAFT, to, name);
    }

    private String read(Path name) throws IOException {
        return folder.look(name).isEmpty() ? "" : new String(folder.read(name, MOST_BYTES), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        folder.close();
        lock.close();
    }
}
