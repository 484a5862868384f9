package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** What operators have to say with what they do. Pure functions. */
final class Spoken {
    private Spoken() {}

    /** What is wrong with a body that has to have these texts, and nothing else but a key; empty where nothing is. */
    static List<Fault> faults(byte[] body, int longest, String... members) {
        JsonNode tree = JsonBody.members(body);
        var faults = new ArrayList<Fault>();
        for (String member : members) {
            if (!JsonBody.isText(tree.path(member), longest)) {
                faults.add(new Fault(
                        "/" + member, Code.SCHEMA_VIOLATION, "expected a text of 1 to " + longest + " characters"));
            }
        }
        Set<String> known = Set.of(members);
        tree.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !name.equals("key")) {
                faults.add(new Fault("", Code.SCHEMA_VIOLATION, "a member is not known here"));
            }
        });
        return faults.stream().sorted().toList();
    }
}
