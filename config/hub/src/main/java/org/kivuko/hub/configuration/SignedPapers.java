package org.kivuko.hub.configuration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kivuko.hub.signing.AgreementText;

/**
 * The signatures and acts that lie beside the agreements: {@code signatures/KEN-UGA.osbp@3.KEN.jws} and, an act per line,
 * {@code acts/KEN-UGA.osbp@3.jws}.
 */
public final class SignedPapers {
    private static final String ENDING = ".jws";

    private SignedPapers() {}

    /**
     * What lies beside one agreement.
     *
     * @param signatures by the party in whose name the file stands
     * @param acts in the order of the file
     */
    public record Papers(Map<String, String> signatures, List<String> acts) {
        public static final Papers NONE = new Papers(Map.of(), List.of());

        public Papers {
            signatures = Map.copyOf(signatures);
            acts = List.copyOf(acts);
        }
    }

    /** Where the signature of a party stands; {@code agreements} is the folder of agreements. */
    public static Path signatureFile(Path agreements, AgreementText text, String party) {
        return agreements.resolve("signatures").resolve(text.reference() + "." + party + ENDING);
    }

    /** Where the acts about a text stand. */
    public static Path actsFile(Path agreements, AgreementText text) {
        return agreements.resolve("acts").resolve(text.reference() + ENDING);
    }

    static Papers read(Path agreements, AgreementText text, List<String> parties, Function<Path, Report> reports) {
        var signatures = new TreeMap<String, String>();
        for (String party : parties) {
            lines(signatureFile(agreements, text, party), reports)
                    .findFirst()
                    .ifPresent(line -> signatures.put(party, line));
        }
        return new Papers(signatures, lines(actsFile(agreements, text), reports).toList());
    }

    private static Stream<String> lines(Path file, Function<Path, Report> reports) {
        if (!Files.exists(file)) {
            return Stream.of();
        }
        return ConfigurationFiles.bytes(file, reports.apply(file))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty()))
                .orElse(Stream.of());
    }
}
