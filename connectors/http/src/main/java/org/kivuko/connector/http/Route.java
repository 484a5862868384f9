package org.kivuko.connector.http;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.exchange.format.Formats;
import org.kivuko.operations.people.Right;

/**
 * One call that the door offers.
 *
 * @param path places in braces: <code>/v1/messages/{id}</code>; one that ends in {@code *} takes the rest of the path
 * @param query the parameters it knows; every other one is refused, so that a misspelt one is never ignored
 * @param takesMessage whether it reads a body
 * @param safe whether asking changes nothing; what leases is not offered to HEAD
 * @param rights of which an operator needs one; none where operators are not asked who they are, or do not call
 * @param audited whether an operator's call is written down
 * @param whole whether it is about the whole hub, so that only an operator who sees everything may
 * @param others whether parameters that it does not know are ignored: only where somebody else writes the address, or reads it
 */
record Route(
        String method,
        String path,
        Access access,
        Set<String> query,
        boolean takesMessage,
        boolean safe,
        Set<Right> rights,
        boolean audited,
        boolean whole,
        boolean others,
        Endpoint endpoint) {
    private static final String JSON = "application/json";

    /** Looks that are written down like acts. */
    private static final Set<Right> WATCHED = Set.of(Right.EXPORT, Right.OPEN_CONTENT);

    Route {
        query = Set.copyOf(query);
        rights = Set.copyOf(rights);
    }

    private Route(
            String method,
            String path,
            Access access,
            Set<String> query,
            boolean takesMessage,
            boolean safe,
            Endpoint endpoint) {
        this(
                method,
                path,
                access,
                query,
                takesMessage,
                safe,
                access == Access.OPERATOR || access == Access.CALLER ? Set.of(Right.SEE) : Set.of(),
                method.equals("POST"),
                false,
                false,
                endpoint);
    }

    /**
     * One that operators call, and nobody else. What is posted to it is JSON, and is written down in the audit with the
     * {@code reason} and the {@code purpose} in it.
     */
    static Route ops(String method, String path, Right right, Endpoint endpoint) {
        boolean post = method.equals("POST");
        return new Route(method, path, Access.OPERATOR, Set.of(), post, !post, endpoint).needing(right);
    }

    /** What operators need for it is this right, or one of the others as well. */
    Route needing(Right right, Right... more) {
        Set<Right> one = EnumSet.of(right, more);
        boolean written = method.equals("POST") || !Collections.disjoint(WATCHED, one);
        return new Route(method, path, access, query, takesMessage, safe, one, written, whole, others, endpoint);
    }

    /** It takes no body, or takes no notice of one. */
    Route withoutBody() {
        return new Route(method, path, access, query, false, safe, rights, audited, whole, others, endpoint);
    }

    /** It is about the whole hub: no matter of single states or agencies. */
    Route ofTheWholeHub() {
        return new Route(method, path, access, query, takesMessage, safe, rights, audited, true, others, endpoint);
    }

    /** A question, although it is posted: it changes nothing, and is not written down. */
    Route asking() {
        return new Route(method, path, access, query, takesMessage, safe, rights, false, whole, others, endpoint);
    }

    /** What the audit calls it. */
    String action() {
        return method + " " + shownPath();
    }

    /** What a call is about, as far as its path says it: what stands in the places, in their order. */
    String target(Map<String, String> places) {
        return Paths.split(shownPath()).stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> places.get(segment.substring(1, segment.length() - 1)))
                .collect(Collectors.joining("/"));
    }

    static Route get(String path, Access access, Endpoint endpoint) {
        return new Route("GET", path, access, Set.of(), false, true, endpoint);
    }

    /** A GET that leases what it answers with. */
    static Route lease(String path, Set<String> query, Endpoint endpoint) {
        return lease(path, Access.AGENCY, query, endpoint);
    }

    /** A GET that changes something. */
    static Route lease(String path, Access access, Set<String> query, Endpoint endpoint) {
        return new Route("GET", path, access, query, false, false, endpoint);
    }

    static Route post(String path, Access access, Endpoint endpoint) {
        return new Route("POST", path, access, Set.of(), false, false, endpoint);
    }

    static Route message(String path, Access access, Set<String> query, Endpoint endpoint) {
        return new Route("POST", path, access, query, true, false, endpoint);
    }

    Route withQuery(Set<String> known) {
        return new Route(method, path, access, known, takesMessage, safe, rights, audited, whole, others, endpoint);
    }

    /** Parameters beside these are left out: for addresses that others write or read. */
    Route ignoringOthers() {
        return new Route(method, path, access, query, takesMessage, safe, rights, audited, whole, true, endpoint);
    }

    /** Whether it takes a body of this media type. */
    boolean takes(String contentType) {
        if (isForActs()) {
            return RuleCalls.takes(contentType);
        }
        return isForOperators()
                ? contentType.split(";", 2)[0].strip().equalsIgnoreCase(JSON)
                : Formats.of(contentType).isPresent();
    }

    /** What it takes, in words. */
    String taken() {
        if (isForActs()) {
            return RuleCalls.JWS;
        }
        return isForOperators() ? JSON : String.join(", ", Formats.mediaTypes());
    }

    private boolean isForOperators() {
        return access == Access.OPERATOR || path.equals("/v1/session");
    }

    private boolean isForActs() {
        return path.equals(RuleCalls.ACTS);
    }

    /** The path as documents write it. */
    String shownPath() {
        return path.replace("*}", "}");
    }

    boolean answersTo(String asked) {
        return method.equals(asked) || (asked.equals("HEAD") && method.equals("GET") && safe);
    }

    /** What stands in the places, where the path fits. */
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> places = Paths.split(path);
        boolean open = path.endsWith("*}");
        if (open ? segments.size() < places.size() : segments.size() != places.size()) {
            return Optional.empty();
        }
        var found = new HashMap<String, String>();
        for (int i = 0; i < places.size(); i++) {
            String place = places.get(i);
            boolean last = i == places.size() - 1;
            String value = open && last ? String.join("/", segments.subList(i, segments.size())) : segments.get(i);
            if (place.startsWith("{")) {
                found.put(place.substring(1, place.length() - (open && last ? 2 : 1)), value);
            } else if (!place.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
