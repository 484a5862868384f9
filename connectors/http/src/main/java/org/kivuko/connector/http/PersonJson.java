package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;

/** People as JSON. */
final class PersonJson {
    private PersonJson() {}

    static ObjectNode of(Person person) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("login", person.login())
                .put("name", person.name());
        put(json, "roles", person.roles());
        put(json, person.scope());
        person.identity().ifPresent(identity -> json.put("issuer", identity.issuer()));
        return json.put("locked", person.locked());
    }

    static <E extends Enum<E> & Coded> void put(ObjectNode json, String member, Collection<E> values) {
        var list = json.putArray(member);
        values.stream().sorted().map(Coded::code).forEach(list::add);
    }

    static void put(ObjectNode json, Scope scope) {
        ObjectNode shown = json.putObject("scope");
        var states = shown.putArray("states");
        scope.states().stream().sorted().forEach(states::add);
        var agencies = shown.putArray("agencies");
        scope.agencies().stream().sorted().map(AgencyId::toString).forEach(agencies::add);
    }
}
