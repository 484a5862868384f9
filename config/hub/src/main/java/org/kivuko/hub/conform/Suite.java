package org.kivuko.hub.conform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** All cases, by topic. */
final class Suite {
    private Suite() {}

    /** A case and the topic in which it stands. */
    record Entry(String topic, Case one) {}

    static List<Topic> topics() {
        return List.of(
                DescriptionCases.topic(),
                AccessCases.topic(),
                EnvelopeCases.topic(),
                AlertCases.topic(),
                FigureCases.topic(),
                RecordCases.topic(),
                CapCases.topic(),
                LimitCases.topic(),
                TimeCases.topic(),
                UnicodeCases.topic(),
                MediaCases.topic(),
                ErrorCases.topic(),
                AddressCases.topic(),
                DecisionCases.topic(),
                AcceptanceCases.topic(),
                DuplicateCases.topic(),
                OrderCases.topic(),
                DeliveryCases.topic(),
                LeaseCases.topic(),
                ExerciseCases.topic(),
                GapCases.topic());
    }

    /**
     * The cases whose id or topic fits one of the patterns, in order.
     *
     * @param patterns separated by commas; * stands for anything, ? for one character, letters without case; empty for all cases
     */
    static List<Entry> matching(String patterns) {
        List<Pattern> wanted = patterns.isBlank()
                ? List.of(Pattern.compile(".*"))
                : List.of(patterns.split(",", -1)).stream().map(Suite::pattern).toList();
        var entries = new ArrayList<Entry>();
        for (Topic topic : topics()) {
            topic.cases().stream()
                    .filter(one -> wanted.stream()
                            .anyMatch(each -> each.matcher(one.id().toLowerCase(Locale.ROOT))
                                            .matches()
                                    || each.matcher(topic.name().toLowerCase(Locale.ROOT))
                                            .matches()))
                    .forEach(one -> entries.add(new Entry(topic.name(), one)));
        }
        return entries;
    }

    private static Pattern pattern(String glob) {
        String text = glob.strip().toLowerCase(Locale.ROOT);
        var regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            regex.append(unit == '*' ? ".*" : unit == '?' ? "." : Pattern.quote(String.valueOf(unit)));
        }
        return Pattern.compile(regex.toString());
    }

    /** The same cases in an order that the seed decides: none may lean on another. */
    static List<Entry> shuffled(List<Entry> entries, long seed) {
        var order = new ArrayList<>(entries);
        Collections.shuffle(order, new Random(seed));
        return order;
    }
}
