package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.model.MessageJson;

/**
 * Texts for people in every language, one plain file for each, {@code TAG.json}, that a speaker mends in place and that says in its head
 * whether one has read it. English is the source: what a language lacks is said in it. Immutable.
 */
public final class Languages {
    /** In this language texts are written; it needs no review. */
    public static final String SOURCE = "en";

    /** With the name of each in itself, in the order of the console. */
    public static final Map<String, String> NAMES = names();

    private static final String REVIEW = "@review";

    private final Map<String, Texts> all;

    private Languages(Map<String, Texts> all) {
        this.all = all;
    }

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put(SOURCE, "English");
        names.put("fr", "Français");
        names.put("ar", "العربية");
        names.put("am", "አማርኛ");
        names.put("so", "Soomaali");
        names.put("sw", "Kiswahili");
        return names;
    }

    public static List<String> tags() {
        return List.copyOf(NAMES.keySet());
    }

    /** @param folder of files of the program, beside a class */
    public static Languages beside(Class<?> owner, String folder) {
        Texts source = read(owner, folder, SOURCE, Map.of());
        return new Languages(tags().stream()
                .collect(Collectors.toUnmodifiableMap(
                        tag -> tag, tag -> tag.equals(SOURCE) ? source : read(owner, folder, tag, source.own()))));
    }

    private static Texts read(Class<?> owner, String folder, String tag, Map<String, String> source) {
        JsonNode file = MessageJson.tree(bytes(owner, folder + "/" + tag + ".json"));
        var texts = new LinkedHashMap<String, String>();
        file.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        texts.remove(REVIEW);
        boolean reviewed =
                tag.equals(SOURCE) || !file.at("/" + REVIEW + "/by").asText().isEmpty();
        return new Texts(tag, reviewed, Map.copyOf(texts), source);
    }

    private static byte[] bytes(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("a file of the program cannot be read", failure);
        }
    }

    /** In this language; in English where there is none of that name. */
    public Texts in(String tag) {
        return all.getOrDefault(tag, all.get(SOURCE));
    }

    /**
     * What is said in one language.
     *
     * @param tag BCP 47
     * @param reviewed whether a speaker has read it; the source needs none
     * @param own by key, what this language has of its own
     * @param source by key, in English; empty in English
     */
    public record Texts(String tag, boolean reviewed, Map<String, String> own, Map<String, String> source) {
        /** @throws IllegalArgumentException where no language has it: somebody names something that is not there */
        public String text(String key) {
            String text = own.getOrDefault(key, source.get(key));
            if (text == null) {
                throw new IllegalArgumentException("no text " + key);
            }
            return text;
        }
    }
}
