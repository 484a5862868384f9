package org.kivuko.hub.configuration;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.agreement.Demands;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;

/** Reads what a permit demands of a message beside handling, size and fields. */
final class DemandReader {
    static final List<String> KEYS = List.of("languages", "evaluation", "participants");

    /** Languages have two or three letters: a longer word would be the name of one, which no text is marked with. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,8}");

    private DemandReader() {}

    /**
     * What a rule demands.
     *
     * @param messages the types that the rule names; empty where they could not be read
     */
    static Demands read(Keys keys, Parties parties, List<MessageType> messages, Set<Status> statuses) {
        if (!messages.isEmpty() && !messages.contains(MessageType.ALERT)) {
            List.of("languages", "evaluation")
                    .forEach(key -> keys.wrong(
                            key,
                            "'" + key + "' is asked of alerts alone, and this permit lets none cross",
                            "take it out, or add alert to 'messages'"));
        }
        if (!statuses.contains(Status.EXERCISE) && !statuses.contains(Status.TEST)) {
            keys.wrong(
                    "participants",
                    "participants take part in exercises and tests, which this permit does not let cross",
                    "add exercise or test to 'statuses', or take it out");
        }
        return new Demands(
                keys.list("languages", DemandReader::language),
                keys.get("evaluation", Value::flag).orElse(false),
                Set.copyOf(keys.list("participants", parties::agency)));
    }

    private static Optional<String> language(Value place) {
        return place.text().filter(tag -> {
            boolean fits = LANGUAGE.matcher(tag).matches() && isWellFormed(tag);
            if (!fits) {
                place.wrong(
                        Value.quoted(tag) + " is no language tag of BCP 47",
                        "write a language, and a region where it matters: en, sw, am-ET");
            }
            return fits;
        });
    }

    private static boolean isWellFormed(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException ill) {
            return false;
        }
    }
}
