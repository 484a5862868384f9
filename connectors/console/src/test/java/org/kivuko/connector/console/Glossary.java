package org.kivuko.connector.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words that every text keeps to, from {@code connectors/console/glossary.csv}. Verbs stand there as {@code to ...} and are
 * left to the translator: a button bends them.
 *
 * @param terms for each English term the word of each language
 */
record Glossary(Map<String, Map<String, String>> terms) {
    static Glossary shipped() {
        var file = Path.of(System.getProperty("kivuko.root", "../.."), "connectors", "console", "glossary.csv");
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Glossary of(List<String> lines) {
        var head = cells(lines.get(0));
        var terms = new TreeMap<String, Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = cells(line);
            if (cells.size() != head.size() || cells.stream().anyMatch(String::isBlank)) {
                throw new IllegalStateException("glossary: not " + head.size() + " cells: " + line);
            }
            var words = new TreeMap<String, String>();
            for (int column = 2; column < head.size(); column++) {
                words.put(head.get(column), cells.get(column));
            }
            if (terms.put(cells.get(0), words) != null) {
                throw new IllegalStateException("glossary: stands twice: " + cells.get(0));
            }
        }
        return new Glossary(terms);
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    /** Texts that are a term and nothing else, and are translated by another word. */
    List<String> faults(Language source, Language language) {
        var faults = new ArrayList<String>();
        source.texts().forEach((key, text) -> {
            var words = terms.get(text.asText().toLowerCase(Locale.ROOT));
            var translated = language.texts().getOrDefault(key, text);
            if (words != null && !same(words.get(language.tag()), translated)) {
                faults.add(language.tag() + " " + key + ": is " + translated.asText() + ", the glossary says "
                        + words.get(language.tag()));
            }
        });
        return faults;
    }

    private static boolean same(String word, JsonNode text) {
        return text.asText().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT));
    }
}
