package org.kivuko.operations.exercise;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * Who answered when: a pure function of the script, what was handed in and what the ledger knows. Immutable.
 *
 * @param asOf when it was reckoned
 * @param lines injects in their order, then what players sent by themselves in the order in which it was judged
 * @param tallies of each participant that something reached
 */
public record Score(Exercise run, Instant asOf, List<Line> lines, List<Tally> tallies) {
    public Score {
        lines = List.copyOf(lines);
        tallies = List.copyOf(tallies);
    }

    /**
     * One message.
     *
     * @param inject its name in the script; empty where a player sent it
     * @param due when the script has it handed in
     * @param handedIn what came of that
     */
    public record Line(
            Optional<String> inject,
            MessageKey message,
            Optional<Instant> due,
            Optional<HandedIn> handedIn,
            List<Mark> marks) {
        public Line {
            marks = List.copyOf(marks);
        }
    }

    /** One recipient of a message. */
    public record Mark(Delivered delivered, Verdict verdict) {}

    /**
     * One participant over all messages.
     *
     * @param reached how many messages reached it
     * @param asked how many of them asked for an acknowledgement
     * @param median of the times from release to acknowledgement; empty where none came
     */
    public record Tally(
            AgencyId agency, int reached, int asked, int inTime, int late, int missing, Optional<Duration> median) {}

    /** Reckons it. */
    public static Score of(
            Exercise run,
            Optional<Script> script,
            Map<String, HandedIn> handedIn,
            Collection<Delivered> delivered,
            Instant now) {
        Map<MessageKey, List<Mark>> marks = delivered.stream()
                .sorted(Comparator.comparing(Delivered::judged)
                        .thenComparing(Delivered::message)
                        .thenComparing(Delivered::recipient))
                .collect(Collectors.groupingBy(
                        Delivered::message,
                        LinkedHashMap::new,
                        Collectors.mapping(each -> new Mark(each, Verdict.of(each, now)), Collectors.toList())));
        var lines = new ArrayList<Line>();
        script.map(written -> written.all(run)).orElse(List.of()).forEach(due -> {
            List<Mark> own = marks.remove(due.key());
            lines.add(new Line(
                    Optional.of(due.inject()),
                    due.key(),
                    Optional.of(due.at()),
                    Optional.ofNullable(handedIn.get(due.inject())),
                    own == null ? List.of() : own));
        });
        marks.forEach(
                (key, own) -> lines.add(new Line(Optional.empty(), key, Optional.empty(), Optional.empty(), own)));
        return new Score(run, now, lines, tallies(lines));
    }

    private static List<Tally> tallies(List<Line> lines) {
        Map<AgencyId, List<Mark>> byAgency = lines.stream()
                .flatMap(line -> line.marks().stream())
                .filter(mark -> mark.verdict() != Verdict.NOT_REACHED)
                .collect(
                        Collectors.groupingBy(mark -> mark.delivered().recipient(), TreeMap::new, Collectors.toList()));
        return byAgency.entrySet().stream()
                .map(each -> tally(each.getKey(), each.getValue()))
                .toList();
    }

    private static Tally tally(AgencyId agency, List<Mark> marks) {
        List<Duration> took = marks.stream()
                .map(Mark::delivered)
                .flatMap(each -> each.taken().map(taken -> Duration.between(each.judged(), taken)).stream())
                .sorted()
                .toList();
        int asked = (int) marks.stream()
                .filter(mark -> mark.delivered().acknowledgeBy().isPresent())
                .count();
        return new Tally(
                agency,
                marks.size(),
                asked,
                count(marks, Verdict.IN_TIME),
                count(marks, Verdict.LATE),
                count(marks, Verdict.MISSING),
                took.isEmpty() ? Optional.empty() : Optional.of(took.get((took.size() - 1) / 2)));
    }

    private static int count(List<Mark> marks, Verdict verdict) {
        return (int) marks.stream().filter(mark -> mark.verdict() == verdict).count();
    }
}
