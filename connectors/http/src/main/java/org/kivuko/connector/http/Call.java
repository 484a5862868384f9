package org.kivuko.connector.http;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kivuko.agreement.Agreement;
import org.kivuko.exchange.Caller;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.Token;

/**
 * One call, once it passed the checks that all have in common.
 *
 * @param path what stands in the places of the route's path
 * @param query every parameter is known to the route and stands once
 * @param accept the header, empty where it is absent
 * @param contentType likewise
 * @param admitted who calls
 * @param body empty unless the route takes a message
 */
record Call(
        Map<String, String> path,
        Map<String, String> query,
        String accept,
        String contentType,
        Authority.Admitted admitted,
        Origin origin,
        byte[] body) {
    /**
     * Where a call comes from.
     *
     * @param address in the network
     * @param overTls whether the caller speaks TLS, to this door or to what stands before it
     * @param trip on which its browser is, to sign in elsewhere
     */
    record Origin(String address, boolean overTls, Optional<Token> trip) {}

    private static final int READ_FOR_A_SCOPE = 10_000;

    Call {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /** Who calls; empty where nobody had to say. */
    Optional<Caller> caller() {
        return admitted.caller();
    }

    /** Whether the caller's key still counts, at the moment of asking. */
    BooleanSupplier still() {
        return admitted.still();
    }

    /** From which address of the network the call comes. */
    String address() {
        return origin.address();
    }

    /** The operator who calls; for routes that only operators may call. */
    Operator operator() {
        return knownOperator().orElseThrow();
    }

    /** The operator who calls, where it is one. */
    Optional<Operator> knownOperator() {
        return admitted.operator();
    }

    /** Whether one of these is in the scope of the operator who calls. What agencies see is said elsewhere: for them all are. */
    boolean mayConcern(Collection<AgencyId> agencies) {
        return knownOperator().map(who -> who.scope().coversAny(agencies)).orElse(true);
    }

    /** Whether the matters of a state are the caller's: an agency's own, or what an operator's scope touches. */
    boolean isOf(String state) {
        return knownOperator().map(who -> who.scope().touches(state)).orElseGet(() -> agency().state()
                .equals(state));
    }

    /** Whether the caller may know of an agreement: a national protocol is nobody else's matter. */
    boolean mayKnow(Agreement agreement) {
        return agreement.parties().size() > 1 || isOf(agreement.parties().get(0));
    }

    /** How many rows to read so that {@code max} of them can be in the scope of the operator who calls. */
    int read(int max) {
        boolean all = knownOperator().map(who -> who.scope().everything()).orElse(true);
        return all ? max : READ_FOR_A_SCOPE;
    }

    /** The agency that calls; for routes that only agencies may call. */
    AgencyId agency() {
        return caller().filter(Caller.OfAgency.class::isInstance)
                .map(Caller.OfAgency.class::cast)
                .orElseThrow()
                .agency();
    }

    Call with(byte[] arrived) {
        return new Call(path, query, accept, contentType, admitted, origin, arrived);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Call[" + body.length + " bytes]";
    }
}
