package org.kivuko.hub.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageType;

/** Reads the matchers of a rule that are more than a word of a list. */
final class MatcherReader {
    private static final Shape WHEN = Shape.needs("protected").refuses(Unenforced.KEYS);

    private MatcherReader() {}

    /** The types of messages that agencies send. */
    static List<MessageType> types() {
        return Arrays.stream(MessageType.values()).filter(MessageType::inRules).toList();
    }

    static Optional<MessageType> message(Value place) {
        return place.oneOf(types(), MessageType::shortName, "type of message");
    }

    static Optional<Rule.AlertTypes> alertTypes(Value place) {
        return place.text().filter(text -> fits(place, text)).map(Rule.AlertTypes::new);
    }

    private static boolean fits(Value place, String text) {
        var codes = Arrays.stream(AlertType.values()).map(AlertType::code).toList();
        int star = text.indexOf('*');
        if (star < 0) {
            return place.oneOf(codes, "alert type").isPresent();
        }
        if (star < text.length() - 1) {
            place.wrong("a * stands inside " + Value.quoted(text), "a * stands only at the end: DOC-*");
            return false;
        }
        boolean some = codes.stream().anyMatch(code -> code.startsWith(text.substring(0, star)));
        if (!some) {
            place.wrong("no alert type begins like " + Value.quoted(text), Suggest.remedy(text, codes));
        }
        return some;
    }

    /** {@code when: {protected: true}}. */
    static Optional<Boolean> whenProtected(Value place) {
        return place.mapping(WHEN).get("protected", Value::flag).filter(flag -> {
            if (!flag) {
                place.wrong(
                        "'protected: false' would never refuse anything",
                        "write {protected: true}, or leave 'when' out");
            }
            return flag;
        });
    }
}
