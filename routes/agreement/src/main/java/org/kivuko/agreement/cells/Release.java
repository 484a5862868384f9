package org.kivuko.agreement.cells;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The counts of one flow report as one recipient was given them, with those that were hidden from it: what the next report
 * on the same post, direction and time is judged by. Immutable, thread-safe. It holds small counts: whoever stores it must
 * encrypt it, and must show it to nobody.
 *
 * @param periodStart included
 * @param periodEnd excluded
 */
public record Release(String reportId, int revision, LocalDate periodStart, LocalDate periodEnd, List<Figure> figures) {

    public Release {
        figures = List.copyOf(figures);
    }

    /** What a recipient knows of a count. */
    public enum State {
        SHOWN,
        HIDDEN,
        /** The reporter gave no number, so that nobody here knows it either. */
        NOT_GIVEN
    }

    /**
     * One count.
     *
     * @param key what it counts, as a word of this package's own
     * @param count the true count, also where it was hidden; 0 where it was not given
     */
    public record Figure(String key, long count, State state) {
        /** Shows no figures. */
        @Override
        public String toString() {
            return "Figure[" + state + "]";
        }
    }

    /** As JSON, for whoever stores it. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("reportId", reportId)
                .put("revision", revision)
                .put("periodStart", periodStart.toString())
                .put("periodEnd", periodEnd.toString());
        var list = json.putArray("figures");
        figures.forEach(figure -> list.addArray()
                .add(figure.key())
                .add(figure.count())
                .add(figure.state().name()));
        return json;
    }

    /** What {@link #json} wrote. */
    public static Release of(JsonNode json) {
        var figures = new ArrayList<Figure>();
        json.get("figures")
                .forEach(figure -> figures.add(new Figure(
                        figure.get(0).asText(),
                        figure.get(1).asLong(),
                        State.valueOf(figure.get(2).asText()))));
        return new Release(
                json.get("reportId").asText(),
                json.get("revision").asInt(),
                LocalDate.parse(json.get("periodStart").asText()),
                LocalDate.parse(json.get("periodEnd").asText()),
                figures);
    }

    /** Shows no figures. */
    @Override
    public String toString() {
        return "Release[" + reportId + " revision " + revision + "]";
    }
}
