package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Locale;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Times;
import org.kivuko.model.Directory;
import org.kivuko.model.Role;
import org.kivuko.operations.watch.Landscape;
import org.kivuko.operations.watch.Posts;
import org.kivuko.operations.watch.Topology;

/** The region as operators see it: crossings with what goes through, and agencies with what waits for them. */
final class LandscapeCalls {
    private final Landscape landscape;
    private final InstantSource clock;

    LandscapeCalls(Landscape landscape, InstantSource clock) {
        this.landscape = landscape;
        this.clock = clock;
    }

    Answer posts(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode crossings = document.putArray("crossings");
        landscape.posts(call.operator().scope()).forEach(crossing -> crossings.add(json(crossing)));
        return Answer.json(200, document.put("asOf", Times.text(clock.instant())));
    }

    private static ObjectNode json(Posts.Crossing view) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("crossing", view.crossing().id())
                .put("name", view.crossing().name())
                .put("oneStop", view.crossing().oneStop());
        ArrayNode sides = json.putArray("sides");
        view.sides().forEach(side -> sides.add(json(side)));
        ObjectNode traffic = json.putObject("traffic24h");
        view.traffic().forEach(traffic::put);
        return json.put("status", view.status().name().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode json(Posts.Side view) {
        Directory.Side side = view.side();
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("post", side.post()).put("state", side.state());
        side.unlocode().ifPresent(code -> json.put("unlocode", code));
        side.point().ifPresent(point -> point.forEach(json.withArray("point")::add));
        side.operatedBy().ifPresent(operator -> json.put("operatedBy", operator));
        ArrayNode agencies = json.putArray("agencies");
        side.agencies().forEach(agency -> agencies.add(agency.toString()));
        view.lastReport().ifPresent(at -> json.put("lastReport", Times.text(at)));
        return json.put("messages24h", view.messages());
    }

    Answer topology(Call call) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode states = document.putArray("states");
        landscape.states(call.operator().scope()).forEach(state -> states.add(json(state)));
        ArrayNode pairs = document.putArray("pairs");
        landscape.pairs(call.operator().scope()).forEach(pair -> pairs.add(json(pair)));
        return Answer.json(200, document.put("asOf", Times.text(clock.instant())));
    }

    private static ObjectNode json(Topology.StateView view) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("state", view.state().code())
                .put("name", view.state().name());
        ArrayNode agencies = json.putArray("agencies");
        view.agencies().forEach(agency -> agencies.add(json(agency)));
        return json;
    }

    private static ObjectNode json(Topology.AgencyView view) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("agency", view.agency().id().toString())
                .put("name", view.agency().name());
        ArrayNode roles = json.putArray("roles");
        view.agency().roles().stream().map(Role::code).sorted().forEach(roles::add);
        json.putObject("queues").put("waiting", view.waiting()).put("unattended", view.unattended());
        view.lastSeen().ifPresent(at -> json.put("lastSeen", Times.text(at)));
        return json;
    }

    private static ObjectNode json(Topology.PairView pair) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("from", pair.from()).put("to", pair.to());
        for (Outcome outcome : Outcome.values()) {
            json.put(outcome.code() + "24h", pair.rulings().getOrDefault(outcome.code(), 0L));
        }
        pair.agreements().stream().findFirst().ifPresent(first -> json.put("agreement", first));
        ArrayNode agreements = json.putArray("agreements");
        pair.agreements().forEach(agreements::add);
        ArrayNode suspended = json.putArray("suspendedAgreements");
        pair.suspended().forEach(suspended::add);
        return json.put(
                "suspended",
                !pair.agreements().isEmpty()
                        && pair.suspended().size() == pair.agreements().size());
    }
}
