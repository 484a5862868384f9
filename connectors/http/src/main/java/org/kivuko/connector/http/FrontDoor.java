package org.kivuko.connector.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Caller;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every call through the checks that all have in common, in this order: size of the head, key, path, method, query, media type, size;
 * only then is the body read and the endpoint asked. Whatever fails is answered with a problem. Thread-safe.
 */
final class FrontDoor extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final long BODIES_IN_MEMORY = 128L * 1024 * 1024;

    /** The header that says what a page may load and run. */
    static final String POLICY = "Content-Security-Policy";

    private final Routes routes;
    private final Authority authority;
    private final Metrics metrics;
    private final Quotas quotas;
    private final AuditTrail audit;
    private final Endings endings;
    private final Crowd crowd;
    private final BodyBudget budget = new BodyBudget(BODIES_IN_MEMORY);

    FrontDoor(
            Routes routes,
            Authority authority,
            Metrics metrics,
            Quotas quotas,
            AuditTrail audit,
            Endings endings,
            Crowd crowd) {
        this.routes = routes;
        this.authority = authority;
        this.metrics = metrics;
        this.quotas = quotas;
        this.audit = audit;
        this.endings = endings;
        this.crowd = crowd;
    }

    @Override
    public boolean handle(Request request, Response response, Callback asked) {
        long begin = System.nanoTime();
        crowd.begins(request);
        Callback callback = Callback.from(asked, () -> crowd.ends(request));
        Routes.Target target =
                routes.find(request.getMethod(), request.getHttpURI().getDecodedPath());
        CompletionStage<Answer> answered;
        try {
            answered = answer(request, target);
        } catch (RuntimeException failure) {
            answered = CompletableFuture.failedFuture(failure);
        }
        var unused = answered.handle((answer, failure) -> {
                    Answer given = failure == null ? answer : failed(failure, target);
                    metrics.answered(target.name(), request.getMethod(), given.status(), System.nanoTime() - begin);
                    return endings.marking(target, given);
                })
                .thenCompose(given -> BodyReader.rest(request)
                        .thenAccept(whole ->
                                send(whole ? given : given.with("Connection", "close"), request, response, callback)));
        return true;
    }

    private CompletionStage<Answer> answer(Request request, Routes.Target target) {
        Optional<Answer> over = HeadLimits.over(request);
        if (over.isPresent()) {
            return done(over.get());
        }
        Authority.Verdict verdict = authority.check(target, request);
        if (verdict instanceof Authority.Denied denied) {
            noteRefusal(target, denied, request);
            return done(denied.answer());
        }
        Optional<Caller> caller = ((Authority.Admitted) verdict).caller();
        caller.ifPresent(known -> crowd.knows(request, known));
        Optional<AgencyId> agency = agency(caller);
        if (agency.isEmpty()) {
            return answer(request, target, (Authority.Admitted) verdict);
        }
        if (!quotas.enter(agency.get())) {
            return done(Problem.of(
                    Code.RATE_EXCEEDED, "As many calls and connections of this agency are open as it may have"));
        }
        return answered(agency.get(), () -> answer(request, target, (Authority.Admitted) verdict));
    }

    private void noteRefusal(Routes.Target target, Authority.Denied denied, Request request) {
        if (target instanceof Routes.Found found && denied.operator().isPresent()) {
            String about = found.route().target(found.path());
            audit.refused(found.route(), about, denied.operator().get(), Request.getRemoteAddr(request));
        }
    }

    /** One call of an agency, which counts until it is answered, whatever becomes of it. */
    private CompletionStage<Answer> answered(AgencyId agency, Supplier<CompletionStage<Answer>> call) {
        try {
            return call.get().whenComplete((answer, failure) -> quotas.leave(agency));
        } catch (RuntimeException failure) {
            quotas.leave(agency);
            throw failure;
        }
    }

    private static Optional<AgencyId> agency(Optional<Caller> caller) {
        return caller.filter(Caller.OfAgency.class::isInstance)
                .map(Caller.OfAgency.class::cast)
                .map(Caller.OfAgency::agency);
    }

    private CompletionStage<Answer> answer(Request request, Routes.Target target, Authority.Admitted admitted) {
        if (target instanceof Routes.Nowhere) {
            return done(Problem.notFound());
        }
        if (target instanceof Routes.OtherMethod other) {
            return done(
                    Problem.of(Code.METHOD, "Offered here: " + other.allow()).with("Allow", other.allow()));
        }
        var found = (Routes.Found) target;
        Reading<Map<String, String>> query =
                Query.read(request, found.route().query(), found.route().others());
        if (query instanceof Reading.Refused<Map<String, String>> refused) {
            return done(Problem.of(400, refused.faults()));
        }
        var call = new Call(
                found.path(),
                ((Reading.Accepted<Map<String, String>>) query).value(),
                header(request, HttpHeader.ACCEPT),
                header(request, HttpHeader.CONTENT_TYPE),
                admitted,
                new Call.Origin(Request.getRemoteAddr(request), Sessions.overTls(request), Sessions.trip(request)),
                new byte[0]);
        if (found.route().takesMessage()) {
            return withBody(request, found.route(), call);
        }
        return ask(request, found.route(), call);
    }

    /** From here on only the hub is waited for: a silent connection is no reason to break the call off. */
    private CompletionStage<Answer> ask(Request request, Route route, Call call) {
        request.addIdleTimeoutListener(timeout -> false);
        return audit.around(route, call, () -> route.endpoint().answer(call));
    }

    private CompletionStage<Answer> withBody(Request request, Route route, Call call) {
        if (HeadLimits.isPacked(request) || !route.takes(call.contentType())) {
            return done(Problem.of(Code.MEDIA_TYPE, "Taken as Content-Type: " + route.taken() + "; not compressed"));
        }
        long length = request.getLength();
        boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
        if (length > Reader.MAX_BYTES + BodyReader.DRAINED_BYTES || (waits && length > Reader.MAX_BYTES)) {
            return done(tooLarge());
        }
        Object caller = call.caller().<Object>map(known -> known).orElse(call.address());
        long share = length < 0 ? Reader.MAX_BYTES : Math.min(length, Reader.MAX_BYTES);
        if (!budget.take(caller, share)) {
            return done(Problem.of(Code.NOT_AVAILABLE, "Too many bodies are being read at this moment"));
        }
        return BodyReader.read(request, Reader.MAX_BYTES)
                .thenCompose(body -> answer(request, route, call, body))
                .whenComplete((answer, failure) -> budget.giveBack(caller, share));
    }

    private CompletionStage<Answer> answer(Request request, Route route, Call call, BodyReader.Body body) {
        if (body instanceof BodyReader.Whole whole) {
            return ask(request, route, call.with(whole.bytes()));
        }
        return done(body instanceof BodyReader.TooLarge ? tooLarge() : cutShort());
    }

    /** No word about the message, which nobody has seen whole: its sender stood still, or the hub did. */
    private static Answer cutShort() {
        return Problem.of(
                        Code.NOT_AVAILABLE, "The body did not arrive whole and in time; the same call may be repeated")
                .with("Connection", "close");
    }

    private static Answer tooLarge() {
        return Problem.of(Code.TOO_LARGE, "At most " + Reader.MAX_BYTES + " bytes are taken")
                .with("Connection", "close");
    }

    /** An exception is never shown: neither its text nor its trace, which may hold what was sent. */
    private static Answer failed(Throwable failure, Routes.Target target) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof KeyRevoked) {
            return Authority.notAuthenticated("Bearer");
        }
        if (cause instanceof LedgerUnavailable) {
            return Problem.of(
                    Code.NOT_AVAILABLE, "The ledger cannot be asked at this moment; the same call may be repeated");
        }
        if (cause instanceof BrokerUnavailable) {
            return Problem.of(
                    Code.NOT_AVAILABLE, "The broker cannot be asked at this moment; the same call may be repeated");
        }
        if (cause instanceof StandsStill) {
            return Problem.of(Code.NOT_AVAILABLE, cause.getMessage() + "; the same call may be repeated");
        }
        StackTraceElement[] trace = cause.getStackTrace();
        LOG.error(
                "call failed route={} exception={} at={}",
                target.name(),
                cause.getClass().getName(),
                trace.length == 0 ? "unknown" : trace[0]);
        return Problem.of(Code.NOT_AVAILABLE, "The hub failed on this call; the same call may be repeated");
    }

    static void send(Answer given, Request request, Response response, Callback callback) {
        Answer answer = Packing.fitting(given, request.getHeaders());
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put(POLICY, policy("'self'"));
        answer.headers().forEach(headers::put);
        if (!answer.contentType().isEmpty()) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        if (answer.stream().isPresent()) {
            answer.stream().get().begin(response, callback);
            return;
        }
        if (answer.status() != 204 && answer.status() != 304) {
            headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    /** Nothing is loaded and nothing runs but styles from here. */
    static String policy(String styles) {
        return "default-src 'none'; style-src " + styles
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String header(Request request, HttpHeader name) {
        String value = request.getHeaders().get(name);
        return value == null ? "" : value;
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
