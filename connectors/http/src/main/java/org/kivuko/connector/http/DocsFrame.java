package org.kivuko.connector.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts a page of the documentation together: what all have in common, and texts in one language. */
final class DocsFrame {
    /** A text that is to stand here. */
    private static final Pattern TEXT = Pattern.compile("\\{\\{([a-z0-9.-]+)}}");

    private DocsFrame() {}

    /**
     * A page.
     *
     * @param title key of its text, or the text itself where it is the same in every language
     * @param path where it stands, for the same in other languages
     * @param template a file with texts and parts to be filled
     * @param parts by name, as HTML
     */
    record Page(String title, String path, String template, Map<String, String> parts) {}

    static byte[] html(Page page, DocsTexts texts) {
        String main = filled(file(page.template()), texts);
        for (var part : page.parts().entrySet()) {
            main = main.replace("<!-- " + part.getKey() + " -->", part.getValue());
        }
        String title = page.title().contains(".") ? texts.text(page.title()) : page.title();
        return filled(file("frame.html"), texts)
                .replace("<!-- tag -->", texts.tag())
                .replace("<!-- direction -->", texts.direction())
                .replace("<!-- title -->", escaped(title))
                .replace("<!-- languages -->", languages(page.path(), texts))
                .replace("<!-- note -->", texts.reviewed() ? "" : note(texts))
                .replace("<!-- main -->", main)
                .replace("<!-- lang -->", query(texts))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String note(DocsTexts texts) {
        return "<p class=\"note\">" + escaped(texts.text("frame.unreviewed")) + "</p>";
    }

    /** What keeps the language from page to page. */
    static String query(DocsTexts texts) {
        return texts.tag().equals(DocsTexts.SOURCE) ? "" : "?lang=" + texts.tag();
    }

    private static String languages(String path, DocsTexts texts) {
        return DocsTexts.LANGUAGES.entrySet().stream()
                .map(each -> "<a lang=\"%s\" hreflang=\"%s\" href=\"%s?lang=%s\"%s>%s</a>"
                        .formatted(
                                each.getKey(),
                                each.getKey(),
                                path,
                                each.getKey(),
                                each.getKey().equals(texts.tag()) ? " aria-current=\"true\"" : "",
                                each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    static String file(String name) {
        return new String(FileCalls.own("docs/" + name).body(), StandardCharsets.UTF_8);
    }

    private static String filled(String template, DocsTexts texts) {
        return TEXT.matcher(template).replaceAll(found -> Matcher.quoteReplacement(shown(texts.text(found.group(1)))));
    }

    /** A text as HTML. What stands between backticks is for programs, and reads from the left in every language. */
    static String shown(String text) {
        return escaped(text).replaceAll("`([^`]+)`", "<code dir=\"ltr\">$1</code>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
