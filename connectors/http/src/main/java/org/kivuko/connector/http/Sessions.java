package org.kivuko.connector.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.kivuko.operations.people.SignIn;
import org.kivuko.operations.people.Token;

/** The cookie of a session: read from calls, written into answers. Thread-safe. */
final class Sessions {
    static final String COOKIE = "kivuko-session";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<String> CHANGING_NOTHING = Set.of("GET", "HEAD");

    private final PeoplePorts people;

    Sessions(PeoplePorts people) {
        this.people = people;
    }

    /** The session that a call belongs to; empty where it names none that counts, or two. */
    Optional<SignIn.SignedIn> of(Request request) {
        List<Token> tokens = Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(HttpCookie::getValue)
                .map(Token::new)
                .toList();
        return tokens.size() == 1 ? of(tokens.get(0)) : Optional.empty();
    }

    private Optional<SignIn.SignedIn> of(Token token) {
        return people.signIn()
                .session(token, people.clock().instant())
                .map(session -> new SignIn.SignedIn(token, session));
    }

    /** Whether it still counts. */
    boolean counts(SignIn.SignedIn session) {
        return of(session.token()).isPresent();
    }

    /** Whether a call that changes something comes from a page that was told the session's second secret. */
    static boolean isOfOurPage(Request request, SignIn.SignedIn session) {
        if (CHANGING_NOTHING.contains(request.getMethod())) {
            return true;
        }
        String sent = request.getHeaders().get(CSRF_HEADER);
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        session.token().csrf().getBytes(StandardCharsets.UTF_8));
    }

    /** The cookie as it is set. A browser forgets it when it is closed; when the session ends is for the hub to say. */
    static String set(Token token, boolean overTls) {
        return COOKIE + "=" + token.text() + attributes(overTls);
    }

    /** The cookie as it is taken away. */
    static String taken(boolean overTls) {
        return COOKIE + "=" + attributes(overTls) + "; Max-Age=0";
    }

    private static String attributes(boolean overTls) {
        return "; Path=/; HttpOnly; SameSite=Strict" + (overTls ? "; Secure" : "");
    }

    /** Whether the browser speaks TLS, to the door or to what stands before it. To be told so wrongly loses a cookie, no more. */
    static boolean overTls(Request request) {
        return request.isSecure() || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
    }
}
