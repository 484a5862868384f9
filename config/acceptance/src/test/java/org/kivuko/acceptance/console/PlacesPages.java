package org.kivuko.acceptance.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The pages of messages, of rules, of places and of the house, with what the hub answers. */
final class PlacesPages {
    static final String MESSAGE = "/v1/ops/messages/KEN.DIS/01980a2e-7b61-7c1e-9d3c-5f0a6c1b2d3e";
    static final String MESSAGE_PAGE = "/console/message/KEN.DIS/01980a2e-7b61-7c1e-9d3c-5f0a6c1b2d3e";

    private PlacesPages() {}

    /**
     * A page.
     *
     * @param seen what the full page says
     * @param nothing what the empty one says; empty where a page cannot be empty
     */
    record Place(String name, String path, String seen, String nothing) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Place> all() {
        return List.of(
                new Place("messages", "/console/messages", "TYPE_NOT_PERMITTED", "No message has come yet"),
                new Place("message", MESSAGE_PAGE, "EAC One Stop Border Posts Act", ""),
                new Place("agreements", "/console/agreements", "One-stop border posts", "There is no agreement"),
                new Place("pair", "/console/pair/KEN/UGA", "NOT_RECIPROCAL", "The hub knows nothing between the two"),
                new Place("agreement", "/console/agreement/KEN-UGA.osbp", "K-U-9", ""),
                new Place("rule", "/console/rule/KEN-UGA.osbp/K-U-1", "subject.person.dateOfBirth", ""),
                new Place("posts", "/console/posts", "KEN-BUSIA/UGA-BUSIA", "No crossing is known"),
                new Place("topology", "/console/topology", "Directorate of Immigration", "No state is known"),
                new Place("exercises", "/console/exercises", "Joint training at Busia", "No exercise was opened yet"),
                new Place("exercise", "/console/exercises/BUSIA-2026?run=2", "Who answered when", ""),
                new Place("alerts", "/console/alerts", "nobody has seen it", "No threshold is crossed"),
                new Place("shift", "/console/shift", "Moyale was without power", "No note was left"),
                new Place("audit", "/console/audit", "Link is down", "Nothing fits"),
                new Place("people", "/console/people", "second desk", "Nobody is there yet"));
    }

    /** A day with traffic. */
    static Fixtures full() {
        return Fixtures.signedIn()
                .file("/v1/ops/messages", "places/messages.json")
                .file("/v1/ops/facets", "places/facets.json")
                .file("/v1/ops/views", "places/views.json")
                .file(MESSAGE, "places/message.json")
                .file("POST " + MESSAGE + "/content", "places/message-content.json")
                .file("/v1/ops/agreements", "places/agreements.json")
                .file("/v1/agreements/matrix?brief=true", "places/matrix-brief.json")
                .file("/v1/agreements/matrix?from=KEN&to=UGA", "places/matrix-pair.json")
                .file("/v1/agreements/KEN-UGA.osbp", "places/agreement.json")
                .file("/v1/ops/posts", "places/posts.json")
                .file("/v1/ops/topology", "places/topology.json")
                .file("/v1/ops/exercises", "places/exercises.json")
                .file("/v1/ops/exercises/BUSIA-2026/score", "places/exercise-score.json")
                .file("/v1/ops/alerts", "places/alerts.json")
                .file("/v1/ops/thresholds", "places/thresholds.json")
                .file("/v1/ops/shift", "places/shift.json")
                .file("/v1/ops/audit", "places/audit.json")
                .file("/v1/ops/people", "places/people.json")
                .file("POST /v1/ops/people", "places/person-new.json")
                .file("POST /v1/ops/explain", "places/explain.json");
    }

    /** A hub that was just set up. */
    static Fixtures empty() {
        return Fixtures.signedIn()
                .json("/v1/ops/messages", "{\"messages\":[]}")
                .json("/v1/ops/facets", "{\"messages\":0,\"complete\":true,\"facets\":{}}")
                .json("/v1/ops/views", "{\"views\":[]}")
                .json("/v1/ops/agreements", "{\"agreements\":[]}")
                .json("/v1/agreements/matrix", "{\"rows\":[]}")
                .json("/v1/ops/posts", "{\"crossings\":[]}")
                .json("/v1/ops/topology", "{\"states\":[],\"pairs\":[]}")
                .json("/v1/ops/exercises", "{\"exercises\":[]}")
                .json("/v1/ops/alerts", "{\"alerts\":[]}")
                .json("/v1/ops/thresholds", "{\"thresholds\":[]}")
                .json("/v1/ops/shift", "{\"notes\":[],\"onCall\":[],\"maintenance\":[]}")
                .json("/v1/ops/audit", "{\"audit\":[]}")
                .json("/v1/ops/people", "{\"people\":[]}");
    }

    /** The same for somebody with these rights alone. */
    static Fixtures with(Fixtures fixtures, Set<String> rights) {
        ObjectNode session = (ObjectNode) Fixtures.read("session.json");
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rights.stream().sorted().forEach(list::add);
        session.set("rights", list);
        return fixtures.json("/v1/session", session.toString());
    }
}
