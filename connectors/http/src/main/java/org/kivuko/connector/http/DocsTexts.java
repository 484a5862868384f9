package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.model.Code;
import org.kivuko.model.MessageJson;

/**
 * What the pages of the documentation say in one language. What a code means stands in English with the code itself. Immutable.
 *
 * @param tag BCP 47
 * @param reviewed whether a speaker has read it; the source needs none
 */
record DocsTexts(String tag, boolean reviewed, Map<String, String> texts) {
    static final String SOURCE = "en";
    /** With the name of each in itself, in the order of the console. */
    static final Map<String, String> LANGUAGES = languages();

    private static final String REVIEW = "@review";
    private static final Map<String, DocsTexts> ALL =
            LANGUAGES.keySet().stream().collect(Collectors.toUnmodifiableMap(tag -> tag, DocsTexts::read));

    private static Map<String, String> languages() {
        var names = new LinkedHashMap<String, String>();
        names.put(SOURCE, "English");
        names.put("fr", "Français");
        names.put("ar", "العربية");
        names.put("am", "አማርኛ");
        names.put("so", "Soomaali");
        names.put("sw", "Kiswahili");
        return names;
    }

    /** In this language; in English where there is none of that name. */
    static DocsTexts in(String tag) {
        return ALL.getOrDefault(tag, ALL.get(SOURCE));
    }

    private static DocsTexts read(String tag) {
        JsonNode file =
                MessageJson.tree(FileCalls.own("docs/lang/" + tag + ".json").body());
        var texts = new LinkedHashMap<String, String>();
        file.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        texts.remove(REVIEW);
        boolean reviewed =
                tag.equals(SOURCE) || !file.at("/" + REVIEW + "/by").asText().isEmpty();
        return new DocsTexts(tag, reviewed, Map.copyOf(texts));
    }

    /** @throws IllegalArgumentException where no language has it: the page names something that is not there */
    String text(String key) {
        String own = texts.get(key);
        String text = own != null ? own : in(SOURCE).texts().get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key);
        }
        return text;
    }

    /** One sentence, ended as the script ends it. */
    String meaning(Code code) {
        String text = texts.getOrDefault(meaningKey(code), code.title());
        return tag.equals("am") ? text + "\u1362" : ProblemJson.sentence(text);
    }

    static String meaningKey(Code code) {
        return "code." + code.code();
    }

    /** What to do about a code, said of itself or of its family. */
    static String remedyKey(Code code) {
        return "do." + code.code().replaceAll("_[0-9]+$", "");
    }

    static String actorKey(Code code) {
        return "actor." + code.actor().name().toLowerCase(Locale.ROOT);
    }

    String direction() {
        return tag.equals("ar") ? "rtl" : "ltr";
    }

    static List<String> tags() {
        return List.copyOf(LANGUAGES.keySet());
    }
}
