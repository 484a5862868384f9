package org.kivuko.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The secrets without which nothing in the ledger can be opened or compared. They lie in the data folder, or, once a start has named
 * another folder, there: then the data folder says where and holds none of them, so that a copy of it opens nothing. Where that
 * folder is not there, or lacks one of them, no new one is made: what is sealed would be lost. Stateless but for its folder.
 */
public final class HubSecrets {
    /** What messages are sealed with, what identities are compared by, and what registers are marked with. */
    static final List<String> NAMES = List.of("content", "digests", "register");

    /** The keys of the hub's end of sticks, which its operator makes by the first command about them. */
    private static final String STICK_KEYS = "bundles";

    /** Among the secrets of the data folder: names the folder that they have been taken to. */
    static final String ELSEWHERE = "elsewhere";

    /** What operators are told as long as they lie in it. */
    public static final String IN_DATA =
            "SECRETS_IN_DATA: what messages are sealed with lies in the data folder: whoever has a copy of it opens them; name a"
                    + " folder on another disk with serve --secrets";

    private final Path folder;

    private HubSecrets(Path folder) {
        this.folder = folder;
    }

    /**
     * The secrets of a data folder, wherever they are.
     *
     * @throws StartRefused where they were taken elsewhere and are not there
     */
    static HubSecrets of(DataFolder data) throws IOException {
        Path own = data.folder("secrets");
        Optional<Path> elsewhere = elsewhere(data.root());
        if (elsewhere.isEmpty()) {
            return new HubSecrets(own);
        }
        for (String name : NAMES) {
            if (!Files.isReadable(elsewhere.get().resolve(name))) {
                throw new StartRefused("the secret '" + name + "' of the data folder " + data.root() + " is kept in "
                        + elsewhere.get()
                        + " and cannot be read there: make that folder available, or name where it is now with"
                        + " --secrets; no new one is made, since nothing that is sealed could be opened with it");
            }
        }
        return new HubSecrets(elsewhere.get());
    }

    /** Where the secrets of a data folder have been taken to; empty where they are in it. */
    public static Optional<Path> elsewhere(Path data) throws IOException {
        Path note = data.resolve("secrets").resolve(ELSEWHERE);
        return Files.exists(note)
                ? Optional.of(
                        Path.of(Files.readString(note, StandardCharsets.UTF_8).strip()))
                : Optional.empty();
    }

    /**
     * The file with the keys of the hub's end of sticks, wherever the secrets are; it may not be there yet.
     *
     * @throws StartRefused where no hub was ever started on the data folder, or its secrets are not where they were taken to
     */
    public static Path stickKeys(Path data) throws IOException {
        Path secrets = elsewhere(data).orElse(data.resolve("secrets"));
        if (!Files.isDirectory(secrets)) {
            throw new StartRefused("expected the secrets of a hub that has been started on the data folder " + data
                    + ", found no folder " + secrets);
        }
        return secrets.resolve(STICK_KEYS);
    }

    /**
     * Takes the secrets of a data folder to another folder, for this start and all later ones; makes them there where there are none yet.
     * What is interrupted is gone on with the next time. No hub may be running on the data folder.
     *
     * @throws StartRefused where other secrets are there already, or those that were taken there before are missing
     */
    public static void keepIn(Path data, Path folder) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        try (DataFolder held = DataFolder.open(data)) {
            if (target.startsWith(held.root())) {
                throw new StartRefused("FILE_SECRETS_INSIDE: the folder of the secrets " + target
                        + " is inside the data folder " + held.root() + "; name one outside of it");
            }
            Path own = held.folder("secrets");
            boolean before = elsewhere(held.root()).isPresent();
            DataFolder.makeFolder(target);
            var names = new ArrayList<>(NAMES);
            if (Files.exists(own.resolve(STICK_KEYS))) {
                names.add(STICK_KEYS);
            }
            for (String name : names) {
                bring(own.resolve(name), target.resolve(name), before);
            }
            DataFolder.writeOwnerOnly(own.resolve(ELSEWHERE), (target + "\n").getBytes(StandardCharsets.UTF_8));
            for (String name : names) {
                Files.deleteIfExists(own.resolve(name));
            }
        }
    }

    /** Safe in the new place before it leaves the old one. */
    private static void bring(Path from, Path to, boolean before) throws IOException {
        if (Files.exists(from)) {
            byte[] secret = Files.readAllBytes(from);
            if (!Files.exists(to)) {
                DataFolder.writeOwnerOnly(to, secret);
            } else if (!MessageDigest.isEqual(secret, Files.readAllBytes(to))) {
                throw new StartRefused("the secret " + to + " is another one than " + from
                        + ": it belongs to another data folder; name a folder of its own with --secrets");
            }
        } else if (!Files.exists(to)) {
            if (before) {
                throw new StartRefused(
                        "the secret " + to + " is missing, and was taken elsewhere before: restore it from the"
                                + " backup; no new one is made, since nothing that is sealed could be opened with it");
            }
            DataFolder.secret(to);
        }
    }

    /** One of {@link #NAMES}, made where the data folder has none yet. */
    byte[] read(String name) throws IOException {
        return DataFolder.secret(folder.resolve(name));
    }
}
