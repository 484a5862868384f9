package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.exchange.limit.OverQuota;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;

/** Errors as RFC 9457 problem documents. Nothing of what was sent and nothing of an exception ever stands in them. */
final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";
    static final String RETRY_AFTER = "Retry-After";

    /** Long enough for a broker or database to come back, short enough for somebody who waits at a gate. */
    private static final String RETRY_SECONDS = "2";

    private Problem() {}

    /** A refusal of the whole call. */
    static Answer of(Code code, String detail) {
        return of(code.httpStatus(), code, detail, List.of());
    }

    /** There is nothing here, or nothing that the caller may know of. */
    static Answer notFound() {
        return of(Code.NOT_FOUND, Code.NOT_FOUND.title());
    }

    /** Somebody who is known may not do this. */
    static Answer notAllowed() {
        return of(Code.NOT_ALLOWED, Code.NOT_ALLOWED.title());
    }

    /** The same under another status than the code's own. */
    static Answer of(int status, Code code, String detail) {
        return of(status, code, detail, List.of());
    }

    /**
     * Faults of an input; the first one's code leads.
     *
     * @param faults at least one, sorted
     */
    static Answer of(List<Fault> faults) {
        return of(faults.get(0).httpStatus(), faults);
    }

    /** The same under another status than the leading code's own. */
    static Answer of(int status, List<Fault> faults) {
        return answer(status, ProblemJson.of(status, faults));
    }

    private static Answer of(int status, Code code, String detail, List<Fault> faults) {
        return answer(status, ProblemJson.of(status, code, detail, faults));
    }

    private static Answer answer(int status, ObjectNode document) {
        boolean comeAgain = status == 503 || status == 429;
        Map<String, String> headers = comeAgain ? Map.of(RETRY_AFTER, RETRY_SECONDS) : Map.of();
        return new Answer(status, headers, MEDIA_TYPE, MessageJson.write(document));
    }

    /** An agency has used up what it may; with the seconds after which the same can be taken. */
    static Answer of(OverQuota over, Instant now) {
        long millis = Math.max(1, Duration.between(now, over.again()).toMillis());
        return of(List.of(over.fault())).with(RETRY_AFTER, String.valueOf((millis + 999) / 1000));
    }
}
