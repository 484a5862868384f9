package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.Fault;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Scope;

/** What an administrator states about a person. Not thread-safe. */
final class PersonBody {
    private static final int LONGEST_REASON = 500;
    private static final Set<String> NEW = Set.of("login", "name", "roles", "scope", "password", "reason", "key");
    private static final Set<String> CHANGE =
            Set.of("name", "roles", "scope", "locked", "password", "newPassword", "reason", "key");

    private final JsonNode tree;
    private final List<Fault> faults = new ArrayList<>();

    private PersonBody(JsonNode tree, Set<String> members) {
        this.tree = tree;
        JsonBody.addUnknown(tree, members, faults);
        if (!JsonBody.isText(tree.path("reason"), LONGEST_REASON)) {
            fault("/reason", "a text of 1 to " + LONGEST_REASON + " characters says why");
        }
        List.of("login", "name", "password", "key").forEach(this::text);
        List.of("locked", "newPassword").forEach(this::flag);
        roles();
        scope();
    }

    /** Of somebody who is new. */
    static PersonBody ofNew(byte[] body) {
        return new PersonBody(tree(body), NEW);
    }

    /** Of somebody who is known. */
    static PersonBody ofChange(byte[] body) {
        return new PersonBody(tree(body), CHANGE);
    }

    private static JsonNode tree(byte[] body) {
        return JsonBody.members(body);
    }

    /** Everything that has not the form it must have. */
    List<Fault> faults() {
        return tree.isObject()
                ? faults.stream().distinct().toList()
                : List.of(new Fault("", Code.UNREADABLE, "expected a JSON object"));
    }

    private void fault(String pointer, String expected) {
        faults.add(new Fault(pointer, Code.SCHEMA_VIOLATION, expected));
    }

    Optional<String> text(String member) {
        return has(member, tree.path(member).isTextual(), "a text").map(JsonNode::asText);
    }

    Optional<Boolean> flag(String member) {
        return has(member, tree.path(member).isBoolean(), "true or false").map(JsonNode::asBoolean);
    }

    private Optional<JsonNode> has(String member, boolean fits, String expected) {
        if (!tree.has(member)) {
            return Optional.empty();
        }
        if (!fits) {
            fault("/" + member, expected);
        }
        return fits ? Optional.of(tree.path(member)) : Optional.empty();
    }

    Optional<Set<OperatorRole>> roles() {
        return has("roles", tree.path("roles").isArray(), "a list of roles").map(list -> {
            var roles = new LinkedHashSet<OperatorRole>();
            for (JsonNode each : list) {
                Coded.find(OperatorRole.class, each.asText())
                        .ifPresentOrElse(
                                roles::add, () -> fault("/roles", "each one of " + Coded.all(OperatorRole.class)));
            }
            return roles;
        });
    }

    Optional<Scope> scope() {
        return has("scope", tree.path("scope").isObject(), "an object with states and agencies")
                .map(object -> new Scope(states(object.path("states")), agencies(object.path("agencies"))));
    }

    private Set<String> states(JsonNode list) {
        var states = new LinkedHashSet<String>();
        for (JsonNode each : list) {
            if (each.asText().matches("[A-Z]{3}")) {
                states.add(each.asText());
            } else {
                fault("/scope/states", "each the code of a state, like KEN");
            }
        }
        return states;
    }

    private Set<AgencyId> agencies(JsonNode list) {
        var agencies = new LinkedHashSet<AgencyId>();
        for (JsonNode each : list) {
            AgencyId.parse(each.asText())
                    .ifPresentOrElse(
                            agencies::add, () -> fault("/scope/agencies", "each the code of an agency, like KEN.DIS"));
        }
        return agencies;
    }
}
