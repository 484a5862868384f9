package org.kivuko.hub.signing;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * The signature of an authority on the text of an agreement: a detached JWS whose payload is the canonical form. What it
 * says beside stands in its protected header: {@code by}, {@code at}, {@code agreement}, {@code sha256}.
 */
public final class TextSignature {
    private static final String TYPE = "kivuko-agreement";

    private TextSignature() {}

    /** What looking at a signature came to. */
    public sealed interface Checked {}

    /** It counts. */
    public record Valid(AgencyId by, Instant at) implements Checked {}

    /** It does not; one sentence says why. */
    public record Invalid(String why) implements Checked {}

    /** Signs a text with the authority's key. */
    public static String make(AgreementText text, AgencyId by, Instant at, JWK key) {
        Map<String, Object> header = Map.of(
                "by", by.toString(), "at", at.toString(), "agreement", text.reference(), "sha256", text.digest());
        return Jws.sign(TYPE, header, text.bytes(), key, true);
    }

    /** Checks a signature against the text as it stands now. */
    public static Checked check(AgreementText text, String signature, KeyRing keys) {
        Optional<JWSObject> parsed = Jws.parse(TYPE, signature, Optional.of(text.bytes()));
        if (parsed.isEmpty()) {
            return new Invalid("it cannot be read as a signature of an agreement");
        }
        var jws = parsed.get();
        Optional<AgencyId> by = AgencyId.parse(said(jws, "by"));
        Optional<Instant> at = instant(said(jws, "at"));
        if (by.isEmpty() || at.isEmpty()) {
            return new Invalid("it does not say who signed, or when");
        }
        if (!said(jws, "agreement").equals(text.reference())) {
            return new Invalid("it is about another agreement or version");
        }
        if (!said(jws, "sha256").equals(text.digest())) {
            return new Invalid("the text has been changed since it was signed: it has the digest "
                    + text.digest().substring(0, 16) + "…, " + by.get() + " signed another");
        }
        return keys.fault(jws, by.get(), at.get())
                .<Checked>map(Invalid::new)
                .orElseGet(() -> new Valid(by.get(), at.get()));
    }

    private static String said(JWSObject jws, String name) {
        return jws.getHeader().getCustomParam(name) instanceof String text ? text : "";
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notThat) {
            return Optional.empty();
        }
    }
}
