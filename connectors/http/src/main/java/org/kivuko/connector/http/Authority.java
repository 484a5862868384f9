package org.kivuko.connector.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Keys;
import org.kivuko.exchange.RefusalLog;
import org.kivuko.model.Code;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.SignIn;

/** Finds out who calls and whether that caller may. Thread-safe. */
final class Authority {
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private static final String KEY = "Authorization";

    private final RefusalLog refusals = new RefusalLog("http");
    private final Keys keys;
    private final Sessions sessions;
    private final boolean boundToThisMachine;

    Authority(Keys keys, Sessions sessions, boolean boundToThisMachine) {
        this.keys = keys;
        this.sessions = sessions;
        this.boundToThisMachine = boundToThisMachine;
    }

    /** What came of it. */
    sealed interface Verdict {}

    /**
     * May go on.
     *
     * @param operator the same caller with rights and scope, where it is an operator
     * @param session of which that is, where the caller signed in
     * @param still whether that holds at the moment of asking: a key may be revoked while its caller waits
     */
    record Admitted(
            Optional<Caller> caller,
            Optional<Operator> operator,
            Optional<SignIn.SignedIn> session,
            BooleanSupplier still)
            implements Verdict {
        private static final Admitted NOBODY =
                new Admitted(Optional.empty(), Optional.empty(), Optional.empty(), () -> true);

        private static Admitted of(Caller caller, BooleanSupplier still) {
            boolean operator = caller instanceof Caller.Operator;
            return new Admitted(
                    Optional.of(caller),
                    operator ? Optional.of(Operator.OF_KEY) : Optional.empty(),
                    Optional.empty(),
                    still);
        }

        private static Admitted of(SignIn.SignedIn session, BooleanSupplier still) {
            Operator operator = session.session().person().operator();
            return new Admitted(
                    Optional.of(new Caller.Operator(operator.login())),
                    Optional.of(operator),
                    Optional.of(session),
                    still);
        }
    }

    /**
     * May not.
     *
     * @param operator who wanted to, where it is an operator without the right
     */
    record Denied(Answer answer, Optional<Operator> operator) implements Verdict {
        Denied(Answer answer) {
            this(answer, Optional.empty());
        }
    }

    Verdict check(Routes.Target target, Request request) {
        return switch (target.access()) {
            case OPEN -> Admitted.NOBODY;
            case CALLER, AGENCY, OPERATOR -> keyed(target, request);
            case LOCAL -> isLocal(request) ? operatorOrNobody(request) : operator(request, "Bearer");
            case PAGES ->
                boundToThisMachine && isLocal(request)
                        ? Admitted.NOBODY
                        : operator(request, "Basic realm=\"Kivuko operators\", charset=\"UTF-8\"");
        };
    }

    private Verdict keyed(Routes.Target target, Request request) {
        Optional<Admitted> known = identify(request, false);
        if (known.isEmpty()) {
            refusals.refused(shown(request), Optional.empty());
            return new Denied(notAuthenticated(request));
        }
        Admitted admitted = known.get();
        boolean operator = admitted.operator().isPresent();
        boolean allowed = target.access() == Access.CALLER || operator == (target.access() == Access.OPERATOR);
        if (!allowed || !mayDo(admitted.operator(), target)) {
            return new Denied(forbidden(Code.NOT_ALLOWED.title()), admitted.operator());
        }
        // What is not offered here changes nothing, and is told so.
        return target instanceof Routes.Found
                        && admitted.session().isPresent()
                        && !Sessions.isOfOurPage(request, admitted.session().get())
                ? new Denied(
                        forbidden("A call that changes something carries the session's X-CSRF-Token"),
                        admitted.operator())
                : admitted;
    }

    /** Agencies have no rights; what they may is said by the route itself. */
    private static boolean mayDo(Optional<Operator> operator, Routes.Target target) {
        return operator.isEmpty()
                || ((target.rights().isEmpty() || target.rights().stream().anyMatch(operator.get()::may))
                        && (!target.whole() || operator.get().scope().everything()));
    }

    /** By the key where one is sent, else by the session, else by the certificate; one that is shown must be the caller's. */
    private Optional<Admitted> identify(Request request, boolean basicToo) {
        Optional<X509Certificate> certificate = TlsConnection.certificate(request);
        if (request.getHeaders().contains(KEY)) {
            Optional<String> key = credentials(request, basicToo);
            return key.isEmpty() ? Optional.empty() : admitted(() -> keys.who(key, certificate));
        }
        Optional<Admitted> session = sessions.of(request)
                .filter(signedIn -> certificate.isEmpty()
                        || certificate.flatMap(keys::certified).orElse(null) instanceof Caller.Operator)
                .map(signedIn -> Admitted.of(signedIn, () -> sessions.counts(signedIn)));
        return session.isPresent() || certificate.isEmpty() || isByBrowser(request)
                ? session
                : admitted(() -> keys.who(Optional.empty(), certificate));
    }

    private static Optional<Admitted> admitted(Supplier<Optional<Caller>> who) {
        Optional<Caller> caller = who.get();
        return caller.map(known -> Admitted.of(known, () -> caller.equals(who.get())));
    }

    /** A browser shows its certificate for whatever page has it call: that alone is nobody's will. */
    private static boolean isByBrowser(Request request) {
        return request.getHeaders().contains("Origin") || request.getHeaders().contains("Sec-Fetch-Site");
    }

    private Verdict operator(Request request, String challenge) {
        Optional<Admitted> known = identify(request, true);
        if (known.isEmpty()) {
            refusals.refused(shown(request), Optional.empty());
            return unknown(challenge);
        }
        return known.get().operator().isPresent() ? known.get() : new Denied(forbidden(Code.NOT_ALLOWED.title()));
    }

    private Admitted operatorOrNobody(Request request) {
        return identify(request, true)
                .filter(known -> known.operator().isPresent())
                .orElse(Admitted.NOBODY);
    }

    private static Verdict unknown(String challenge) {
        return new Denied(notAuthenticated(challenge));
    }

    /** By what somebody wanted to get in, in words of the log. */
    private static String shown(Request request) {
        String first = request.getHeaders().contains(KEY) ? "key" : isInSession(request) ? "session" : "";
        String second = TlsConnection.certificate(request).isPresent() ? "certificate" : "";
        String all = first + (first.isEmpty() || second.isEmpty() ? "" : "+") + second;
        return all.isEmpty() ? "nothing" : all;
    }

    private static boolean isInSession(Request request) {
        return Request.getCookies(request).stream()
                .anyMatch(cookie -> cookie.getName().equals(Sessions.COOKIE));
    }

    /** Says which of the two ways in failed. */
    private static Answer notAuthenticated(Request request) {
        boolean keyed = request.getHeaders().contains(KEY);
        return keyed || !isInSession(request)
                ? notAuthenticated("Bearer")
                : Problem.of(
                                Code.NOT_AUTHENTICATED,
                                "The session has ended or never was: sign in with POST /v1/session")
                        .with("WWW-Authenticate", "Bearer");
    }

    /** What is answered to a key that nobody has. */
    static Answer notAuthenticated(String challenge) {
        return Problem.of(
                        Code.NOT_AUTHENTICATED,
                        "Send the header Authorization: Bearer KEY with a key of this hub; people sign in with POST /v1/session")
                .with("WWW-Authenticate", challenge);
    }

    private static Answer forbidden(String why) {
        return Problem.of(Code.NOT_ALLOWED, why);
    }

    /** The key as stated; for pages also as the password of HTTP Basic under any name. */
    private static Optional<String> credentials(Request request, boolean basicToo) {
        List<String> headers = request.getHeaders().getValuesList(KEY);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        String[] parts = headers.get(0).strip().split(" +", 2);
        if (parts.length != 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(parts[1]);
            case "basic" -> basicToo ? password(parts[1]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String token) {
        try {
            String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /**
     * Whether the call comes from this machine for this machine. A page of a stranger that lets a name of its own point here
     * (DNS rebinding), and a proxy on this machine that speaks for others, come from this address too and are not local.
     */
    private static boolean isLocal(Request request) {
        boolean fromHere = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress();
        boolean forwarded = request.getHeaders().contains("Forwarded")
                || request.getHeaders().contains("X-Forwarded-For");
        return fromHere
                && !forwarded
                && OWN_NAMES.contains(Request.getServerName(request).toLowerCase(Locale.ROOT));
    }
}
