package org.kivuko.hub.configuration;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.signing.KeyRing;
import org.kivuko.model.Directory;

/**
 * What the configuration folder says, or everything that is wrong with it. Read are {@code states/*.yaml},
 * {@code agreements/*.yaml}, {@code agreements/examples/*.json}, {@code agreements/signatures/*.jws},
 * {@code agreements/acts/*.jws} and {@code deploy/hub.yaml}, nothing else. Immutable,
 * thread-safe.
 */
public sealed interface Configuration {
    /** Reads a configuration folder. */
    static Configuration load(Path folder) {
        return new Loading(folder).load();
    }

    /**
     * What a configuration folder says of a database elsewhere, before the rest of it is read.
     *
     * @return empty where the ledger is kept by a database of the hub's own
     * @throws IllegalArgumentException where what it says cannot be used; a load tells the faults
     */
    static Optional<DatabaseSettings> database(Path folder) {
        return DatabaseReader.of(folder);
    }

    /**
     * A configuration without a fault.
     *
     * @param agreements in the order of their ids
     * @param keys the registered keys of the competent authorities
     * @param texts by the id of each agreement what its parties sign, and what lies beside it
     * @param moves who leaves, and who took over from whom
     * @param notices what is allowed and yet worth a look: agencies and posts that no rule names
     * @param examples how many examples of the agreements were judged, each as expected
     */
    record Loaded(
            Directory directory,
            List<Agreement> agreements,
            KeyRing keys,
            Map<String, SignedText> texts,
            HubSettings settings,
            Moves moves,
            List<Problem> notices,
            int examples)
            implements Configuration {
        public Loaded {
            agreements = List.copyOf(agreements);
            texts = Map.copyOf(texts);
            notices = notices.stream().sorted().toList();
        }

        /** The same under other settings. */
        public Loaded with(HubSettings other) {
            return new Loaded(directory, agreements, keys, texts, other, moves, notices, examples);
        }

        /** The same without the agencies that have left by an instant. */
        public Loaded asOf(Instant now) {
            var gone = moves.gone(now);
            return directory.agencies().stream().noneMatch(agency -> gone.contains(agency.id()))
                    ? this
                    : new Loaded(directory.without(gone), agreements, keys, texts, settings, moves, notices, examples);
        }

        /** When the next agency leaves. */
        public Optional<Instant> nextLeaving(Instant after) {
            return moves.next(after);
        }

        /** The same with other keys and signatures: those of a demonstration. */
        public Loaded with(KeyRing otherKeys, Map<String, SignedText> otherTexts) {
            return new Loaded(directory, agreements, otherKeys, otherTexts, settings, moves, notices, examples);
        }
    }

    /** At least one problem; sorted by file and line. */
    record Refused(List<Problem> problems) implements Configuration {
        public Refused {
            problems = problems.stream().sorted().toList();
        }
    }
}
