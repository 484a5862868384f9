package org.kivuko.hub.life;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.SignedPapers;
import org.kivuko.hub.signing.ActChain;
import org.kivuko.hub.signing.AgreementText;
import org.kivuko.hub.signing.Deed;
import org.kivuko.hub.signing.SignedAct;
import org.kivuko.hub.signing.SigningKeys;
import org.kivuko.hub.signing.TextSignature;
import org.kivuko.model.AgencyId;

/** A configuration of two states with registered keys and one agreement, in a folder, and what its authorities do. */
final class LifeTree {
    static final String ID = "KEN-UGA.life";
    static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");

    private final Path folder;
    private final Map<String, JWK> keys;

    private LifeTree(Path folder, Map<String, JWK> keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Writes the tree; {@code way} is the word of {@code signatures}. */
    static LifeTree in(Path folder, String way) throws IOException {
        var keys = Map.of(
                "KEN", SigningKeys.generate(SigningKeys.Kind.ED25519, false),
                "UGA", SigningKeys.generate(SigningKeys.Kind.ED25519, false));
        var tree = new LifeTree(folder, keys);
        tree.write("deploy/hub.yaml", "signatures: " + way + "\n");
        for (String state : keys.keySet()) {
            tree.state(state, true);
        }
        tree.agreement(1, "'@core'");
        return tree;
    }

    /** The same files in another folder, with the same keys. */
    LifeTree copy(Path other) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = other.resolve(folder.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return new LifeTree(other, keys);
    }

    Path folder() {
        return folder;
    }

    Configuration.Loaded load() {
        return (Configuration.Loaded) Configuration.load(folder);
    }

    /** A state with its one agency, and its key where it has one. */
    void state(String state, boolean registered) throws IOException {
        String key = keys.get(state).toPublicJWK().toJSONString();
        write(
                "states/" + state + ".yaml",
                "state: " + state + "\nname: A state\ncentralContact: " + state + ".DIS\nagencies:\n  - {agency: "
                        + state
                        + ".DIS, name: A desk, roles: [immigration]}\n"
                        + (registered
                                ? "signingKeys:\n  - {authority: " + state + ".DIS, key: " + key
                                        + ", from: 2020-01-01}\n"
                                : ""));
    }

    /** @param keep what its one permit keeps, in YAML */
    void agreement(int version, String keep) throws IOException {
        agreement(version, keep, "2020-01-01");
    }

    void agreement(int version, String keep, String from) throws IOException {
        write(
                "agreements/" + ID + ".yaml",
                """
                agreement: KEN-UGA.life
                version: %d
                title: Life
                instrument: {name: A treaty, article: s. 1}
                parties: [KEN, UGA]
                state: draft
                valid: {from: %s}
                annexes: {alert: [KEN, UGA]}
                rules:
                  - {rule: K-1, kind: permit, from: KEN, to: UGA, annex: alert, messages: [alert], fields: {keep: [%s]}}
                """
                        .formatted(version, from, keep));
    }

    /** The first version again, in force as it is written, with an end. */
    void ending(String until) throws IOException {
        Path file = folder.resolve("agreements/" + ID + ".yaml");
        write(
                "agreements/" + ID + ".yaml",
                Files.readString(file)
                        .replace("state: draft", "state: in-force")
                        .replace("valid: {from: 2020-01-01}", "valid: {from: 2020-01-01, until: " + until + "}"));
    }

    private AgreementText text() {
        return load().texts().get(ID).text();
    }

    /** An authority signs the text as it is now, with its own key or another. */
    void sign(String state, JWK key) throws IOException {
        var text = text();
        var file = SignedPapers.signatureFile(folder.resolve("agreements"), text, state);
        Files.createDirectories(file.getParent());
        Files.writeString(file, TextSignature.make(text, AgencyId.of(state + ".DIS"), AT, key) + "\n");
    }

    void sign(String... states) throws IOException {
        for (String state : states) {
            sign(state, keys.get(state));
        }
    }

    /** An act about a text, after the one of this digest. */
    SignedAct act(Deed deed, String state, AgreementText text, String previous) {
        return SignedAct.make(text, deed, Optional.empty(), AT, AgencyId.of(state + ".DIS"), previous, keys.get(state));
    }

    void putActsBeside(List<ActChain.Line> lines) throws IOException {
        write(
                "agreements/acts/" + ID + "@1.jws",
                lines.stream().map(ActChain.Line::compact).collect(Collectors.joining("\n")));
    }

    void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
