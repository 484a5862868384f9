package org.kivuko.connector.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;

/** The pages of the documentation, in the language that is asked for. Each is put together once. Thread-safe. */
final class DocsCalls {
    static final Set<String> QUERY = Set.of("lang");
    /** The call to begin with is read by the page. */
    static final Set<String> TRY_QUERY = Set.of("lang", "call");

    private static final String HTML = "text/html; charset=utf-8";
    /** The page runs one script of this hub, which asks this hub alone. */
    private static final String RUNS = FrontDoor.policy("'self'") + "; script-src 'self'; connect-src 'self'";

    private final List<Route> routes;
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();

    /** @param routes to which others may still be added */
    DocsCalls(List<Route> routes) {
        this.routes = routes;
    }

    Answer index(Call call) {
        return page(call, DocsPage.PATH, texts -> DocsPage.html(routes, texts));
    }

    Answer error(Call call) {
        return Coded.find(Code.class, call.path().get("code"))
                .map(each -> page(call, ErrorPage.path(each), texts -> ErrorPage.html(each, texts)))
                .orElseGet(Problem::notFound);
    }

    Answer tryOut(Call call) {
        var page = new DocsFrame.Page("try.title", "/docs/try", "try.html", Map.of());
        return page(call, page.path(), texts -> DocsFrame.html(page, texts)).with(FrontDoor.POLICY, RUNS);
    }

    Answer changes(Call call) {
        return page(call, ChangesPage.PATH, texts -> ChangesPage.html(Endings.TABLE, texts));
    }

    private Answer page(Call call, String path, Function<DocsTexts, byte[]> made) {
        DocsTexts texts = DocsTexts.in(call.query().getOrDefault("lang", DocsTexts.SOURCE));
        return Answer.content(HTML, pages.computeIfAbsent(texts.tag() + path, key -> made.apply(texts)))
                .with("Content-Language", texts.tag());
    }
}
