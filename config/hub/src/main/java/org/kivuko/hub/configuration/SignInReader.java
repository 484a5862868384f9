package org.kivuko.hub.configuration;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Grant;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;

/** Reads what {@code deploy/hub.yaml} says about signing in with OpenID Connect. */
final class SignInReader {
    private static final Shape SIGN_IN = Shape.needs(
                    "name", "issuer", "clientId", "clientSecretFile", "redirect", "rightsClaim", "grants")
            .may("scopes", "nameClaim");
    private static final Shape GRANT = Shape.needs("value", "roles").may("states", "agencies", "everything");
    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,60}");
    private static final Pattern CLIENT = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,100}");
    private static final Pattern VALUE = Pattern.compile("\\P{Cntrl}{1,200}");
    private static final String OPENID = "openid";
    private static final String BACK = "/v1/session/oidc/back";
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private SignInReader() {}

    static Optional<SignInSettings> read(Value place, Known known) {
        Keys keys = place.mapping(SIGN_IN);
        Optional<String> name =
                keys.get("name", value -> value.text(NAME, "what people call it, at most 60 characters"));
        Optional<URI> issuer = keys.get("issuer", SignInReader::issuer);
        Optional<String> client =
                keys.get("clientId", value -> value.text(CLIENT, "the client as the provider knows it"));
        Optional<String> secret = keys.get("clientSecretFile", WatchReader::file);
        Optional<URI> redirect = keys.get("redirect", SignInReader::redirect);
        List<String> scopes = keys.has("scopes") ? scopes(keys) : List.of(OPENID, "profile");
        Optional<String> nameClaim = keys.has("nameClaim")
                ? keys.get("nameClaim", value -> value.text(CLIENT, "the name of a claim"))
                : Optional.of("preferred_username");
        Optional<String> rightsClaim = keys.get("rightsClaim", value -> value.text(CLIENT, "the name of a claim"));
        List<Grant> grants = keys.list("grants", value -> grant(value, known));
        keys.get("grants").ifPresent(value -> requireOnce(value, grants));
        boolean whole = name.isPresent()
                && issuer.isPresent()
                && client.isPresent()
                && secret.isPresent()
                && redirect.isPresent()
                && nameClaim.isPresent()
                && rightsClaim.isPresent();
        return whole
                ? Optional.of(new SignInSettings(
                        name.get(),
                        issuer.get(),
                        client.get(),
                        secret.get(),
                        redirect.get(),
                        scopes,
                        nameClaim.get(),
                        rightsClaim.get(),
                        grants))
                : Optional.empty();
    }

    private static List<String> scopes(Keys keys) {
        List<String> scopes = keys.list("scopes", value -> value.text(SCOPE, "a scope of the provider"));
        if (!scopes.isEmpty() && !scopes.contains(OPENID)) {
            keys.wrong("scopes", "without the scope 'openid' a provider says of nobody who it is", "add openid");
        }
        return scopes;
    }

    static Optional<URI> issuer(Value place) {
        return address(
                place,
                "an https:// address as the provider calls itself, without query; http:// only on this machine",
                uri -> true);
    }

    private static Optional<URI> redirect(Value place) {
        return address(
                place,
                "the https:// address of this hub with the path " + BACK + ", as the provider knows it",
                uri -> BACK.equals(uri.getRawPath()));
    }

    private static Optional<URI> address(Value place, String form, Predicate<URI> further) {
        Optional<URI> uri = place.text().flatMap(WatchReader::uri);
        boolean fits = uri.filter(it -> it.getHost() != null
                        && it.getUserInfo() == null
                        && it.getRawQuery() == null
                        && it.getRawFragment() == null
                        && ("https".equals(it.getScheme())
                                || ("http".equals(it.getScheme()) && OWN_MACHINE.contains(it.getHost()))))
                .filter(further)
                .isPresent();
        if (!fits) {
            place.wrong("this address does not have the form that is needed", "write " + form);
        }
        return fits ? uri : Optional.empty();
    }

    private static Optional<Grant> grant(Value place, Known known) {
        Keys keys = place.mapping(GRANT);
        Optional<String> value = keys.get("value", it -> it.text(VALUE, "a group or role of the provider"));
        List<OperatorRole> roles = keys.list("roles", it -> it.oneOf(OperatorRole.class, "role"));
        List<String> states = keys.list("states", known::state);
        List<AgencyId> agencies = keys.list("agencies", known::agency);
        boolean everything = keys.get("everything", Value::flag).orElse(false);
        boolean some = keys.has("states") || keys.has("agencies");
        if (everything == some) {
            place.wrong(
                    "it is not said whose matters these are",
                    "write states and agencies, or 'everything: true', one of both");
            return Optional.empty();
        }
        var scope = new Scope(Set.copyOf(states), Set.copyOf(agencies));
        boolean named = everything || !scope.everything();
        if (value.isEmpty() || roles.isEmpty() || !named) {
            return Optional.empty();
        }
        var grant = new Grant(value.get(), Set.copyOf(roles), scope);
        boolean apart = new Person("somebody", "somebody", grant.roles(), scope, false)
                .faults()
                .isEmpty();
        if (!apart) {
            keys.wrong(
                    "roles",
                    "an administrator is neither operator, reviewer nor agreement officer",
                    "give these roles by two values, to different people");
        }
        return apart ? Optional.of(grant) : Optional.empty();
    }

    private static void requireOnce(Value place, List<Grant> grants) {
        var seen = new HashSet<String>();
        grants.stream()
                .map(Grant::value)
                .filter(value -> !seen.add(value))
                .forEach(twice -> place.wrong(Value.quoted(twice) + " stands twice", "say in one place what it gives"));
    }
}
