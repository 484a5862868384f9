package org.kivuko.connector.http.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.Unseen;
import org.kivuko.operations.people.Identity;
import org.kivuko.operations.people.Vouch;

/** Reads a token that has been believed. Pure functions. */
final class Claims {
    private static final int LONGEST_SUBJECT = 255;

    private Claims() {}

    /** Whom it is about; empty where it says nothing that can be kept. */
    static Optional<Vouch> read(IDTokenClaimsSet token, OidcSettings settings) {
        String subject = token.getSubject().getValue();
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT || Unseen.inName(subject)) {
            return Optional.empty();
        }
        Map<String, Object> claims = token.toJSONObject();
        String name = claims.get(settings.nameClaim()) instanceof String text ? text : "";
        return Optional.of(new Vouch(
                new Identity(token.getIssuer().getValue(), subject), name, values(claims, settings.rightsClaim())));
    }

    /** A list of texts, or one text; whatever else stands there says nothing. */
    static Set<String> values(Map<?, ?> claims, String path) {
        Object value = at(claims, path);
        Collection<?> all = value instanceof Collection<?> list ? list : List.of(value);
        var texts = new LinkedHashSet<String>();
        for (Object each : all) {
            if (each instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Object at(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        if (whole != null) {
            return whole;
        }
        int dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, path.substring(dot + 1))
                : List.of();
    }
}
