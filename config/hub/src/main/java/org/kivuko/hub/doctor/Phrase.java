package org.kivuko.hub.doctor;

import java.util.List;
import org.kivuko.connector.http.Languages;

/**
 * What the doctor says, in no language yet. Immutable.
 *
 * @param key of the text; empty: the first value is said as it is
 * @param values what stands in the text at {@code {0}}, {@code {1}}; never a secret
 */
public record Phrase(String key, List<String> values) {
    static final Phrase NONE = asItIs("");

    private static final Languages LANGUAGES = Languages.beside(Phrase.class, "lang");

    public Phrase {
        values = List.copyOf(values);
    }

    static Phrase say(String key, Object... values) {
        return new Phrase(key, List.of(values).stream().map(String::valueOf).toList());
    }

    /** A name or a number, or a sentence of the hub's own about a setting: they are the same in all languages. */
    static Phrase asItIs(String text) {
        return new Phrase("", List.of(text));
    }

    /** Every text in a language; in English where there is none of that name. */
    public static Languages.Texts texts(String tag) {
        return LANGUAGES.in(tag);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** In a language. */
    public String in(Languages.Texts language) {
        if (key.isEmpty()) {
            return values.get(0);
        }
        var said = new StringBuilder(language.text(key));
        // From the end, so that what a value brings is not taken for a place.
        for (int at = said.lastIndexOf("{"); at >= 0; at = said.lastIndexOf("{", at - 1)) {
            int end = said.indexOf("}", at);
            said.replace(at, end + 1, values.get(Integer.parseInt(said.substring(at + 1, end))));
        }
        return said.toString();
    }

    /** In English. */
    @Override
    public String toString() {
        return in(texts(Languages.SOURCE));
    }
}
