package org.kivuko.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Keys;
import org.kivuko.model.AgencyId;

/**
 * One file per key, {@code KEN.DIS.key} or {@code operator.key}: the key and a newline, readable by the owner alone. A file
 * that is added, replaced or removed counts from the next question on. Thread-safe.
 */
public final class KeyFiles implements Keys {
    private static final String ENDING = ".key";
    private static final String OPERATOR = "operator";
    private static final int KEY_BYTES = 32;
    private static final long TICK_MILLIS = 1_000;

    private final Path folder;
    private volatile Known known = new Known(FileTime.fromMillis(-1), false, Map.of());

    /**
     * What the folder held.
     *
     * @param settled whether the folder had not changed for a while when it was read: two changes within one tick of the
     *     file system's clock look like one
     */
    private record Known(FileTime asOf, boolean settled, Map<String, Caller> callersByHash) {}

    /** Keys of this folder, which is made where it is missing. */
    public KeyFiles(Path folder) throws IOException {
        this.folder = DataFolder.makeFolder(folder);
    }

    @Override
    public Optional<Caller> caller(String key) {
        // Looked up by its hash: how long that takes says nothing about how much of the key was right.
        return Optional.ofNullable(current().callersByHash().get(hash(key)));
    }

    /** Whose key each is, by the hash of the key. */
    Map<String, Caller> callersByHash() {
        return current().callersByHash();
    }

    /** The file of this agency or of {@code operator}. */
    public Path file(String name) {
        return folder.resolve(name + ENDING);
    }

    /** Makes a key where there is none. */
    public void issue(String name) throws IOException {
        if (!Files.exists(file(name))) {
            renew(name);
        }
    }

    /** Makes a new key; an old one stops counting. */
    public void renew(String name) throws IOException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        DataFolder.writeOwnerOnly(file(name), key.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes what nobody but its owner may read, into a folder that exists; the file is replaced as a whole. */
    public static void writePrivate(Path file, String content) throws IOException {
        DataFolder.writeOwnerOnly(file, content.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes a key away; false where there is none. */
    public boolean revoke(String name) throws IOException {
        return Files.deleteIfExists(file(name));
    }

    /** The key itself, for the clients of the command line. */
    public Optional<String> read(String name) throws IOException {
        return Files.isReadable(file(name))
                ? Optional.of(Files.readString(file(name)).strip())
                : Optional.empty();
    }

    private Known current() {
        try {
            FileTime changed = Files.getLastModifiedTime(folder);
            if (!known.settled() || !changed.equals(known.asOf())) {
                known = load(changed);
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException("the keys cannot be read", e);
        }
    }

    private Known load(FileTime changed) throws IOException {
        var callers = new HashMap<String, Caller>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    Optional<Caller> caller = callerNamed(name.substring(0, name.length() - ENDING.length()));
                    if (caller.isPresent()) {
                        callers.put(hash(Files.readString(file).strip()), caller.get());
                    }
                }
            }
        }
        boolean settled = System.currentTimeMillis() - changed.toMillis() > TICK_MILLIS;
        return new Known(changed, settled, Map.copyOf(callers));
    }

    private static Optional<Caller> callerNamed(String name) {
        return name.equals(OPERATOR)
                ? Optional.of(new Caller.Operator(OPERATOR))
                : AgencyId.parse(name).map(Caller.OfAgency::new);
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
