package org.kivuko.connector.files.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folders of one agency, open for one look.
 *
 * @param travels whether bundles are packed and unpacked there
 */
record Places(Map<String, Folder> folders, boolean travels) implements Closeable {
    static final String WORK = ".hub";
    static final List<String> SHARED = List.of("send", "sent", "refused", "receipts", "inbox", "exercise", "taken");
    /** All of them; work first. */
    static final List<String> ALL =
            Stream.concat(Stream.of(WORK), SHARED.stream()).toList();

    /** How a folder is opened. */
    interface Opener {
        Folder open(String name) throws IOException;
    }

    static Places open(Opener opener) throws IOException {
        return open(opener, false);
    }

    static Places open(Opener opener, boolean travels) throws IOException {
        var folders = new LinkedHashMap<String, Folder>();
        try {
            for (String name : ALL) {
                folders.put(name, opener.open(name));
            }
            return new Places(folders, travels);
        } catch (IOException e) {
            new Places(folders, travels).close();
            throw e;
        }
    }

    /** Makes what is missing. The agency's own folder can be changed by the hub alone, the folders in it by both. */
    static void make(Path agency) throws IOException {
        make(agency, "rwxr-x---");
        make(agency.resolve(WORK), "rwx------");
        for (String name : SHARED) {
            make(agency.resolve(name), "rwxrwx---");
        }
    }

    static void make(Path folder, String rights) throws IOException {
        try {
            Files.createDirectory(folder);
            // Not at once: the process's mask would take away what the agency needs.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        } catch (FileAlreadyExistsException there) {
            // What it is shows when it is opened.
        }
    }

    /** The hub's own, in which a file is while it is being dealt with: here nobody else can change names in it. */
    Folder work() {
        return shared(WORK);
    }

    Folder send() {
        return shared("send");
    }

    Folder sent() {
        return shared("sent");
    }

    Folder refused() {
        return shared("refused");
    }

    Folder receipts() {
        return shared("receipts");
    }

    Folder inbox() {
        return shared("inbox");
    }

    Folder exercise() {
        return shared("exercise");
    }

    Folder taken() {
        return shared("taken");
    }

    /** One of {@link #ALL}. */
    Folder shared(String name) {
        return folders.get(name);
    }

    /** Puts a file into a folder that others read: whole under its name or not there at all. It bears the time {@code at}. */
    void publish(byte[] content, Instant at, Folder to, Path name) throws IOException {
        Path draft = Path.of(".draft");
        work().write(draft, content);
        work().stamp(draft, at);
        work().move(draft, to, name);
    }

    @Override
    public void close() throws IOException {
        for (Folder folder : folders.values()) {
            folder.close();
        }
    }
}
