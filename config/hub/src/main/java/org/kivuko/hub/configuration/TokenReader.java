package org.kivuko.hub.configuration;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.AgencyId;

/** Reads what {@code deploy/hub.yaml} says about bearer tokens of agencies. */
final class TokenReader {
    private static final Shape TOKENS =
            Shape.needs("issuer", "audience", "agencyClaim", "grants").may("jwksFile", "jwksUri");
    private static final Shape GRANT = Shape.needs("value", "agency");
    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern VALUE = Pattern.compile("\\P{Cntrl}{1,200}");

    private TokenReader() {}

    static List<TokenSettings> read(Keys file, Known known) {
        Set<String> issuers = new HashSet<>();
        return file.list("tokens", value -> issuer(value, known).filter(read -> {
            boolean once = issuers.add(read.issuer());
            if (!once) {
                value.wrong("this issuer stands twice", "write all that it may say in one place");
            }
            return once;
        }));
    }

    private static Optional<TokenSettings> issuer(Value place, Known known) {
        Keys keys = place.mapping(TOKENS);
        Optional<String> issuer =
                keys.get("issuer", value -> value.text(WORD, "the issuer as it stands in its tokens, to the letter"));
        Optional<String> audience = keys.get("audience", value -> value.text(WORD, "by what its tokens mean this hub"));
        Optional<String> file = keys.get("jwksFile", WatchReader::file);
        Optional<URI> address = keys.get("jwksUri", SignInReader::issuer);
        Optional<String> claim = keys.get("agencyClaim", value -> value.text(WORD, "the name of a claim"));
        Map<String, AgencyId> agencies = grants(keys, known);
        if (keys.has("jwksFile") == keys.has("jwksUri")) {
            place.wrong("it is not said where the issuer's keys are", "write jwksFile or jwksUri, one of both");
            return Optional.empty();
        }
        boolean whole = issuer.isPresent()
                && audience.isPresent()
                && claim.isPresent()
                && (file.isPresent() || address.isPresent())
                && !agencies.isEmpty();
        return whole
                ? Optional.of(new TokenSettings(issuer.get(), audience.get(), file, address, claim.get(), agencies))
                : Optional.empty();
    }

    private static Map<String, AgencyId> grants(Keys keys, Known known) {
        var agencies = new HashMap<String, AgencyId>();
        keys.list("grants", place -> {
            Keys grant = place.mapping(GRANT);
            Optional<String> value = grant.get("value", it -> it.text(VALUE, "a value of the claim"));
            Optional<AgencyId> agency = grant.get("agency", known::agency);
            if (value.isPresent() && agency.isPresent() && agencies.putIfAbsent(value.get(), agency.get()) != null) {
                grant.wrong("value", Value.quoted(value.get()) + " stands twice", "say once whom it means");
            }
            return value;
        });
        return agencies;
    }
}
