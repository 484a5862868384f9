package org.kivuko.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kivuko.model.Sha256;

/** A file that was copied with its rights, its digest taken on the way, and is on the disk. */
record CopiedFile(long bytes, String sha256) {
    /**
     * Copies files of one folder into another one, by their names there; folders get the rights of those that they are copied from, those
     * without a file are made, too.
     *
     * @return by their names, without those that are not there
     */
    static Map<String, CopiedFile> all(Path from, List<String> names, Path to) throws IOException {
        folders(from, to);
        var copied = new TreeMap<String, CopiedFile>();
        for (String name : names) {
            try {
                copied.put(name, copy(from.resolve(name), to.resolve(name)));
            } catch (NoSuchFileException missing) {
                // Told by who knows which have to be there.
            }
        }
        return copied;
    }

    /** PostgreSQL does not start without its empty folders. */
    private static void folders(Path from, Path to) throws IOException {
        List<Path> folders;
        try (var all = Files.walk(from)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        for (Path folder : folders) {
            Path copy = to.resolve(from.relativize(folder).toString());
            if (!HubCopy.isOfPrograms(from.relativize(folder).toString())) {
                DataFolder.makeFolder(copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
            }
        }
    }

    private static CopiedFile copy(Path from, Path to) throws IOException {
        MessageDigest digest = Sha256.digest();
        long bytes;
        try (InputStream in = new DigestInputStream(Files.newInputStream(from), digest)) {
            Files.createFile(to);
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
            try (OutputStream out = Files.newOutputStream(to)) {
                bytes = in.transferTo(out);
            }
        }
        sync(to);
        return new CopiedFile(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** On the disk, names included. */
    static void sync(Path file) throws IOException {
        boolean folder = Files.isDirectory(file);
        try (var channel = FileChannel.open(file, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
