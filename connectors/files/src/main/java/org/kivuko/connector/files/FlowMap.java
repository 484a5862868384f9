package org.kivuko.connector.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * How the rows of somebody's table become cells of flow reports: which column says what, which place is which post, which
 * measure is which cell. Read strictly from YAML.
 *
 * @param columns names of the columns that hold place, period, measure and value
 * @param periods patterns of {@link DateTimeFormatter} tried in order, in English: {@code MMM uuuu}, {@code M/d/uuuu}
 * @param frequency D, W or M: how long a period is
 * @param direction ENTRY or EXIT, where a place states none
 * @param method REGISTER, COUNT, ESTIMATE or SAMPLE
 * @param to addresses of the reports
 * @param dimensions of every cell; each measure names one member per dimension
 */
public record FlowMap(
        @JsonProperty(required = true) Columns columns,
        @JsonProperty(required = true) List<String> periods,
        @JsonProperty(required = true) String frequency,
        @JsonProperty(required = true) String direction,
        @JsonProperty(required = true) String method,
        @JsonProperty(required = true) String to,
        @JsonProperty(required = true) List<String> dimensions,
        @JsonProperty(required = true) Map<String, Place> places,
        @JsonProperty(required = true) Map<String, Measure> measures) {

    /** Far above any map. */
    private static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_DEPTH = 20;

    /** What no message can name is no period. */
    private static final int FIRST_YEAR = 1000;

    private static final int END_YEAR = 2999;

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().loaderOptions(limits()).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .build();

    /** The four columns that count. */
    public record Columns(
            @JsonProperty(required = true) String place,
            @JsonProperty(required = true) String period,
            @JsonProperty(required = true) String measure,
            @JsonProperty(required = true) String value) {}

    /** A post, with a direction of its own where it has one. */
    public record Place(@JsonProperty(required = true) String post, @JsonSetter(nulls = Nulls.SET) String direction) {}

    /** Either a cell, with one member per dimension, or a type of vehicle. */
    public record Measure(
            @JsonSetter(nulls = Nulls.SET) Map<String, String> cell, @JsonSetter(nulls = Nulls.SET) String vehicle) {}

    /**
     * Reads a map.
     *
     * @throws BadFlowMap with one sentence, where it is none
     */
    public static FlowMap read(String yaml) {
        if (yaml.length() > MAX_LENGTH) {
            throw new BadFlowMap("expected at most " + MAX_LENGTH + " characters");
        }
        FlowMap map;
        try {
            map = YAML.readValue(yaml, FlowMap.class);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new BadFlowMap((place == null ? "" : "line " + place.getLineNr() + ": ") + e.getOriginalMessage());
        }
        map.check();
        return map;
    }

    private static LoaderOptions limits() {
        var limits = new LoaderOptions();
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(0);
        limits.setAllowDuplicateKeys(false);
        return limits;
    }

    private void check() {
        periods.forEach(FlowMap::form);
        measures.forEach((name, measure) -> {
            if ((measure.cell() == null) == (measure.vehicle() == null)) {
                throw new BadFlowMap("measures." + name + ": expected either cell or vehicle");
            }
            if (measure.cell() != null && !measure.cell().keySet().equals(java.util.Set.copyOf(dimensions))) {
                throw new BadFlowMap(
                        "measures." + name + ".cell: expected one member for each of the dimensions " + dimensions);
            }
        });
        if (!List.of("D", "W", "M").contains(frequency)) {
            throw new BadFlowMap("frequency: expected D, W or M");
        }
    }

    /** The first day of the period that the text names, or empty where no pattern fits. */
    Optional<LocalDate> periodStart(String text) {
        return periods.stream()
                .flatMap(pattern -> firstDay(text.strip(), pattern).stream())
                .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() < END_YEAR)
                .findFirst();
    }

    private Optional<LocalDate> firstDay(String text, String pattern) {
        try {
            TemporalAccessor found = form(pattern).parseBest(text, LocalDate::from, YearMonth::from);
            return Optional.of(found instanceof LocalDate day ? firstDay(day) : ((YearMonth) found).atDay(1));
        } catch (DateTimeParseException notOfThisPattern) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter form(String pattern) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException noPattern) {
            throw new BadFlowMap("periods: expected patterns like MMM uuuu or M/d/uuuu");
        }
    }

    /** The first day after a period. */
    LocalDate periodEnd(LocalDate start) {
        return switch (frequency) {
            case "D" -> start.plusDays(1);
            case "W" -> start.plusWeeks(1);
            default -> start.plusMonths(1);
        };
    }

    private LocalDate firstDay(LocalDate day) {
        return frequency.equals("M") ? day.withDayOfMonth(1) : day;
    }
}
