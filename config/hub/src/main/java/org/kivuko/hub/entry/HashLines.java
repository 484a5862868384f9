package org.kivuko.hub.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kivuko.exchange.Caller;

/** A file of hashed keys: on each line the SHA-256 of a key in hex and, where it ends, a space and the instant. Pure functions. */
public final class HashLines {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private HashLines() {}

    /**
     * What a file says.
     *
     * @param keys of the lines that can be understood
     * @param faults the numbers of the others, which let nobody in
     */
    public record Read(List<Credential> keys, List<Integer> faults) {
        public Read {
            keys = List.copyOf(keys);
            faults = List.copyOf(faults);
        }
    }

    /** Reads it; an empty line says nothing. */
    public static Read read(String text, Caller caller) {
        var keys = new ArrayList<Credential>();
        var faults = new ArrayList<Integer>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                keys.add(line(line.strip(), caller));
            } catch (DateTimeException | IllegalArgumentException fault) {
                faults.add(number);
            }
        }
        return new Read(keys, faults);
    }

    private static Credential line(String line, Caller caller) {
        int space = line.indexOf(' ');
        String hash = space < 0 ? line : line.substring(0, space);
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("no hash");
        }
        Instant until = space < 0 ? Instant.MAX : Instant.parse(line.substring(space + 1));
        return new Credential(Credential.Kind.HASH, caller, hash, Instant.MIN, until);
    }

    /** Writes it. */
    public static String write(List<Credential> keys) {
        return keys.stream()
                .map(key -> key.digest() + (key.until().equals(Instant.MAX) ? "" : " " + key.until()) + "\n")
                .collect(Collectors.joining());
    }
}
