package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;

/** Says for every ordered pair of states, and inside each, what the agreements let cross at an instant. */
final class Matrix {
    private final Directory directory;
    private final RuleIndex index;
    private final Addressing addressing;

    Matrix(Directory directory, RuleIndex index, Addressing addressing) {
        this.directory = directory;
        this.index = index;
        this.addressing = addressing;
    }

    List<MatrixRow> rows(Instant at) {
        var states = directory.states().stream().map(Directory.State::code).toList();
        var rows = new ArrayList<MatrixRow>();
        for (String from : states) {
            for (String to : states) {
                Stream.of(MessageType.values())
                        .filter(MessageType::inRules)
                        .forEach(type -> rows.add(row(from, to, type, at)));
            }
        }
        return List.copyOf(rows);
    }

    private MatrixRow row(String from, String to, MessageType type, Instant at) {
        var rules = index.between(from, to);
        var refusing = rules.refusingAlways(type, from, to, at);
        if (!refusing.isEmpty()) {
            return new MatrixRow(
                    from, to, type, names(refusing), List.of(), List.of(), List.of(), Optional.of(Code.PROHIBITED));
        }
        var asked = rules.ask(type, from, to, at);
        var keep = asked.matching().stream()
                .flatMap(permit -> permit.rule().fields().keep().stream())
                .distinct()
                .sorted()
                .toList();
        return new MatrixRow(
                from,
                to,
                type,
                names(asked.matching()),
                List.copyOf(addressing.recipients(asked.matching(), to)),
                keep,
                asked.matching().stream()
                        .map(permit ->
                                MatrixPermit.of(permit, type, List.copyOf(addressing.recipients(List.of(permit), to))))
                        .toList(),
                asked.nearestMiss());
    }

    private static List<String> names(List<CompiledRule> rules) {
        return rules.stream().map(CompiledRule::name).sorted().toList();
    }
}
