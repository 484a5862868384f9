package org.kivuko.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Keys;
import org.kivuko.hub.entry.Credential;
import org.kivuko.hub.entry.Credentials;
import org.kivuko.hub.entry.Entries;
import org.kivuko.hub.entry.Fingerprint;
import org.kivuko.hub.entry.HashLines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of keys: {@code KEN.DIS.key} or {@code operator.key} holds a key and a newline, {@code KEN.DIS.hash} the hashes of keys
 * that lie nowhere ({@link HashLines}), {@code KEN.DIS.pem} certificates. All are readable by their owner alone. A file that is
 * added, replaced or removed counts from the next question on. Thread-safe.
 */
public final class KeyFiles implements Keys {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final int KEY_BYTES = 32;
    private static final long TICK_MILLIS = 1_000;

    private final Path folder;
    private final InstantSource clock;
    private final boolean certificateIsEnough;
    private Map<Path, Stamp> stamps = Map.of();
    private volatile Known known = new Known(FileTime.fromMillis(-1), false, new Entries(Credentials.NONE));

    /**
     * What the folder held.
     *
     * @param settled whether the folder had not changed for a while when it was read: two changes within one tick of the
     *     file system's clock look like one
     */
    private record Known(FileTime asOf, boolean settled, Entries entries) {}

    /** By what it is seen that a file was written over in its place. */
    private record Stamp(FileTime changed, long bytes) {}

    /** Keys of this folder, which is made where it is missing. */
    public KeyFiles(Path folder) throws IOException {
        this(folder, Clock.systemUTC(), false);
    }

    /**
     * The same by another clock.
     *
     * @param clock by which keys and certificates end
     * @param certificateIsEnough whether agencies need no key beside their certificate
     */
    KeyFiles(Path folder, InstantSource clock, boolean certificateIsEnough) throws IOException {
        this.folder = DataFolder.makeFolder(folder);
        this.clock = clock;
        this.certificateIsEnough = certificateIsEnough;
    }

    @Override
    public Optional<Caller> caller(String key) {
        // Looked up by its hash: how long that takes says nothing about how much of the key was right.
        return current().key(Fingerprint.of(key), clock.instant());
    }

    @Override
    public Optional<Caller> certified(X509Certificate certificate) {
        return current().certificate(Fingerprint.of(certificate), clock.instant());
    }

    @Override
    public boolean certificateIsEnough() {
        return certificateIsEnough;
    }

    /** Who gets in by what, at this moment; files that were written over in their places are seen here, too. Asked by one thread. */
    Map<String, Caller> counting() {
        try {
            FileTime changed = Files.getLastModifiedTime(folder);
            Map<Path, Stamp> now = stamps();
            if (!known.settled() || !now.equals(stamps)) {
                known = load(changed);
                stamps = now;
            }
            return known.entries().countingAt(clock.instant());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Map<Path, Stamp> stamps() throws IOException {
        var stamps = new HashMap<Path, Stamp>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try {
                    var now = Files.readAttributes(file, BasicFileAttributes.class);
                    stamps.put(file, new Stamp(now.lastModifiedTime(), now.size()));
                } catch (NoSuchFileException gone) {
                    LOG.trace("a file went away while it was looked at", gone);
                }
            }
        }
        return stamps;
    }

    /** Everything that lies here, in the order of names. */
    public List<Credential> all() {
        return current().held().all();
    }

    /** Whole days until the last certificate of each who has some ends, zero where it has. */
    Map<String, Long> daysLeft(Instant now) {
        var left = new HashMap<String, Long>();
        all().stream()
                .filter(each -> each.kind() == Credential.Kind.CERTIFICATE)
                .forEach(each -> left.merge(
                        "certificate of " + each.name(), CertificateEnds.daysLeft(each.until(), now), Math::max));
        return left;
    }

    /** The file of this agency or of {@code operator} in which the key itself lies. */
    public Path file(String name) {
        return folder.resolve(name + Credentials.KEY);
    }

    private Path hashes(String name) {
        return folder.resolve(name + Credentials.HASH);
    }

    private Path certificates(String name) {
        return folder.resolve(name + Credentials.CERTIFICATES);
    }

    /** Makes a key where there is nothing by which to get in. */
    public void issue(String name) throws IOException {
        if (Stream.of(file(name), hashes(name), certificates(name)).noneMatch(Files::exists)) {
            renew(name);
        }
    }

    /** Makes a new key; all old ones stop counting. */
    public void renew(String name) throws IOException {
        writePrivate(file(name), random() + "\n");
        Files.deleteIfExists(hashes(name));
    }

    /** The same, but only the hash stays here: the key is in the answer and nowhere else. */
    public String renewHashed(String name) throws IOException {
        String key = random();
        writePrivate(hashes(name), HashLines.write(List.of(hashed(name, key))));
        Files.deleteIfExists(file(name));
        return key;
    }

    /**
     * Makes a second key beside those that count, which end once the overlap is over. Whatever happens meanwhile, one of both counts.
     *
     * @param hashed whether only the hash of the new one is to stay here
     * @return the new key, where only its hash stays here
     */
    public Optional<String> rotate(String name, Duration overlap, boolean hashed) throws IOException {
        Instant now = clock.instant();
        List<Credential> kept = current().held().of(name).stream()
                .filter(each -> each.kind() != Credential.Kind.CERTIFICATE && each.countsAt(now))
                .map(each -> each.until(now.plus(overlap)))
                .toList();
        String key = random();
        List<Credential> lines = hashed
                ? Stream.concat(kept.stream(), Stream.of(hashed(name, key))).toList()
                : kept;
        writePrivate(hashes(name), HashLines.write(lines));
        if (hashed) {
            Files.deleteIfExists(file(name));
            return Optional.of(key);
        }
        writePrivate(file(name), key + "\n");
        return Optional.empty();
    }

    /**
     * Has certificates count for somebody, instead of those that did.
     *
     * @param pem two of them while one follows the other
     */
    public void certify(String name, byte[] pem) throws IOException {
        DataFolder.writeOwnerOnly(certificates(name), pem);
    }

    /** Writes what nobody but its owner may read, into a folder that exists; the file is replaced as a whole. */
    public static void writePrivate(Path file, String content) throws IOException {
        DataFolder.writeOwnerOnly(file, content.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes everything away by which somebody gets in; false where there is nothing. */
    public boolean revoke(String name) throws IOException {
        boolean key = Files.deleteIfExists(file(name));
        boolean hash = Files.deleteIfExists(hashes(name));
        boolean certificate = Files.deleteIfExists(certificates(name));
        return key || hash || certificate;
    }

    /** The key itself, for the clients of the command line; empty where it does not lie here. */
    public Optional<String> read(String name) throws IOException {
        return Files.isReadable(file(name))
                ? Optional.of(Files.readString(file(name)).strip())
                : Optional.empty();
    }

    private static Credential hashed(String name, String key) {
        Caller caller = Credentials.callerNamed(name)
                .orElseThrow(() -> new IllegalArgumentException("neither an agency nor the operator"));
        return new Credential(Credential.Kind.HASH, caller, Fingerprint.of(key), Instant.MIN, Instant.MAX);
    }

    private static String random() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private Entries current() {
        try {
            FileTime changed = Files.getLastModifiedTime(folder);
            if (!known.settled() || !changed.equals(known.asOf())) {
                known = load(changed);
            }
            return known.entries();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("the keys cannot be read", e);
    }

    private Known load(FileTime changed) throws IOException {
        Credentials held = Credentials.read(folder);
        if (!held.faults().isEmpty()
                && !held.faults().equals(known.entries().held().faults())) {
            LOG.warn("what stands in the folder of keys here lets nobody in: {}", held.faults());
        }
        boolean settled = System.currentTimeMillis() - changed.toMillis() > TICK_MILLIS;
        return new Known(changed, settled, new Entries(held));
    }
}
