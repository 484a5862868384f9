package org.kivuko.acceptance.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts for pages of which no translation is there yet: English written in Arabic letters. They are as long as the source, so
 * that what is too narrow shows.
 */
final class Words {
    private static final String LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنه";
    private static final Pattern PLACE_OR_REST = Pattern.compile("\\{\\w+}|[^{]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Words() {}

    /** The translation where there is one, with every text that it lacks. */
    static byte[] completed(byte[] source, byte[] translated) {
        try {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            JsonNode own = translated.length == 0 ? all : JSON.readTree(translated);
            JSON.readTree(source)
                    .properties()
                    .forEach(text -> all.set(
                            text.getKey(), own.has(text.getKey()) ? own.get(text.getKey()) : pseudo(text.getValue())));
            return JSON.writeValueAsBytes(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode pseudo(JsonNode text) {
        if (text.isTextual()) {
            return JsonNodeFactory.instance.textNode(pseudo(text.asText()));
        }
        ObjectNode forms = JsonNodeFactory.instance.objectNode();
        text.properties().forEach(form -> forms.set(form.getKey(), pseudo(form.getValue())));
        return forms;
    }

    private static String pseudo(String text) {
        return PLACE_OR_REST
                .matcher(text)
                .results()
                .map(part -> part.group().startsWith("{") ? part.group() : letters(part.group()))
                .collect(Collectors.joining());
    }

    private static String letters(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            int i = Character.toLowerCase(c) - 'a';
            out.appendCodePoint(i >= 0 && i < LETTERS.length() ? LETTERS.charAt(i) : c);
        });
        return out.toString();
    }
}
