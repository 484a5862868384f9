package org.kivuko.connector.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.kivuko.model.AgencyId;

/**
 * Turns a table of counts per place, period and measure into flow reports, one per post, direction and period. Every row is
 * accounted for: it is in a report, or it is counted under the reason why it is not.
 *
 * <p>Reading the same table twice gives the same messages with the same ids and times: a second import is answered as a
 * repetition and changes nothing.
 */
public final class FlowTable {
    private final FlowMap map;
    private final AgencyId reporter;

    public FlowTable(FlowMap map, AgencyId reporter) {
        this.map = map;
        this.reporter = reporter;
    }

    /**
     * What a table came to.
     *
     * @param reports CloudEvents to be posted, ordered by period, post and direction
     * @param rows how many rows the table has
     * @param mappedRows how many of them are in a report
     * @param leftOut how many rows were left out, by the reason, which names the place, the measure or the line
     */
    public record Outcome(List<ObjectNode> reports, long rows, long mappedRows, SortedMap<String, Long> leftOut) {}

    private record ReportKey(LocalDate start, String post, String direction) {}

    private static final class Sums {
        private final Map<Map<String, String>, Long> cells = new LinkedHashMap<>();
        private final SortedMap<String, Long> vehicles = new TreeMap<>();
    }

    /**
     * Reads a table with a header line.
     *
     * @throws BadFlowMap with one sentence, where it is no table or has other columns than the map names
     */
    public Outcome read(Reader csv) throws IOException {
        try {
            return rows(csv);
        } catch (IllegalArgumentException badHeader) {
            throw new BadFlowMap("columns: the table's first line names a column twice, or not at all");
        } catch (UncheckedIOException badRow) {
            throw new BadFlowMap("the table is not readable as CSV (RFC 4180)");
        }
    }

    private Outcome rows(Reader csv) throws IOException {
        var sums = new TreeMap<ReportKey, Sums>(Comparator.comparing(ReportKey::start)
                .thenComparing(ReportKey::post)
                .thenComparing(ReportKey::direction));
        var leftOut = new TreeMap<String, Long>();
        long rows = 0;
        long mapped = 0;
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser =
                CSVParser.builder().setReader(csv).setFormat(format).get()) {
            checkHeader(parser.getHeaderNames());
            for (CSVRecord row : parser) {
                rows++;
                Optional<String> reason = take(row, sums);
                reason.ifPresent(text -> leftOut.merge(text, 1L, Long::sum));
                mapped += reason.isEmpty() ? 1 : 0;
            }
        }
        var reports = new ArrayList<ObjectNode>();
        sums.forEach((key, sum) -> reports.add(report(key, sum)));
        return new Outcome(reports, rows, mapped, leftOut);
    }

    private void checkHeader(List<String> names) {
        FlowMap.Columns columns = map.columns();
        for (String column : List.of(columns.place(), columns.period(), columns.measure(), columns.value())) {
            if (!names.contains(column)) {
                throw new BadFlowMap("columns: the table has no column '" + column + "', it has " + names);
            }
        }
    }

    /** Adds a row to its report; the reason where it has none. */
    private Optional<String> take(CSVRecord row, Map<ReportKey, Sums> sums) {
        if (!row.isConsistent()) {
            return Optional.of("line " + row.getRecordNumber() + ": another number of columns than the header");
        }
        String placeName = row.get(map.columns().place());
        String measureName = row.get(map.columns().measure());
        FlowMap.Place place = map.places().get(placeName);
        FlowMap.Measure measure = map.measures().get(measureName);
        if (place == null) {
            return Optional.of("place not in the map: " + placeName);
        }
        if (measure == null) {
            return Optional.of("measure not in the map: " + measureName);
        }
        Optional<LocalDate> start = map.periodStart(row.get(map.columns().period()));
        Optional<Long> value = count(row.get(map.columns().value()));
        if (start.isEmpty() || value.isEmpty()) {
            return Optional.of("line " + row.getRecordNumber() + ": "
                    + (start.isEmpty() ? "the period fits no pattern" : "the value is no count"));
        }
        String direction = place.direction() == null ? map.direction() : place.direction();
        Sums sum = sums.computeIfAbsent(new ReportKey(start.get(), place.post(), direction), key -> new Sums());
        if (measure.vehicle() != null) {
            sum.vehicles.merge(measure.vehicle(), value.get(), Long::sum);
        } else {
            sum.cells.merge(measure.cell(), value.get(), Long::sum);
        }
        return Optional.empty();
    }

    private static Optional<Long> count(String text) {
        String digits = text.strip().replace(",", "");
        return digits.matches("[0-9]{1,12}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    private ObjectNode report(ReportKey key, Sums sum) {
        LocalDate end = map.periodEnd(key.start());
        String id = "flow." + key.post() + "." + key.direction() + "." + map.frequency() + "." + key.start();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", id).put("source", reporter.source());
        event.put("type", "kivuko.flow-report.v1").put("time", end + "T00:00:00Z");
        event.put("datacontenttype", "application/json").put("to", map.to()).put("purpose", "statistics");
        ObjectNode data = event.putObject("data");
        data.put("reportId", id).put("revision", 1).put("reporter", reporter.toString());
        data.put("post", key.post()).put("direction", key.direction());
        data.put("periodStart", key.start().toString()).put("periodEnd", end.toString());
        data.put("frequency", map.frequency()).put("method", map.method());
        map.dimensions().forEach(data.putArray("dimensions")::add);
        ArrayNode cells = data.putArray("cells");
        sum.cells.forEach((members, count) -> {
            ObjectNode cell = cells.addObject();
            map.dimensions().forEach(dimension -> cell.put(dimension, members.get(dimension)));
            cell.put("count", count);
        });
        if (!sum.vehicles.isEmpty()) {
            ArrayNode vehicles = data.putArray("vehicles");
            sum.vehicles.forEach(
                    (type, count) -> vehicles.addObject().put("type", type).put("count", count));
        }
        return event;
    }
}
