package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.operations.people.AuditBook;
import org.kivuko.operations.people.AuditEnd;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.Operator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what operators do, in one place for all calls: before the act is done, so that none is done without its row, and
 * again once it has ended. While nothing can be written nothing is done. Thread-safe.
 */
final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditBook book;
    private final InstantSource clock;

    AuditTrail(PeoplePorts people) {
        this.book = people.audit();
        this.clock = people.clock();
    }

    /** Does what an operator asks for between the two lines about it; everybody else's calls leave none. */
    CompletionStage<Answer> around(Route route, Call call, Supplier<CompletionStage<Answer>> act) {
        Optional<Operator> who = call.knownOperator();
        if (!route.audited() || who.isEmpty()) {
            return act.get();
        }
        JsonNode body = JsonBody.members(call.body());
        long no = book.begin(entry(route, who.get(), call, text(body, "reason"), text(body, "purpose")));
        try {
            return act.get().whenComplete((answer, failure) -> end(no, failure == null ? end(answer) : failed()));
        } catch (RuntimeException failure) {
            end(no, failed());
            throw failure;
        }
    }

    /** What is done is done, and is answered so: a row whose end cannot be written stays unfinished. */
    private void end(long no, AuditEnd end) {
        try {
            book.end(no, end);
        } catch (LedgerUnavailable down) {
            LOG.warn("the end of an act was not written down no={} outcome={}", no, end.outcome());
        }
    }

    /** Somebody wanted what he may not. */
    void refused(Route route, String target, Operator who, String address) {
        if (route.audited()) {
            book.record(new AuditEntry(
                    clock.instant(),
                    who.login(),
                    address,
                    route.action(),
                    target,
                    "",
                    "",
                    "",
                    "",
                    AuditOutcome.REFUSED));
        }
    }

    private AuditEntry entry(Route route, Operator who, Call call, String reason, String purpose) {
        return new AuditEntry(
                clock.instant(),
                who.login(),
                call.address(),
                route.action(),
                route.target(call.path()),
                reason,
                purpose,
                "",
                "",
                AuditOutcome.UNFINISHED);
    }

    private static AuditEnd end(Answer answer) {
        AuditOutcome outcome = answer.status() >= 500
                ? AuditOutcome.FAILED
                : answer.status() >= 400 ? AuditOutcome.REFUSED : AuditOutcome.DONE;
        return answer.noted().map(noted -> noted.end(outcome)).orElseGet(() -> new AuditEnd(outcome, "", "", ""));
    }

    private static AuditEnd failed() {
        return new AuditEnd(AuditOutcome.FAILED, "", "", "");
    }

    private static String text(JsonNode body, String member) {
        return body.path(member).isTextual() ? body.path(member).asText() : "";
    }
}
