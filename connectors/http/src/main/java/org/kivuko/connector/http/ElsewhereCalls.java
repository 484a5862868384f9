package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.Elsewhere;
import org.kivuko.operations.people.Trip;

/**
 * Signing in at another place. A browser makes these calls by going to them, so that they answer with the address of a page: the
 * sign-in page says what was refused.
 */
final class ElsewhereCalls {
    static final String LEAVE = "/v1/session/oidc";
    static final String ARRIVE = "/v1/session/oidc/back";
    static final Set<String> LEAVE_QUERY = Set.of("to");
    static final Set<String> ARRIVE_QUERY = Set.of("state", "code", "iss", "error");

    /**
     * A page of the console, whatever a browser makes of it: in the path no second slash, no way up, also not written as an escape,
     * and no backslash.
     */
    private static final Pattern PAGE = Pattern.compile("/console/(?![/.])"
            + "(?:[A-Za-z0-9_~!$'()*+,;=:@&-]|\\.(?!\\.)|/(?![./])|%(?!2[eEfF]|5[cC]|[01])[0-9A-Fa-f]{2}){0,800}+"
            + "(?:\\?[A-Za-z0-9_~!$'()*+,;=:@&?/.%-]{0,800})?");

    private static final String HOME = "/console/";
    private static final String SOMEBODY = "unknown";

    private final PeoplePorts ports;

    ElsewhereCalls(PeoplePorts ports) {
        this.ports = ports;
    }

    /** Which ways in there are beside login and password. */
    Answer ways(Call call) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ports.elsewhere().name().ifPresent(name -> json.putObject("oidc").put("name", name));
        return Answer.json(200, json);
    }

    /** Off to the other place. */
    Answer leave(Call call) {
        String back = call.query().getOrDefault("to", HOME);
        if (!PAGE.matcher(back).matches()) {
            return Problem.of(
                    400,
                    List.of(new Fault("", Code.SCHEMA_VIOLATION, "to: a page of this console, like /console/held")));
        }
        Elsewhere.Result result = ports.elsewhere().leave(back, ports.clock().instant());
        if (result instanceof Elsewhere.Left left) {
            return to(left.to().toString())
                    .with("Set-Cookie", Sessions.set(left.trip(), call.origin().overTls()));
        }
        return refused((Elsewhere.Refused) result);
    }

    /** And back. */
    Answer arrive(Call call) {
        Elsewhere.Result result = ports.elsewhere()
                .arrive(
                        call.origin().trip().map(Trip::new),
                        call.query(),
                        ports.clock().instant());
        if (result instanceof Elsewhere.In in) {
            note(call, in.session().session().person().login(), "", AuditOutcome.DONE);
            return to(in.back())
                    .with(
                            "Set-Cookie",
                            Sessions.set(in.session().token(), call.origin().overTls()));
        }
        var refused = (Elsewhere.Refused) result;
        String why = JsonNodeFactory.instance
                .objectNode()
                .put("why", refused.why().code())
                .toString();
        note(call, refused.login().orElse(SOMEBODY), why, AuditOutcome.REFUSED);
        return refused(refused)
                .with("Set-Cookie", Sessions.takenTrip(call.origin().overTls()));
    }

    private void note(Call call, String login, String why, AuditOutcome outcome) {
        ports.audit()
                .record(new AuditEntry(
                        ports.clock().instant(), login, call.address(), "GET " + ARRIVE, "", "", "", "", why, outcome));
    }

    private static Answer refused(Elsewhere.Refused refused) {
        return to(HOME + "?signin=" + refused.why().code());
    }

    private static Answer to(String address) {
        return Answer.empty(303).with("Location", address);
    }
}
