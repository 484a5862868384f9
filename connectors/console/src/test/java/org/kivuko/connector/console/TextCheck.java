package org.kivuko.connector.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.PluralRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what is wrong with a file of texts, measured against the source. Each fault is one sentence that begins with language and key. */
final class TextCheck {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9]+)}");
    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z/!]|&#?[A-Za-z0-9]+;");
    /** Marks, embeddings, overrides and isolates: direction is said by the page, never by an unseen character. */
    private static final Pattern DIRECTION = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern CODE = Pattern.compile("[A-Z-]+");
    private static final Pattern LATIN_WORD = Pattern.compile("\\p{IsLatin}[\\p{IsLatin}'’-]+");
    /** English words that are no words of French, Somali or Swahili. */
    private static final Pattern ENGLISH_WORD = Pattern.compile(
            "(?i)(?<![\\p{L}’'-])(the|of|and|with|are|you|your|this|that|from|not|what|which|has|was|were|been|nobody|everything)(?![\\p{L}’'-])");

    private final Language source;
    private final SameWords same;

    TextCheck(Language source, SameWords same) {
        this.source = source;
        this.same = same;
    }

    List<String> faults(Language language) {
        var faults = new ArrayList<String>();
        var missing = new TreeSet<>(source.texts().keySet());
        missing.removeAll(language.texts().keySet());
        missing.forEach(key -> faults.add(language.tag() + " " + key + ": missing"));
        language.texts().forEach((key, text) -> {
            var original = source.texts().get(key);
            if (original == null) {
                faults.add(language.tag() + " " + key + ": not in the source");
            } else {
                faults(language, original, text)
                        .forEach(fault -> faults.add(language.tag() + " " + key + ": " + fault));
            }
        });
        return faults;
    }

    private List<String> faults(Language language, JsonNode original, JsonNode text) {
        var faults = new ArrayList<String>();
        if (original.isObject() != text.isObject()) {
            return List.of(original.isObject() ? "plural forms are missing" : "has plural forms, the source has none");
        }
        if (text.isObject()) {
            forms(language, original, text, faults);
        } else {
            placeholders(placeholders(original.asText()), text.asText(), "", faults);
        }
        Language.strings(text).forEach(string -> form(string, faults));
        if (!language.tag().equals(Language.SOURCE)) {
            Language.strings(text).forEach(string -> english(language, original, string, faults));
        }
        return faults;
    }

    private static void forms(Language language, JsonNode original, JsonNode text, List<String> faults) {
        var forms = new TreeSet<String>();
        text.fieldNames().forEachRemaining(forms::add);
        if (!forms.equals(new TreeSet<>(language.forms()))) {
            faults.add("has the plural forms " + forms + ", the language has " + new TreeSet<>(language.forms()));
        }
        var all = Language.strings(original).stream()
                .flatMap(string -> placeholders(string).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        text.properties().forEach(form -> {
            var wanted = new TreeSet<>(all);
            if (exact(language, form.getKey())
                    && !placeholders(form.getValue().asText()).contains("n")) {
                wanted.remove("n");
            }
            placeholders(wanted, form.getValue().asText(), " (" + form.getKey() + ")", faults);
        });
    }

    /** Whether the form stands for one number alone, which its words may say themselves. */
    private static boolean exact(Language language, String form) {
        return language.forms().contains(form)
                && language.plurals().getUniqueKeywordValue(form) != PluralRules.NO_UNIQUE_VALUE;
    }

    private static void placeholders(Set<String> wanted, String text, String where, List<String> faults) {
        var found = placeholders(text);
        if (!found.equals(wanted)) {
            faults.add("has the placeholders " + found + where + ", the source has " + wanted);
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void form(String text, List<String> faults) {
        if (text.isBlank() || !text.equals(text.strip())) {
            faults.add("is empty, or begins or ends with a space");
        }
        if (MARKUP.matcher(text).find()) {
            faults.add("contains markup");
        }
        if (DIRECTION.matcher(text).find()) {
            faults.add("contains an unseen character of direction");
        }
        if (!PLACEHOLDER.matcher(text).replaceAll("").matches("[^{}]*")) {
            faults.add("has a brace that opens or ends no placeholder");
        }
    }

    private void english(Language language, JsonNode original, String text, List<String> faults) {
        var bare = PLACEHOLDER.matcher(text).replaceAll("");
        if (same.allows(language.tag(), text) || bare.codePoints().noneMatch(Character::isLetter)) {
            return;
        }
        if (Language.strings(original).contains(text)) {
            faults.add("is the English text: " + text);
        }
        var otherScript = language.tag().equals("ar") || language.tag().equals("am");
        (otherScript ? LATIN_WORD : ENGLISH_WORD)
                .matcher(bare)
                .results()
                .map(match -> match.group())
                .filter(word -> !CODE.matcher(word).matches() && !same.allows(language.tag(), word))
                .forEach(word -> faults.add("has a word that is not translated: " + word));
    }
}
