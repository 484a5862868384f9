package org.kivuko.connector.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.Keys;
import org.kivuko.model.Code;
import org.kivuko.operations.people.Operator;

/** Finds out who calls and whether that caller may. Thread-safe. */
final class Authority {
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Keys keys;
    private final boolean boundToThisMachine;

    Authority(Keys keys, boolean boundToThisMachine) {
        this.keys = keys;
        this.boundToThisMachine = boundToThisMachine;
    }

    /** What came of it. */
    sealed interface Verdict {}

    /**
     * May go on.
     *
     * @param operator the same caller with rights and scope, where it is an operator
     * @param still whether that holds at the moment of asking: a key may be revoked while its caller waits
     */
    record Admitted(Optional<Caller> caller, Optional<Operator> operator, BooleanSupplier still) implements Verdict {
        Admitted(Optional<Caller> caller) {
            this(caller, caller.flatMap(Authority::operatorOf), () -> true);
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
            case OPEN -> new Admitted(Optional.empty());
            case CALLER, AGENCY, OPERATOR -> keyed(target, request);
            case LOCAL -> isLocal(request) ? new Admitted(operator(request)) : operator(request, "Bearer");
            case PAGES ->
                boundToThisMachine && isLocal(request)
                        ? new Admitted(Optional.empty())
                        : operator(request, "Basic realm=\"Kivuko operators\", charset=\"UTF-8\"");
        };
    }

    private Verdict keyed(Routes.Target target, Request request) {
        Access access = target.access();
        Optional<String> key = credentials(request, false);
        Optional<Caller> caller = key.flatMap(keys::caller);
        if (caller.isEmpty()) {
            return unknown("Bearer");
        }
        boolean agency = caller.get() instanceof Caller.OfAgency;
        boolean allowed = access == Access.CALLER || agency == (access == Access.AGENCY);
        Optional<Operator> operator = caller.flatMap(Authority::operatorOf);
        if (!allowed || !mayDo(operator, target)) {
            return new Denied(forbidden(), operator);
        }
        return new Admitted(caller, operator, () -> caller.equals(key.flatMap(keys::caller)));
    }

    /** Agencies have no rights; what they may is said by the route itself. */
    private static boolean mayDo(Optional<Operator> operator, Routes.Target target) {
        return operator.isEmpty() || target.right().map(operator.get()::may).orElse(true);
    }

    /** Whoever holds the operators' key. */
    private static Optional<Operator> operatorOf(Caller caller) {
        return caller instanceof Caller.Operator ? Optional.of(Operator.OF_KEY) : Optional.empty();
    }

    private Verdict operator(Request request, String challenge) {
        Optional<Caller> caller = credentials(request, true).flatMap(keys::caller);
        if (caller.isEmpty()) {
            return unknown(challenge);
        }
        return caller.get() instanceof Caller.Operator ? new Admitted(caller) : notAllowed();
    }

    /** The operator who calls, where one does. */
    private Optional<Caller> operator(Request request) {
        return credentials(request, true).flatMap(keys::caller).filter(Caller.Operator.class::isInstance);
    }

    private static Verdict unknown(String challenge) {
        return new Denied(notAuthenticated(challenge));
    }

    /** What is answered to a key that nobody has. */
    static Answer notAuthenticated(String challenge) {
        return Problem.of(Code.NOT_AUTHENTICATED, "Send the header Authorization: Bearer KEY")
                .with("WWW-Authenticate", challenge);
    }

    private static Verdict notAllowed() {
        return new Denied(forbidden());
    }

    private static Answer forbidden() {
        return Problem.of(Code.NOT_ALLOWED, Code.NOT_ALLOWED.title());
    }

    /** The key as stated; for pages also as the password of HTTP Basic under any name. */
    private static Optional<String> credentials(Request request, boolean basicToo) {
        List<String> headers = request.getHeaders().getValuesList("Authorization");
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
