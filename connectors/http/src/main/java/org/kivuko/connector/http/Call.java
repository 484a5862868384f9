package org.kivuko.connector.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kivuko.exchange.Caller;
import org.kivuko.model.AgencyId;

/**
 * One call, once it passed the checks that all have in common.
 *
 * @param path what stands in the places of the route's path
 * @param query every parameter is known to the route and stands once
 * @param accept the header, empty where it is absent
 * @param contentType likewise
 * @param still whether the caller's key still counts, at the moment of asking
 * @param body empty unless the route takes a message
 */
record Call(
        Map<String, String> path,
        Map<String, String> query,
        String accept,
        String contentType,
        Optional<Caller> caller,
        BooleanSupplier still,
        byte[] body) {
    Call {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** The agency that calls; for routes that only agencies may call. */
    AgencyId agency() {
        return caller.filter(Caller.OfAgency.class::isInstance)
                .map(Caller.OfAgency.class::cast)
                .orElseThrow()
                .agency();
    }

    Call with(byte[] arrived) {
        return new Call(path, query, accept, contentType, caller, still, arrived);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Call[" + body.length + " bytes]";
    }
}
