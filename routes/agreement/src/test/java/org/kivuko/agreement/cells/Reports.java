package org.kivuko.agreement.cells;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kivuko.model.FlowReport;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** Flow reports for tests, in a short notation, and what comes of them. */
final class Reports {
    static final String DAY = "2026-10-01..2026-10-02";

    private Reports() {}

    /** A report as it was sent. */
    record Sent(FlowReport report, ObjectNode data) {
        Covered cover(Limits limits, List<Release> earlier) {
            return SmallCells.cover(report, data, limits, earlier);
        }
    }

    /**
     * A report of KEN-BUSIA.
     *
     * @param dimensions separated by spaces
     * @param cells one per line: values, then the count or {@code -}
     */
    static Sent report(String dimensions, String cells) {
        return report("F1", 1, DAY, dimensions, cells, "");
    }

    static Sent report(String id, int revision, String period, String dimensions, String cells, String furtherMembers) {
        var names = dimensions.isBlank()
                ? List.<String>of()
                : List.of(dimensions.trim().split(" +", -1));
        var list = new StringBuilder();
        cells.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            var words = List.of(line.split(" +", -1));
            list.append(list.isEmpty() ? "" : ", ").append("{");
            for (int i = 0; i < names.size(); i++) {
                list.append("'%s': '%s', ".formatted(names.get(i), words.get(i)));
            }
            var count = words.get(names.size());
            list.append(count.equals("-") ? "'count': null, 'confStatus': 'C'}" : "'count': " + count + "}");
        });
        var days = period.split("\\.\\.", -1);
        var message = message(("{'specversion': '1.0', 'id': 'm-1', 'source': '/agencies/KEN.DIS',"
                        + " 'type': 'kivuko.flow-report.v1', 'time': '2026-11-01T10:00:00+03:00', 'to': 'UGA',"
                        + " 'purpose': 'statistics', 'data': {'reportId': '%s', 'revision': %d, 'reporter': 'KEN.DIS',"
                        + " 'post': 'KEN-BUSIA', 'direction': 'ENTRY', 'periodStart': '%s', 'periodEnd': '%s',"
                        + " 'frequency': 'D', 'method': 'REGISTER', 'dimensions': [%s], 'cells': [%s]%s}}")
                .formatted(
                        id,
                        revision,
                        days[0],
                        days[1],
                        names.isEmpty() ? "" : "'" + String.join("', '", names) + "'",
                        list,
                        furtherMembers.isEmpty() ? "" : ", " + furtherMembers));
        return new Sent((FlowReport) message.payload(), message.data());
    }

    private static Message message(String json) {
        var reading = MessageJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted<Message> accepted) {
            return accepted.value();
        }
        throw new AssertionError(((Reading.Refused<Message>) reading).faults().toString());
    }

    /** The counts of the cells in their order, a hidden one as {@code -}. */
    static String shown(Covered covered) {
        var counts = new StringBuilder();
        covered.data().get("cells").forEach(cell -> counts.append(counts.isEmpty() ? "" : " ")
                .append(cell.get("count").isNull() ? "-" : cell.get("count").asText()));
        return counts.toString();
    }
}
