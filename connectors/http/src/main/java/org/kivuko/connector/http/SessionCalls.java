package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kivuko.exchange.Times;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.PasswordKind;
import org.kivuko.operations.people.Session;
import org.kivuko.operations.people.SignIn;

/** Signing in and out of the console. */
final class SessionCalls {
    static final String BEGIN = "POST /v1/session";
    private static final Set<String> MEMBERS = Set.of("login", "password");
    private static final Set<String> OWN_PASSWORD = Set.of("current", "password");
    private static final int LONGEST = 200;
    private static final String SOMEBODY = "unknown";
    private static final Fault NOT_CURRENT = new Fault(
            "/current",
            Code.NOT_ALLOWED,
            "the current password, unless too many wrong ones were tried: wait 15 minutes then");

    private final PeoplePorts ports;

    SessionCalls(PeoplePorts ports) {
        this.ports = ports;
    }

    Answer begin(Call call) {
        List<Fault> faults = faults(call.body(), MEMBERS);
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        JsonNode fields = JsonBody.tree(call.body()).orElseThrow();
        String login = fields.path("login").asText();
        SignIn.Result result = ports.signIn()
                .signIn(login, fields.path("password").asText(), ports.clock().instant());
        if (result instanceof SignIn.SignedIn in) {
            note(call, in.session().person().login(), AuditOutcome.DONE);
            return show(in).with(
                            "Set-Cookie", Sessions.set(in.token(), call.origin().overTls()));
        }
        if (result instanceof SignIn.Busy) {
            return busy();
        }
        // A login that nobody has may be a password in the wrong field.
        note(call, ports.people().isKnown(login) ? login : SOMEBODY, AuditOutcome.REFUSED);
        return Problem.of(
                Code.NOT_AUTHENTICATED,
                "Login and password do not belong together, or too many wrong ones were tried: wait 15 minutes then");
    }

    private void note(Call call, String login, AuditOutcome outcome) {
        ports.audit()
                .record(new AuditEntry(
                        ports.clock().instant(), login, call.address(), BEGIN, "", "", "", "", "", outcome));
    }

    private static Answer busy() {
        return Problem.of(Code.RATE_EXCEEDED, "Too many sign in at this moment");
    }

    /** What is wrong with the fields that somebody fills in on a page: these members, and no others. */
    private static List<Fault> faults(byte[] body, Set<String> members) {
        Optional<JsonNode> tree = JsonBody.tree(body);
        if (tree.isEmpty()) {
            String names = String.join(", ", new TreeSet<>(members));
            return List.of(new Fault("", Code.UNREADABLE, "expected a JSON object with " + names));
        }
        var faults = new ArrayList<Fault>();
        JsonBody.addUnknown(tree.get(), members, faults);
        for (String member : new TreeSet<>(members)) {
            if (!fits(tree.get().path(member))) {
                faults.add(new Fault(
                        "/" + member,
                        Code.SCHEMA_VIOLATION,
                        "a text of at most " + LONGEST + " characters is needed here"));
            }
        }
        return faults;
    }

    private static boolean fits(JsonNode member) {
        return member.isTextual() && member.asText().length() <= LONGEST;
    }

    /** Who calls, and what that one may. */
    Answer show(Call call) {
        return call.admitted().session().map(this::show).orElseGet(() -> Answer.json(200, json(call.operator())));
    }

    private Answer show(SignIn.SignedIn in) {
        var person = in.session().person();
        ObjectNode json = json(person.operator()).put("name", person.name());
        PersonJson.put(json, "roles", person.roles());
        json.put("password", in.session().password().code());
        return Answer.json(
                200,
                json.put("csrf", in.token().csrf())
                        .put("expires", Times.text(in.session().expires())));
    }

    private ObjectNode json(Operator operator) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("login", operator.login())
                .put("name", operator.login());
        json.putArray("roles");
        PersonJson.put(json, "rights", operator.rights());
        PersonJson.put(json, operator.scope());
        return json.put("demonstration", ports.demonstration());
    }

    /** Another password for whoever calls. The session goes on under another cookie; all others of the person end. */
    Answer changePassword(Call call) {
        List<Fault> faults = faults(call.body(), OWN_PASSWORD);
        if (!faults.isEmpty()) {
            return Problem.of(faults);
        }
        JsonNode fields = JsonBody.tree(call.body()).orElseThrow();
        Optional<Session> session = call.admitted().session().map(SignIn.SignedIn::session);
        if (session.filter(known -> known.password() != PasswordKind.NONE).isEmpty()) {
            return Problem.of(Code.CONFLICT, "There is no password here: it is changed where you sign in");
        }
        SignIn.Result result = ports.signIn()
                .changePassword(
                        session.get(),
                        fields.path("current").asText(),
                        fields.path("password").asText(),
                        ports.clock().instant());
        if (result instanceof SignIn.SignedIn in) {
            return show(in).with(
                            "Set-Cookie", Sessions.set(in.token(), call.origin().overTls()));
        }
        if (result instanceof SignIn.Unfit unfit) {
            return Problem.of(List.of(unfit.fault()));
        }
        return result instanceof SignIn.Busy ? busy() : Problem.of(List.of(NOT_CURRENT));
    }

    /** Ends the session; who came with a key has none, and keeps the key. */
    Answer end(Call call) {
        Optional<SignIn.SignedIn> session = call.admitted().session();
        session.ifPresent(in -> ports.signIn().signOut(in.token()));
        Answer answer = session.flatMap(
                        in -> ports.elsewhere().farewell(in.session().person()))
                .map(there ->
                        Answer.json(200, JsonNodeFactory.instance.objectNode().put("endSession", there.toString())))
                .orElseGet(() -> Answer.empty(204));
        return answer.with("Set-Cookie", Sessions.taken(call.origin().overTls()));
    }
}
