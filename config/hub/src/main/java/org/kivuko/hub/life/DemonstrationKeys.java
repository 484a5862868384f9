package org.kivuko.hub.life;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.SignedPapers;
import org.kivuko.hub.configuration.SignedText;
import org.kivuko.hub.signing.ActChain;
import org.kivuko.hub.signing.AgreementText;
import org.kivuko.hub.signing.BadKey;
import org.kivuko.hub.signing.Deed;
import org.kivuko.hub.signing.KeyRing;
import org.kivuko.hub.signing.SignedAct;
import org.kivuko.hub.signing.SigningKey;
import org.kivuko.hub.signing.SigningKeys;
import org.kivuko.hub.signing.TextSignature;
import org.kivuko.model.AgencyId;

/**
 * Throw-away keys of an invented desk in each state, with which a demonstration signs the model agreements: everything lies
 * in its data folder and counts there alone. The keys say of themselves what they are, and no configuration takes them.
 */
public final class DemonstrationKeys {
    private static final String DESK = ".DEMODESK";

    private final Path folder;
    private final Instant now;
    private final Map<String, JWK> keys = new TreeMap<>();

    private DemonstrationKeys(Path folder, Instant now) {
        this.folder = folder;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The configuration with every agreement signed and brought to the state that its file names.
     *
     * @param folder of the demonstration's own, which exists; what it signed before is used again
     */
    public static Configuration.Loaded sign(Configuration.Loaded configuration, Path folder, Instant now)
            throws IOException {
        return new DemonstrationKeys(folder, now).sign(configuration);
    }

    private Configuration.Loaded sign(Configuration.Loaded configuration) throws IOException {
        for (var state : configuration.directory().states()) {
            keys.put(state.code(), key(folder.resolve(state.code() + ".jwk")));
        }
        var ring = new KeyRing(keys.entrySet().stream()
                .map(entry -> new SigningKey(
                        desk(entry.getKey()),
                        entry.getValue().toPublicJWK(),
                        LocalDate.EPOCH,
                        Optional.<LocalDate>empty()))
                .toList());
        var texts = new HashMap<String, SignedText>();
        for (Agreement agreement : configuration.agreements()) {
            var text = configuration.texts().get(agreement.id()).text();
            texts.put(agreement.id(), new SignedText(text, papers(agreement, text, ring)));
        }
        return configuration.with(ring, texts);
    }

    private static AgencyId desk(String state) {
        return AgencyId.of(state + DESK);
    }

    private static JWK key(Path file) throws IOException {
        if (!Files.exists(file)) {
            var jwk = SigningKeys.generate(SigningKeys.Kind.ED25519, true);
            KeyFiles.writePrivate(file, jwk.toJSONString() + "\n");
        }
        try {
            return SigningKeys.readPrivate(Files.readString(file));
        } catch (BadKey e) {
            throw new StartRefused("the demonstration's key " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private SignedPapers.Papers papers(Agreement agreement, AgreementText text, KeyRing ring) throws IOException {
        var signatures = new TreeMap<String, String>();
        for (String party : agreement.parties()) {
            var file = SignedPapers.signatureFile(folder, text, party);
            boolean good = Files.exists(file)
                    && TextSignature.check(text, Files.readString(file).strip(), ring) instanceof TextSignature.Valid;
            if (!good) {
                write(file, List.of(TextSignature.make(text, desk(party), now, keys.get(party))));
            }
            signatures.put(party, Files.readString(file).strip());
        }
        return new SignedPapers.Papers(signatures, acts(agreement, text, ring));
    }

    private List<String> acts(Agreement agreement, AgreementText text, KeyRing ring) throws IOException {
        var file = SignedPapers.actsFile(folder, text);
        if (Files.exists(file)) {
            var lines = Files.readAllLines(file);
            var asked = lines.stream().map(line -> new ActChain.Line(line, now)).toList();
            if (ActChain.check(text, asked, ring).fault().isEmpty()) {
                return lines;
            }
        }
        var made = new ArrayList<String>();
        String previous = text.digest();
        for (Deed deed : deeds(agreement.state())) {
            for (String party : deed == Deed.SUSPEND ? agreement.parties().subList(0, 1) : agreement.parties()) {
                var act = SignedAct.make(text, deed, Optional.empty(), now, desk(party), previous, keys.get(party));
                made.add(act.compact());
                previous = act.digest();
            }
        }
        write(file, made);
        return made;
    }

    /** What leads to a state once everybody has signed. */
    private static List<Deed> deeds(State state) {
        return switch (state) {
            case DRAFT, SIGNED -> List.of();
            case PROVISIONAL -> List.of(Deed.PROVISIONAL);
            case IN_FORCE -> List.of(Deed.IN_FORCE);
            case SUSPENDED -> List.of(Deed.IN_FORCE, Deed.SUSPEND);
            case TERMINATED -> List.of(Deed.IN_FORCE, Deed.TERMINATE);
        };
    }

    private static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
