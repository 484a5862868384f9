package org.kivuko.connector.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.MessageFormat;

/**
 * One call that the door offers.
 *
 * @param path places in braces: <code>/v1/messages/{id}</code>; one that ends in {@code *} takes the rest of the path
 * @param query the parameters it knows; every other one is refused, so that a misspelt one is never ignored
 * @param takesMessage whether it reads a body
 * @param safe whether asking changes nothing; what leases is not offered to HEAD
 */
record Route(
        String method,
        String path,
        Access access,
        Set<String> query,
        boolean takesMessage,
        boolean safe,
        Endpoint endpoint) {
    Route {
        query = Set.copyOf(query);
    }

    static Route get(String path, Access access, Endpoint endpoint) {
        return new Route("GET", path, access, Set.of(), false, true, endpoint);
    }

    /** A GET that leases what it answers with. */
    static Route lease(String path, Set<String> query, Endpoint endpoint) {
        return new Route("GET", path, Access.AGENCY, query, false, false, endpoint);
    }

    static Route post(String path, Access access, Endpoint endpoint) {
        return new Route("POST", path, access, Set.of(), false, false, endpoint);
    }

    static Route message(String path, Access access, Set<String> query, Endpoint endpoint) {
        return new Route("POST", path, access, query, true, false, endpoint);
    }

    Route withQuery(Set<String> known) {
        return new Route(method, path, access, known, takesMessage, safe, endpoint);
    }

    /** Whether it takes a body of this media type. */
    boolean takes(String contentType) {
        return isForActs()
                ? RuleCalls.takes(contentType)
                : MessageFormat.of(contentType).isPresent();
    }

    /** What it takes, in words. */
    String taken() {
        return isForActs()
                ? RuleCalls.JWS
                : "application/cloudevents+json, application/json, application/cap+xml, application/xml and text/xml";
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
