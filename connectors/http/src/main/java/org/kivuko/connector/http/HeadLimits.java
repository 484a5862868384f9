package org.kivuko.connector.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.kivuko.model.Code;

/** How much may stand in the head of a call beside its bytes, which the server bounds, and what it may say of its body. Pure functions. */
final class HeadLimits {
    static final int MOST_FIELDS = 100;
    static final int MOST_PARAMETERS = 64;

    private static final int TOO_MANY_FIELDS = 431;
    private static final int TOO_LONG_A_TARGET = 414;

    private HeadLimits() {}

    /** The refusal of a call whose head holds too much; empty where it does not. */
    static Optional<Answer> over(Request request) {
        if (request.getHeaders().size() > MOST_FIELDS) {
            return Optional.of(refusal(TOO_MANY_FIELDS, "At most " + MOST_FIELDS + " header fields are taken"));
        }
        String query = request.getHttpURI().getQuery();
        boolean many =
                query != null && query.chars().filter(unit -> unit == '&').count() >= MOST_PARAMETERS;
        return many
                ? Optional.of(refusal(TOO_LONG_A_TARGET, "At most " + MOST_PARAMETERS + " parameters are taken"))
                : Optional.empty();
    }

    /** Whether the body says that it is compressed, as a whole or on its way: nothing here unpacks it. */
    static boolean isPacked(Request request) {
        HttpFields headers = request.getHeaders();
        return headers.contains(HttpHeader.CONTENT_ENCODING)
                || headers.getCSV(HttpHeader.TRANSFER_ENCODING, false).stream()
                        .anyMatch(coding -> !coding.equalsIgnoreCase("chunked"));
    }

    private static Answer refusal(int status, String detail) {
        return Problem.of(status, Code.TOO_LARGE, detail).with("Connection", "close");
    }
}
