package org.kivuko.hub.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Duties;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Passing;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.Coded;
import org.kivuko.model.Urgency;

/** Reads what a recipient owes for what a permit lets cross. */
final class DutyReader {
    static final List<String> KEYS = List.of("retention", "onward", "onwardTo", "evidence", "acknowledge");

    /** Stands for every urgency that is not named. */
    private static final String DEFAULT = "Default";

    private DutyReader() {}

    static Duties read(Keys keys, Known known) {
        var deadlines = keys.get("acknowledge").map(DutyReader::deadlines).orElse(Map.of());
        var byUrgency = new EnumMap<Urgency, Duration>(Urgency.class);
        deadlines.forEach(
                (word, length) -> Coded.find(Urgency.class, word).ifPresent(urgency -> byUrgency.put(urgency, length)));
        return new Duties(
                keys.get("retention", Lengths::period),
                passing(keys, known),
                byUrgency,
                Optional.ofNullable(deadlines.get(DEFAULT)));
    }

    private static Map<String, Duration> deadlines(Value place) {
        var words = new ArrayList<>(
                Arrays.stream(Urgency.values()).map(Urgency::code).toList());
        words.add(DEFAULT);
        var deadlines = new LinkedHashMap<String, Duration>();
        var entries = place.entries();
        entries.forEach((word, value) -> {
            if (words.contains(word)) {
                Lengths.duration(value).ifPresent(length -> deadlines.put(word, length));
            } else {
                value.wrong("unknown urgency " + Value.quoted(word), Suggest.remedy(word, words));
            }
        });
        if (place.node() instanceof YamlNode.Mapping && entries.isEmpty()) {
            place.wrong("no urgency is stated", "state one: {Immediate: PT15M, Default: PT8H}");
        }
        return deadlines;
    }

    private static Passing passing(Keys keys, Known known) {
        var onward = keys.get("onward", place -> place.oneOf(Onward.class, "onward rule"));
        boolean listed = onward.filter(Onward.LISTED::equals).isPresent();
        if (listed && !keys.has("onwardTo")) {
            keys.wrong("onward", "'listed' without a list lets nobody have it", "add onwardTo: [ETH, SSD.DIS]");
        }
        boolean readable = onward.isPresent() || !keys.has("onward");
        if (readable && !listed) {
            keys.wrong(
                    "onwardTo",
                    "'onwardTo' is a list for 'onward: listed' alone",
                    "write onward: listed, or take 'onwardTo' out");
        }
        var to = keys.list("onwardTo", known::stateOrAgency);
        return new Passing(
                onward.orElse(Onward.PROHIBITED),
                listed ? Set.copyOf(to) : Set.of(),
                keys.get("evidence", place -> place.oneOf(EvidenceUse.class, "evidence rule"))
                        .orElse(EvidenceUse.PROHIBITED));
    }
}
