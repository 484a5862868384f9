package org.kivuko.connector.console;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One file of texts. A text is one string, or one string for each plural form.
 *
 * @param tag language tag (BCP 47)
 * @param review head of the file: who reviewed it; missing in the source
 * @param texts the texts, by key
 */
record Language(String tag, JsonNode review, Map<String, JsonNode> texts) {
    static final String SOURCE = "en";
    static final List<String> TRANSLATED = List.of("fr", "ar", "am", "so", "sw");
    static final String REVIEW = "@review";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static Language shipped(String tag) {
        var name = "static/lang/" + tag + ".json";
        try (var file = Language.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return of(tag, JSON.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static Language of(String tag, String json) {
        try {
            return of(tag, JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Language of(String tag, JsonNode file) {
        var texts = new TreeMap<String, JsonNode>();
        file.properties().forEach(member -> texts.put(member.getKey(), member.getValue()));
        var review = texts.remove(REVIEW);
        return new Language(tag, review, texts);
    }

    PluralRules plurals() {
        return PluralRules.forLocale(ULocale.forLanguageTag(tag));
    }

    /** The forms that a counted text has in this language. */
    Set<String> forms() {
        return plurals().getKeywords();
    }

    /** Every string of a text: one, or one for each plural form. */
    static Collection<String> strings(JsonNode text) {
        return text.isObject()
                ? text.propertyStream().map(form -> form.getValue().asText()).toList()
                : List.of(text.asText());
    }
}
