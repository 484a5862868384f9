package org.kivuko.connector.http.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.operations.people.Grant;
import org.kivuko.operations.people.Provider;
import org.kivuko.operations.people.Trip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An OpenID Connect provider, asked by authorization code with PKCE. Nothing that it hands out is kept. Thread-safe. */
public final class OidcProvider implements Provider {
    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
    private static final int SERVER_ERROR = 500;

    private final OidcSettings settings;
    private final Discovery discovery;
    private final ClientID client;

    /** @param clock for how long what the provider says of itself is kept */
    public OidcProvider(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.discovery = new Discovery(settings.issuer(), clock);
        this.client = new ClientID(settings.clientId());
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public List<Grant> grants() {
        return settings.grants();
    }

    @Override
    public URI leave(Trip trip) throws ProviderUnavailable {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        client,
                        settings.redirect())
                .endpointURI(discovery.known().metadata().getAuthorizationEndpointURI())
                .state(new State(trip.state()))
                .nonce(new Nonce(trip.nonce()))
                .codeChallenge(new CodeVerifier(trip.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    @Override
    public Arrival arrive(Trip trip, Map<String, String> answer) throws ProviderUnavailable {
        Discovery.Known known = discovery.known();
        if (!isFromHere(answer, known)) {
            LOG.warn("an answer is not believed: it names another issuer, or none");
            return new NotBelieved();
        }
        if (answer.containsKey("error")) {
            return new Declined();
        }
        String code = answer.getOrDefault("code", "");
        if (code.isEmpty()) {
            return new NotBelieved();
        }
        Optional<JWT> token = token(new AuthorizationCode(code), new CodeVerifier(trip.verifier()), known);
        if (token.isEmpty()) {
            return new NotBelieved();
        }
        return IdTokens.believed(token.get(), new Nonce(trip.nonce()), client, known)
                .flatMap(claims -> Claims.read(claims, settings))
                .<Arrival>map(Vouched::new)
                .orElseGet(NotBelieved::new);
    }

    /** An answer of another provider is not taken to this one (RFC 9207). */
    private static boolean isFromHere(Map<String, String> answer, Discovery.Known known) {
        String issuer = answer.get("iss");
        return issuer == null
                ? !known.metadata().supportsAuthorizationResponseIssuerParam()
                : issuer.equals(known.metadata().getIssuer().getValue());
    }

    private Optional<JWT> token(AuthorizationCode code, CodeVerifier verifier, Discovery.Known known)
            throws ProviderUnavailable {
        HTTPRequest request = new TokenRequest.Builder(
                        known.metadata().getTokenEndpointURI(),
                        authentication(known),
                        new AuthorizationCodeGrant(code, settings.redirect(), verifier))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(Signatures.MILLIS);
        request.setReadTimeout(Signatures.MILLIS);
        request.setFollowRedirects(false);
        try {
            HTTPResponse response = request.send();
            if (response.getStatusCode() >= SERVER_ERROR) {
                throw new ProviderUnavailable("it fails to give tokens", null);
            }
            return token(OIDCTokenResponseParser.parse(response));
        } catch (IOException e) {
            throw new ProviderUnavailable("it cannot be asked for tokens", e);
        } catch (ParseException e) {
            throw new ProviderUnavailable("its answer about a token cannot be understood", e);
        }
    }

    private static Optional<JWT> token(TokenResponse response) {
        if (response.indicatesSuccess()) {
            return Optional.of(((OIDCTokenResponse) response.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDToken());
        }
        // A word of the standard, such as invalid_client; what else it says may hold anything.
        LOG.warn(
                "the provider gives no token: status={}",
                response.toErrorResponse().getErrorObject().getHTTPStatusCode());
        return Optional.empty();
    }

    /** As the standard's default, unless the provider takes the other way alone. */
    private ClientAuthentication authentication(Discovery.Known known) throws ProviderUnavailable {
        var secret = new Secret(secret());
        List<ClientAuthenticationMethod> taken = known.metadata().getTokenEndpointAuthMethods();
        boolean basic = taken == null || taken.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    }

    private String secret() throws ProviderUnavailable {
        try {
            return settings.secret().get();
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new ProviderUnavailable("the secret of this hub at the provider cannot be read from its file", e);
        }
    }

    /** By what is known already: nobody waits for a provider in order to sign out here. */
    @Override
    public Optional<URI> farewell() {
        return discovery
                .lately()
                .flatMap(known -> Optional.ofNullable(known.metadata().getEndSessionEndpointURI()))
                .filter(Discovery::isProtected)
                .map(end -> new LogoutRequest(
                                end, null, null, client, settings.redirect().resolve("/console/"), null, null)
                        .toURI());
    }
}
