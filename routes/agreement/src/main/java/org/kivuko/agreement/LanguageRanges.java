package org.kivuko.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.kivuko.model.Alert;

/**
 * The languages that a permit accepts, as ranges of BCP 47 under the basic filtering of RFC 4647: {@code en} accepts
 * {@code en} and {@code en-KE}. Immutable, thread-safe.
 *
 * @param ranges in lower case; empty: every language
 */
record LanguageRanges(List<String> ranges) {
    /** CAP 1.2, info.language, where an info block names none. */
    private static final String CAP_DEFAULT = "en-us";

    static LanguageRanges of(List<String> stated) {
        return new LanguageRanges(
                stated.stream().map(range -> range.toLowerCase(Locale.ROOT)).toList());
    }

    /** Whether a message has no words in any language, or some in one that is accepted. */
    boolean accept(Matter matter) {
        var alert = matter.message().alert();
        if (ranges.isEmpty() || alert.isEmpty()) {
            return true;
        }
        var infos = matter.message().data().path("cap").path("info");
        if (alert.get().texts().isEmpty() && infos.isEmpty()) {
            return true;
        }
        for (Alert.Text text : alert.get().texts()) {
            if (accept(text.language())) {
                return true;
            }
        }
        for (JsonNode info : infos) {
            if (accept(info.path("language").asText(CAP_DEFAULT))) {
                return true;
            }
        }
        return false;
    }

    private boolean accept(String tag) {
        var lower = tag.toLowerCase(Locale.ROOT);
        for (String range : ranges) {
            if (lower.startsWith(range) && (lower.length() == range.length() || lower.charAt(range.length()) == '-')) {
                return true;
            }
        }
        return false;
    }
}
