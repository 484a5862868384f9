package org.kivuko.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.safety.FileCheck;

/**
 * A copy of the data folder of a hub that does not run: broker, database and secrets of one moment, with a digest of each file. Made as a
 * whole or not at all, and put back only where every digest fits. Stateless.
 */
public final class HubCopy {
    private static final String FILES = "data";
    private static final String DIGESTS = "sha256";
    private static final String TAKEN = "taken";

    /** Made anew by the next start, or of the start that is over. */
    private static final List<String> LEFT_OUT = List.of(
            FileCheck.LOCK, "postgres/lock", "postgres/cluster/postmaster.pid", "postgres/cluster/postmaster.opts");

    private static final String PROGRAMS = "pgsql-";

    private HubCopy() {}

    /**
     * What a copy holds.
     *
     * @param taken when it was made
     * @param secrets where the secrets lie that are not in it; empty where they are
     * @param database where the database lies that is not in it; empty where it is
     */
    public record Made(
            Path folder, Instant taken, int files, long bytes, Optional<Path> secrets, Optional<String> database) {}

    /**
     * Makes one.
     *
     * @param target is not there yet
     * @throws StartRefused where a hub runs, or the target is there
     */
    public static Made make(HubOptions options, Path target, InstantSource clock) throws IOException {
        Path folder = target.toAbsolutePath().normalize();
        refuseWhatIsThere(folder, "a copy", false);
        if (!Files.exists(options.data().resolve(FileCheck.LOCK))) {
            throw new StartRefused("no hub was ever started on the data folder " + options.data());
        }
        Optional<String> elsewhere = elsewhere(options.config());
        try (DataFolder data = DataFolder.open(options.data())) {
            if (folder.startsWith(data.root())) {
                throw new StartRefused(
                        "the copy " + folder + " would lie in the data folder itself; name another place");
            }
            HubPairing.requireReconciled(data);
            stopDatabase(data.root(), options, elsewhere);
            Instant taken = clock.instant();
            Path draft = sibling(folder, ".making");
            Map<String, CopiedFile> copied = CopiedFile.all(data.root(), files(data.root()), draft.resolve(FILES));
            write(draft.resolve(DIGESTS), digests(copied));
            write(draft.resolve(TAKEN), taken + "\n");
            CopiedFile.sync(draft);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            CopiedFile.sync(folder.getParent());
            return made(folder, taken, copied, data.root(), elsewhere);
        }
    }

    private static Optional<String> elsewhere(Path config) {
        try {
            return Configuration.database(config).map(settings -> settings.url());
        } catch (IllegalArgumentException faulty) {
            throw new StartRefused(faulty.getMessage(), faulty);
        }
    }

    /** One that a killed hub left running would write while it is copied. */
    private static void stopDatabase(Path data, HubOptions options, Optional<String> elsewhere) throws IOException {
        if (elsewhere.isEmpty() && Files.exists(data.resolve("postgres/cluster/postmaster.pid"))) {
            EmbeddedDatabase.start(data, options.programs()).close();
        }
    }

    private static List<String> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString())
                    .filter(name -> !LEFT_OUT.contains(name) && !isOfPrograms(name))
                    .sorted()
                    .toList();
        }
    }

    /** Of the database, which a start unpacks where they are missing. */
    static boolean isOfPrograms(String name) {
        return name.startsWith(PROGRAMS);
    }

    private static String digests(Map<String, CopiedFile> copied) {
        var lines = new StringBuilder();
        copied.forEach((name, file) ->
                lines.append(file.sha256()).append("  ").append(name).append('\n'));
        return lines.toString();
    }

    private static void write(Path file, String text) throws IOException {
        DataFolder.writeOwnerOnly(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Puts one back. A hub does not run on it before broker and ledger were held against each other.
     *
     * @param data is not there yet, or empty
     * @throws StartRefused where something is there, or a file of the copy is not as it was
     */
    public static Made restore(Path copy, Path data) throws IOException {
        Path root = data.toAbsolutePath().normalize();
        refuseWhatIsThere(root, "a data folder", true);
        Instant taken = taken(copy);
        Map<String, String> digests = digests(copy);
        Path draft = sibling(root, ".restoring");
        Map<String, CopiedFile> copied = CopiedFile.all(copy.resolve(FILES), new ArrayList<>(digests.keySet()), draft);
        requireSame(copy, digests, copied);
        RestoredNote.write(draft, taken);
        CopiedFile.sync(draft);
        Files.deleteIfExists(root);
        Files.move(draft, root, StandardCopyOption.ATOMIC_MOVE);
        CopiedFile.sync(root.getParent());
        return made(root, taken, copied, root, Optional.empty());
    }

    private static Made made(
            Path folder, Instant taken, Map<String, CopiedFile> copied, Path data, Optional<String> database)
            throws IOException {
        long bytes = copied.values().stream().mapToLong(CopiedFile::bytes).sum();
        return new Made(folder, taken, copied.size(), bytes, HubSecrets.elsewhere(data), database);
    }

    private static Instant taken(Path copy) throws IOException {
        if (!Files.isReadable(copy.resolve(TAKEN)) || !Files.isReadable(copy.resolve(DIGESTS))) {
            throw new StartRefused("expected a copy that ./kivuko backup has made, with the files '" + TAKEN + "' and '"
                    + DIGESTS + "', found none in " + copy);
        }
        try {
            return Instant.parse(Files.readString(copy.resolve(TAKEN)).strip());
        } catch (DateTimeException broken) {
            throw new StartRefused("expected an instant in " + copy.resolve(TAKEN), broken);
        }
    }

    private static Map<String, String> digests(Path copy) throws IOException {
        var digests = new TreeMap<String, String>();
        for (String line : Files.readAllLines(copy.resolve(DIGESTS))) {
            int name = line.indexOf("  ");
            boolean fits = name > 0 && isInside(line.substring(name + 2));
            if (!fits) {
                throw new StartRefused("expected lines of a digest and a name in " + copy.resolve(DIGESTS));
            }
            digests.put(line.substring(name + 2), line.substring(0, name));
        }
        return digests;
    }

    private static boolean isInside(String name) {
        Path path = Path.of(name);
        return !path.isAbsolute() && path.normalize().equals(path) && !path.startsWith("..");
    }

    private static void requireSame(Path copy, Map<String, String> digests, Map<String, CopiedFile> copied)
            throws IOException {
        List<String> others = digests.keySet().stream()
                .filter(name ->
                        !copied.containsKey(name) || !copied.get(name).sha256().equals(digests.get(name)))
                .toList();
        if (!others.isEmpty()) {
            throw new StartRefused("the copy " + copy + " is not as it was made: " + others.size()
                    + " of its files are missing or other ones, the first is " + others.get(0)
                    + "; nothing was put back, take another copy");
        }
        if (!files(copy.resolve(FILES)).equals(List.copyOf(new TreeMap<>(digests).keySet()))) {
            throw new StartRefused(
                    "the copy " + copy + " holds files of which its list does not know; nothing was put back");
        }
    }

    private static void refuseWhatIsThere(Path folder, String what, boolean mayBeEmpty) throws IOException {
        if (mayBeEmpty && Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(folder)) {
            throw new StartRefused(folder + " is there already: " + what
                    + " is never written over; name another place, or move that one away");
        }
    }

    private static Path sibling(Path folder, String ending) throws IOException {
        Path parent = folder.getParent();
        Files.createDirectories(parent);
        Path draft = parent.resolve(folder.getFileName() + ending);
        if (Files.exists(draft)) {
            throw new StartRefused(draft + " is there: one that was cut off left it; look at it, and remove it");
        }
        return DataFolder.makeFolder(draft);
    }
}
