package org.kivuko.connector.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller is ready to take (RFC 9110, 12.5.1). */
final class Accept {
    private Accept() {}

    /**
     * The one of our forms that the caller likes best, ours first among equals; empty where it takes none.
     *
     * @param header empty for anything
     * @param ours with the version where there are several: a caller who asks for another one does not take it
     */
    static Optional<String> choose(String header, List<String> ours) {
        if (header.isBlank()) {
            return Optional.of(ours.get(0));
        }
        String best = null;
        double liking = 0;
        for (String form : ours) {
            double q = quality(header.toLowerCase(Locale.ROOT), form);
            if (q > liking) {
                best = form;
                liking = q;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The most specific range that fits decides. */
    private static double quality(String header, String form) {
        String name = form.split(";", 2)[0];
        String anyOfKind = form.substring(0, form.indexOf('/')) + "/*";
        for (String range : List.of(name, anyOfKind, "*/*")) {
            Optional<Double> q = Arrays.stream(header.split(","))
                    .map(String::strip)
                    .filter(part -> part.split(";", 2)[0].strip().equals(range))
                    .filter(part -> versions(part).allMatch(versions(form).toList()::contains))
                    .map(Accept::quality)
                    .findFirst();
            if (q.isPresent()) {
                return q.get();
            }
        }
        return 0;
    }

    private static Stream<String> versions(String part) {
        return Arrays.stream(part.split(";", -1))
                .map(parameter -> parameter.replaceAll("[\\s\"]", ""))
                .filter(parameter -> parameter.startsWith("version="));
    }

    private static double quality(String part) {
        return Arrays.stream(part.split(";"))
                .map(String::strip)
                .filter(parameter -> parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)"))
                .map(parameter -> Double.parseDouble(parameter.substring(2)))
                .findFirst()
                .orElse(1.0);
    }
}
