package org.kivuko.hub.signing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Sha256;

/**
 * What the parties of an agreement sign: everything in its file but {@code state} and {@code examples}, as canonical JSON
 * (RFC 8785). Comments, the order of keys and the ways in which YAML can write the same are no part of it.
 *
 * @param canonical the canonical form
 */
public record AgreementText(String agreement, int version, String canonical) {
    private static final Collection<String> UNSIGNED = Set.of("state", "examples");

    /** The text of a file, with numbers and truth values as such and everything else as strings. */
    public static AgreementText of(String agreement, int version, ObjectNode file) {
        ObjectNode signed = file.deepCopy().remove(UNSIGNED);
        return new AgreementText(agreement, version, new String(MessageJson.canonical(signed), StandardCharsets.UTF_8));
    }

    /** {@code KEN-UGA.osbp@3}. */
    public String reference() {
        return agreement + "@" + version;
    }

    byte[] bytes() {
        return canonical.getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of the canonical form, 64 hexadecimal digits. */
    public String digest() {
        return Sha256.hex(bytes());
    }
}
