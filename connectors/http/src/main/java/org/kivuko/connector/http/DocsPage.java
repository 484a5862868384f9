package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.model.Code;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.people.Right;

/** The first page that readers get: the first hour, what is offered, what each code means. Problems point to the codes on it. */
final class DocsPage {
    static final String PATH = "/docs";

    /** By the name of its file: how the language is called, and how a program is started. */
    private static final List<Snippet> SNIPPETS = List.of(
            new Snippet("first_hour.py", "Python", "python3 first_hour.py"),
            new Snippet("first-hour.mjs", "JavaScript (Node)", "node first-hour.mjs"),
            new Snippet("FirstHour.java", "Java", "java FirstHour.java"),
            new Snippet("first-hour.sh", "curl", "bash first-hour.sh"));

    private DocsPage() {}

    private record Snippet(String file, String language, String command) {}

    static byte[] html(List<Route> routes, DocsTexts texts) {
        var parts = Map.of("snippets", snippets(texts), "calls", calls(routes, texts), "codes", codes(texts));
        return DocsFrame.html(new DocsFrame.Page("index.title", PATH, "index.html", parts), texts);
    }

    private static String snippets(DocsTexts texts) {
        return SNIPPETS.stream()
                .map(each ->
                        """
                        <details class="snippet">
                        <summary>%s</summary>
                        <p>%s <a href="/docs/files/snippets/%s"><code dir="ltr">%s</code></a> · <code dir="ltr">%s</code></p>
                        <pre id="%s" dir="ltr" lang="en" tabindex="0">%s</pre>
                        </details>
                        """
                                .formatted(
                                        each.language(),
                                        DocsFrame.escaped(texts.text("index.save-as")),
                                        each.file(),
                                        each.file(),
                                        each.command(),
                                        "snippet-" + each.file(),
                                        DocsFrame.escaped(DocsFrame.file("snippets/" + each.file()))))
                .collect(Collectors.joining());
    }

    private static String calls(List<Route> routes, DocsTexts texts) {
        JsonNode paths = MessageJson.tree(FileCalls.own("openapi.json").body()).path("paths");
        return routes.stream()
                .map(route -> call(
                        route, paths.path(route.shownPath()).path(route.method().toLowerCase(Locale.ROOT)), texts))
                .collect(Collectors.joining("\n"));
    }

    private static String call(Route route, JsonNode operation, DocsTexts texts) {
        String id = operation.path("operationId").asText();
        String separator = DocsFrame.query(texts).isEmpty() ? "?" : DocsFrame.query(texts) + "&amp;";
        return "<tr><td><a dir=\"ltr\" href=\"/docs/try%scall=%s\">%s %s</a></td><td lang=\"en\" dir=\"ltr\">%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        separator,
                        id,
                        route.method(),
                        route.shownPath(),
                        DocsFrame.escaped(operation.path("summary").asText()),
                        DocsFrame.escaped(texts.text(who(route.access()))),
                        rights(route));
    }

    private static String who(Access access) {
        return switch (access) {
            case OPEN -> "who.all";
            case CALLER -> "who.callers";
            case AGENCY -> "who.agencies";
            case OPERATOR -> "who.operators";
            case LOCAL, PAGES -> "who.local";
        };
    }

    /** One of them is enough. */
    private static String rights(Route route) {
        return route.rights().stream().map(Right::code).sorted().collect(Collectors.joining(", "));
    }

    private static String codes(DocsTexts texts) {
        return Arrays.stream(Code.values())
                .map(code -> "<tr id=\"" + code.code() + "\"><td><a dir=\"ltr\" href=\"" + ErrorPage.path(code)
                        + DocsFrame.query(texts) + "\">" + code.code() + "</a></td><td>" + code.httpStatus()
                        + "</td><td>"
                        + DocsFrame.escaped(texts.text(DocsTexts.actorKey(code))) + "</td><td>"
                        + DocsFrame.shown(texts.meaning(code)) + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }
}
