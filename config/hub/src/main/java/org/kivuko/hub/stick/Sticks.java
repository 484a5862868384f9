package org.kivuko.hub.stick;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.connector.files.door.StickEnd;
import org.kivuko.connector.files.door.StickFolder;
import org.kivuko.connector.files.door.StickLoad;
import org.kivuko.connector.files.door.UnsafeFolder;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * Packs and unpacks bundles at one end.
 *
 * @param me as which this end is named: the code of an agency, or {@link Bundle#HUB}
 * @param mine its keys, with their private parts
 * @param others the public keys of who may be at the other end, by name
 * @param folders the folder of what goes to and comes from one of those, by its name
 */
public record Sticks(
        StickEnd end,
        String me,
        StickKeys mine,
        Function<String, Optional<StickKeys>> others,
        Function<String, Path> folders) {
    /** What came of a bundle. */
    public sealed interface Result {}

    /** It is on disk. */
    public record Packed(String to, long number, StickLoad load) implements Result {}

    /** It was unpacked, or only looked at. */
    public record Read(Bundle bundle) implements Result {}

    /** This one or a later one was unpacked before, which had everything that still counted; nothing was changed. */
    public record Before(Bundle bundle, long last) implements Result {}

    /**
     * Nothing was changed.
     *
     * @param faults at least one
     */
    public record Refused(List<Fault> faults) implements Result {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** Packs everything of which the other end has not said that it has it. */
    public Result pack(String other, Path file, Instant now) throws IOException, UnsafeFolder {
        Optional<StickKeys> theirs = others.apply(other);
        if (theirs.isEmpty()) {
            return refused("/to", Code.NOT_AUTHENTICATED, "expected one whose keys are known here");
        }
        try (StickFolder folder = StickFolder.open(folders.apply(other), end)) {
            StickLoad load = folder.collect();
            long number = folder.nextNumber();
            var bundle = new Bundle(me, other, number, folder.seen(), now, load.items());
            folder.begin(number, load.items());
            write(
                    file.toAbsolutePath(),
                    BundleForm.write(bundle, mine.signing(), theirs.get().closing()));
            return new Packed(other, number, load);
        }
    }

    private static Refused refused(String pointer, Code code, String detail) {
        return new Refused(List.of(new Fault(pointer, code, detail)));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        Files.write(draft, content);
        try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Looks at a bundle and changes nothing. */
    public Result verify(Path file) throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(BundleReader.MOST_FILE_BYTES + 1);
        }
        if (content.length > BundleReader.MOST_FILE_BYTES) {
            return refused("", Code.TOO_LARGE, "expected at most " + BundleReader.MOST_FILE_BYTES + " bytes");
        }
        BundleReader.Result read = new BundleReader(end, me, mine.closing(), others).read(content);
        return read instanceof BundleReader.Opened opened
                ? new Read(opened.bundle())
                : new Refused(((BundleReader.Refused) read).faults());
    }

    /** Unpacks a bundle, wholly or not at all. */
    public Result unpack(Path file) throws IOException, UnsafeFolder {
        Result looked = verify(file);
        if (!(looked instanceof Read read)) {
            return looked;
        }
        Bundle bundle = read.bundle();
        try (StickFolder folder = StickFolder.open(folders.apply(bundle.from()), end)) {
            return folder.unpack(bundle.number(), bundle.seen(), bundle.items())
                    ? looked
                    : new Before(bundle, folder.seen());
        }
    }

    /** Not of keys. */
    @Override
    public String toString() {
        return "Sticks[" + me + "]";
    }
}
