package org.kivuko.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The codes that a nationality or an issuer of documents may have: ISO 3166-1 alpha-3 and ICAO Doc 9303-3, part 5. */
public final class StateCodes {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Set<String> CODES = load();

    private StateCodes() {}

    /** Whether a document may carry this code. */
    public static boolean knows(String code) {
        return CODES.contains(code);
    }

    private static Set<String> load() {
        try (InputStream file = StateCodes.class.getResourceAsStream("state-codes.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(SPACES::splitAsStream)
                    .filter(Predicate.not(String::isEmpty))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("state-codes.txt", unreadable);
        }
    }
}
