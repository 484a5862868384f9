package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may sign in at the console of a running hub. Passwords are made by the hub and printed once; none is ever an argument. */
@Command(
        name = "people",
        description = "adds, lists, locks and unlocks those who sign in at the console, or gives a new password")
public final class PeopleCommand implements Callable<Integer> {
    private static final String PATH = "/v1/ops/people";

    @Parameters(index = "0", paramLabel = "WHAT", description = "add, list, lock, unlock or password")
    String what;

    @Parameters(index = "1", arity = "0..1", paramLabel = "LOGIN", description = "whom")
    String login;

    @Mixin
    OperatorOptions hub;

    @Option(names = "--name", paramLabel = "TEXT", description = "to add: as others are shown it (the login)")
    String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            description =
                    "to add: viewer, operator, reviewer, agreement-officer, auditor, administrator; one or more of them")
    List<String> roles = List.of();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "to add: for matters of these states alone")
    List<String> states = List.of();

    @Option(
            names = "--agency",
            paramLabel = "AGENCY",
            split = ",",
            description = "to add: for matters of these agencies, beside those of the states")
    List<String> agencies = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "by the command line",
            description = "why, for the audit (${DEFAULT-VALUE})")
    String reason;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        HubClient.Answer answer =
                switch (what) {
                    case "add" -> post("", person());
                    case "list" -> hub.client().get(PATH);
                    case "lock" -> post("/" + named(), why().put("locked", true));
                    case "unlock" -> post("/" + named(), why().put("locked", false));
                    case "password" -> post("/" + named(), why().put("newPassword", true));
                    default ->
                        throw new StartRefused(
                                "unknown '" + what + "'; there are add, list, lock, unlock and password");
                };
        var out = spec.commandLine().getOut();
        out.println(answer.body());
        out.flush();
        return answer.fine() ? 0 : 1;
    }

    private HubClient.Answer post(String below, ObjectNode body) throws IOException {
        return hub.client().post(PATH + below, body);
    }

    private ObjectNode why() {
        return JsonNodeFactory.instance.objectNode().put("reason", reason);
    }

    private ObjectNode person() {
        ObjectNode body = why().put("login", named()).put("name", name == null ? named() : name);
        roles.forEach(body.putArray("roles")::add);
        ObjectNode scope = body.putObject("scope");
        states.forEach(scope.putArray("states")::add);
        agencies.forEach(scope.putArray("agencies")::add);
        return body;
    }

    private String named() {
        if (login == null || !login.matches("[a-z][a-z0-9.-]*")) {
            throw new StartRefused("say whom: a login of small letters, digits, dots and hyphens");
        }
        return login;
    }
}
