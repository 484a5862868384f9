package org.kivuko.connector.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kivuko.exchange.ProblemJson;
import org.kivuko.model.Code;

/** What the pages of the documentation say in one language. What a code means stands in English with the code itself. Immutable. */
record DocsTexts(Languages.Texts language) {
    static final String SOURCE = Languages.SOURCE;
    static final Map<String, String> LANGUAGES = Languages.NAMES;

    private static final Languages ALL = Languages.beside(DocsTexts.class, "docs/lang");

    /** In this language; in English where there is none of that name. */
    static DocsTexts in(String tag) {
        return new DocsTexts(ALL.in(tag));
    }

    String tag() {
        return language.tag();
    }

    boolean reviewed() {
        return language.reviewed();
    }

    Map<String, String> texts() {
        return language.own();
    }

    /** @throws IllegalArgumentException where no language has it: the page names something that is not there */
    String text(String key) {
        return language.text(key);
    }

    /** One sentence, ended as the script ends it. */
    String meaning(Code code) {
        String text = texts().getOrDefault(meaningKey(code), code.title());
        return tag().equals("am") ? text + "\u1362" : ProblemJson.sentence(text);
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
        return tag().equals("ar") ? "rtl" : "ltr";
    }

    static List<String> tags() {
        return Languages.tags();
    }
}
