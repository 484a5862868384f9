package org.kivuko.connector.http;

import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.model.MessageJson;

/** What may change, how it is told, and what ends. */
final class ChangesPage {
    static final String PATH = "/docs/changes";

    private ChangesPage() {}

    static byte[] html(Endings endings, DocsTexts texts) {
        var parts = Map.of("version", version(), "endings", endings(endings, texts));
        return DocsFrame.html(new DocsFrame.Page("changes.title", PATH, "changes.html", parts), texts);
    }

    private static String version() {
        return DocsFrame.escaped(MessageJson.tree(FileCalls.own("openapi.json").body())
                .at("/info/version")
                .asText());
    }

    private static String endings(Endings endings, DocsTexts texts) {
        if (endings.all().isEmpty()) {
            return "<p>" + DocsFrame.escaped(texts.text("changes.nothing-ends")) + "</p>";
        }
        return endings.all().stream()
                .map(each -> "<tr><td dir=\"ltr\">%s %s</td><td>%s</td><td>%s</td><td><a href=\"%s\">%s</a></td></tr>"
                        .formatted(
                                each.method(),
                                each.path(),
                                each.deprecated(),
                                each.sunset().map(Object::toString).orElse("–"),
                                each.instead(),
                                DocsFrame.escaped(texts.text("changes.instead"))))
                .collect(Collectors.joining(
                        "\n",
                        "<table><thead><tr><th scope=\"col\">"
                                + DocsFrame.escaped(texts.text("index.call")) + "</th><th scope=\"col\">"
                                + DocsFrame.escaped(texts.text("changes.deprecated")) + "</th><th scope=\"col\">"
                                + DocsFrame.escaped(texts.text("changes.sunset")) + "</th><th scope=\"col\">"
                                + DocsFrame.escaped(texts.text("changes.instead")) + "</th></tr></thead><tbody>",
                        "</tbody></table>"));
    }
}
