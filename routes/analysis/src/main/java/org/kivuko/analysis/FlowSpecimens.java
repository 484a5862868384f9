package org.kivuko.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;

/** The {@code data} of flow reports, with every member. */
final class FlowSpecimens {
    private static final String TOTAL = "_T";

    private FlowSpecimens() {}

    static ObjectNode data(Draft draft, OffsetDateTime time) {
        var day = time.toLocalDate();
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("reportId", "specimen")
                .put("revision", 2)
                .put("replaces", 1)
                .put("reporter", draft.sender().toString())
                .put("post", draft.post().orElseThrow())
                .put("direction", "ENTRY")
                .put("periodStart", day.minusDays(1).toString())
                .put("periodEnd", day.toString())
                .put("frequency", "D")
                .put("method", "REGISTER")
                .put("hoursCovered", 24);
        data.putArray("dimensions")
                .add("nationality")
                .add("sex")
                .add("ageBand")
                .add("category")
                .add("transport")
                .add("purpose");
        var cells = data.putArray("cells");
        cell(cells, "UGA", "VISITOR", draft.figures() == Figures.SMALL ? 3 : 120);
        if (draft.figures() == Figures.WITH_PROTECTION) {
            cell(cells, "UGA", "PROTECTION", 40);
        }
        data.putArray("vehicles").addObject().put("type", "TRUCK").put("count", 12);
        data.putArray("refusals").addObject().put("reason", "A").put("count", 11);
        data.put("note", "The road was closed at noon");
        return data;
    }

    private static void cell(ArrayNode cells, String nationality, String category, int count) {
        cells.addObject()
                .put("nationality", nationality)
                .put("sex", TOTAL)
                .put("ageBand", TOTAL)
                .put("category", category)
                .put("transport", TOTAL)
                .put("purpose", TOTAL)
                .put("count", count)
                .put("obsStatus", "A")
                .put("confStatus", "F");
    }
}
