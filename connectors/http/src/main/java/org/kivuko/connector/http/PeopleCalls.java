package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.Times;
import org.kivuko.operations.people.People;
import org.kivuko.operations.people.PeopleStore;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;

/** Who may sign in: shown, made and changed by administrators. */
final class PeopleCalls {
    private final PeoplePorts ports;

    PeopleCalls(PeoplePorts ports) {
        this.ports = ports;
    }

    Answer list(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        var rows = document.putArray("people");
        ports.people().seenBy(call.operator()).forEach(listed -> rows.add(json(listed)));
        return Answer.json(200, document.put("asOf", Times.text(ports.clock().instant())));
    }

    private static ObjectNode json(PeopleStore.Listed listed) {
        ObjectNode json = PersonJson.of(listed.person());
        listed.lastSignIn().ifPresent(at -> json.put("lastSignIn", Times.text(at)));
        listed.guesses().closedUntil().ifPresent(until -> json.put("closedUntil", Times.text(until)));
        return json;
    }

    Answer add(Call call) {
        PersonBody body = PersonBody.ofNew(call.body());
        if (!body.faults().isEmpty()) {
            return Problem.of(body.faults());
        }
        var person = new Person(
                body.text("login").orElse(""),
                body.text("name").orElse(""),
                body.roles().orElse(Set.of()),
                body.scope().orElse(Scope.ALL),
                false);
        boolean generated = body.text("password").isEmpty();
        String password = body.text("password").orElseGet(ports.people()::generate);
        People.Result result = ports.people()
                .add(person, password, call.operator(), ports.clock().instant());
        return answer(201, result, generated ? Optional.of(password) : Optional.empty());
    }

    Answer change(Call call) {
        PersonBody body = PersonBody.ofChange(call.body());
        if (!body.faults().isEmpty()) {
            return Problem.of(body.faults());
        }
        Optional<String> generated = body.flag("newPassword")
                .filter(wanted -> wanted)
                .map(wanted -> ports.people().generate());
        var change = new People.Change(
                body.text("name"),
                body.roles(),
                body.scope(),
                body.flag("locked"),
                generated.isPresent() ? generated : body.text("password"));
        People.Result result = ports.people()
                .change(
                        call.path().get("login"),
                        change,
                        call.operator(),
                        ports.clock().instant());
        return answer(200, result, generated);
    }

    /** A password that the hub made is told once, to whoever wanted it. */
    private static Answer answer(int status, People.Result result, Optional<String> password) {
        if (result instanceof People.Refused refused) {
            return Problem.of(refused.faults());
        }
        var done = (People.Done) result;
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.set("person", PersonJson.of(done.person()));
        password.ifPresent(text -> document.put("password", text));
        JsonNode before = done.before().<JsonNode>map(PeopleCalls::noted).orElse(MissingNode.getInstance());
        return Answer.json(status, document).noting(done.person().login(), before, noted(done.person()));
    }

    /** For the audit: what the person may, without its name. */
    private static ObjectNode noted(Person person) {
        ObjectNode json = PersonJson.of(person);
        json.remove("name");
        json.remove("login");
        return json;
    }
}
