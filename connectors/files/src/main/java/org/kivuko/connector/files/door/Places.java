package org.kivuko.connector.files.door;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of one agency, held open for one look.
 *
 * @param work the hub's own, in which a file is while it is being dealt with: nobody else can change names there
 */
record Places(
        Folder work,
        Folder send,
        Folder sent,
        Folder refused,
        Folder receipts,
        Folder inbox,
        Folder exercise,
        Folder taken,
        Path workPath,
        List<Folder> all)
        implements Closeable {
    static final String WORK = ".hub";
    static final List<String> SHARED = List.of("send", "sent", "refused", "receipts", "inbox", "exercise", "taken");

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

    static Places open(Folder base, Path basePath, String agency, Steps steps) throws IOException {
        var opened = new ArrayList<Folder>();
        try {
            Folder root = base.sub(agency);
            opened.add(root);
            var by = new HashMap<String, Folder>();
            for (String name : Stream.concat(Stream.of(WORK), SHARED.stream()).toList()) {
                Folder sub = root.sub(name);
                opened.add(sub);
                by.put(name, sub);
            }
            return new Places(
                    by.get(WORK),
                    by.get("send"),
                    by.get("sent"),
                    by.get("refused"),
                    by.get("receipts"),
                    by.get("inbox"),
                    by.get("exercise"),
                    by.get("taken"),
                    basePath.resolve(agency).resolve(WORK),
                    opened);
        } catch (IOException e) {
            close(opened);
            throw e;
        }
    }

    /** The agency's own folder. */
    Folder root() {
        return all.get(0);
    }

    /** One of {@link #SHARED}. */
    Folder shared(String name) {
        return all.get(all.size() - SHARED.size() + SHARED.indexOf(name));
    }

    /** Puts a file into a folder that others read: whole under its name or not there at all. */
    void publish(byte[] content, Folder to, Path name) throws IOException {
        Path draft = Path.of(".draft");
        work.write(draft, content);
        work.move(draft, to, name);
    }

    @Override
    public void close() throws IOException {
        close(all);
    }

    private static void close(List<Folder> folders) throws IOException {
        for (Folder folder : folders) {
            folder.close();
        }
    }
}
