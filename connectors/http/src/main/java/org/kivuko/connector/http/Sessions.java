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
import org.kivuko.operations.people.Trip;

/** The cookie of a session: read from calls, written into answers. Thread-safe. */
final class Sessions {
    static final String COOKIE = "kivuko-session";
    static final String TRIP = "kivuko-trip";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<String> CHANGING_NOTHING = Set.of("GET", "HEAD");

    private final PeoplePorts people;

    Sessions(PeoplePorts people) {
        this.people = people;
    }

    /** The session that a call belongs to; empty where it names none that counts, or two. */
    Optional<SignIn.SignedIn> of(Request request) {
        return token(request, COOKIE).flatMap(this::of);
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

    /** Of the trip that this browser is on; empty where it is on none, or two. */
    static Optional<Token> trip(Request request) {
        return token(request, TRIP);
    }

    private static Optional<Token> token(Request request, String name) {
        List<Token> tokens = Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .map(Token::new)
                .toList();
        return tokens.size() == 1 ? Optional.of(tokens.get(0)) : Optional.empty();
    }

    /**
     * The cookie of a trip. The way back begins at another site, where a browser sends no cookie that is strict; lax is enough, since
     * the provider answers by an address and not by a form. It goes to the one call that wants it.
     */
    static String set(Trip trip, boolean overTls) {
        return TRIP + "=" + trip.token().text() + tripAttributes(Trip.LONGEST.toSeconds(), overTls);
    }

    /** The cookie of a trip as it is taken away. */
    static String takenTrip(boolean overTls) {
        return TRIP + "=" + tripAttributes(0, overTls);
    }

    private static String tripAttributes(long seconds, boolean overTls) {
        return "; Path=" + ElsewhereCalls.ARRIVE + "; HttpOnly; SameSite=Lax; Max-Age=" + seconds
                + (overTls ? "; Secure" : "");
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
