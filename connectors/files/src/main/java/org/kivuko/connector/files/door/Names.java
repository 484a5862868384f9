package org.kivuko.connector.files.door;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;

/**
 * Names of files. An agency names what it sends, in plain letters; whatever else the door writes it names itself: the instant, a
 * count and a random id, so that names sort as files were written and say nothing of what is in them. Thread-safe.
 */
final class Names {
    /** What a name must look like, in words. */
    static final String FORM =
            "a name of at most 100 letters A to Z, digits, '.', '_' and '-' that begins with a letter or digit";

    private static final Pattern SENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern UNFINISHED = Pattern.compile("(?i)\\..*|.*\\.(part|tmp|filepart|crdownload)|.*~");
    private static final Pattern RESERVED = Pattern.compile("(?i).*\\.(receipt|problem)\\.json");
    private static final Pattern WRITTEN = Pattern.compile(
            "\\d{8}T\\d{9}Z-\\d{4}-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.json");
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'");
    private static final int COUNTS = 10_000;

    private final AtomicInteger count = new AtomicInteger();

    /** Whether an agency may call a file so. */
    static boolean fits(String name) {
        return SENT.matcher(name).matches() && !RESERVED.matcher(name).matches();
    }

    /** Whether somebody says by the name that the file is still being written. */
    static boolean unfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    /** The form that the ending of a name promises. */
    static Optional<Format> format(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".json")) {
            return Optional.of(Formats.JSON);
        }
        return lower.endsWith(".xml") ? Optional.of(Formats.CAP) : Optional.empty();
    }

    static Path receipt(Path name) {
        return Path.of(name + ".receipt.json");
    }

    static Path problem(Path name) {
        return Path.of(name + ".problem.json");
    }

    /** A name for what the hub hands out. */
    Path written(Instant at, UUID id) {
        return Path.of(stem(at) + "-" + id + ".json");
    }

    /** A name for what came under one that nobody may use. */
    Path unnamed(Instant at) {
        return Path.of("unnamed-" + stem(at) + ".bin");
    }

    private String stem(Instant at) {
        int number = Math.floorMod(count.getAndIncrement(), COUNTS);
        return INSTANT.format(at.atOffset(ZoneOffset.UTC)) + "-" + String.format(Locale.ROOT, "%04d", number);
    }

    /** The id in a name that the hub gave. */
    static Optional<UUID> id(String name) {
        Matcher written = WRITTEN.matcher(name);
        return written.matches() ? Optional.of(UUID.fromString(written.group(1))) : Optional.empty();
    }
}
