package org.kivuko.hub.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.operations.safety.SafetyFacts;
import org.kivuko.operations.safety.SafetyRule;

/**
 * Who reaches the files of a hub. A file counts as open where its own rights and those of every folder above it let somebody
 * else read it. Stateless.
 */
public final class FileCheck {
    /** Stands in every data folder that a hub has used. */
    public static final String LOCK = "hub.lock";

    private static final Set<PosixFilePermission> READ =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> ENTER =
            Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private FileCheck() {}

    /** All rules about the folders of a hub. */
    public static List<SafetyRule> rules() {
        return FileRules.FOLDERS;
    }

    /** The rules about files that the configuration names. */
    public static List<SafetyRule> rulesOfSecretFiles() {
        return FileRules.NAMED;
    }

    /**
     * The folders of a hub as they are.
     *
     * @param data the data folder
     * @param secrets where the secrets are that were taken out of it; empty where they are in it
     * @param config the configuration folder
     */
    public static SafetyFacts facts(Path data, Optional<Path> secrets, Path config) throws IOException {
        var facts = new SafetyFacts.Collector();
        // One that no hub has used yet is closed to others by the first.
        facts.add("data folder", Files.exists(data.resolve(LOCK)) ? open(data, true) : FileRules.OWNER);
        facts.add("configuration folder", writable(config));
        addAll(facts, "key files", data.resolve("keys"));
        addAll(facts, "secrets", secrets.orElse(data.resolve("secrets")));
        boolean inside =
                secrets.filter(folder -> real(folder).startsWith(real(data))).isPresent();
        facts.add("folder of the secrets (--secrets)", inside ? "inside the data folder" : FileRules.OUTSIDE);
        return facts.facts();
    }

    /** The files whose first lines are secrets of the configuration. */
    public static SafetyFacts secretFiles(List<Path> files) throws IOException {
        var facts = new SafetyFacts.Collector();
        facts.add("secret files of hub.yaml", FileRules.OWNER);
        for (Path file : files) {
            facts.add("secret files of hub.yaml", open(file, false), file.toString());
        }
        return facts.facts();
    }

    private static void addAll(SafetyFacts.Collector facts, String setting, Path folder) throws IOException {
        facts.add(setting, FileRules.OWNER);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                facts.add(setting, open(file, false), file.toString());
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            // Nothing to be read there yet.
        }
    }

    /** The rights where somebody else reaches it; a folder is open where it can be entered or listed. */
    private static String open(Path file, boolean folder) throws IOException {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            boolean itself = has(rights, READ) || (folder && has(rights, ENTER));
            return itself && entered(file) ? PosixFilePermissions.toString(rights) : FileRules.OWNER;
        } catch (NoSuchFileException gone) {
            return FileRules.OWNER;
        }
    }

    /** Whether somebody else comes through every folder above it. */
    private static boolean entered(Path file) throws IOException {
        for (Path folder = real(file).getParent(); folder != null; folder = folder.getParent()) {
            if (!has(Files.getPosixFilePermissions(folder), ENTER)) {
                return false;
            }
        }
        return true;
    }

    private static String writable(Path config) throws IOException {
        try {
            boolean all = Files.getPosixFilePermissions(config).contains(PosixFilePermission.OTHERS_WRITE);
            return all && entered(config) ? "writable for everybody" : "writable for its owner and group alone";
        } catch (NoSuchFileException absent) {
            return "writable for its owner and group alone";
        }
    }

    private static boolean has(Set<PosixFilePermission> rights, Set<PosixFilePermission> some) {
        return some.stream().anyMatch(rights::contains);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThereYet) {
            return path.toAbsolutePath().normalize();
        }
    }
}
