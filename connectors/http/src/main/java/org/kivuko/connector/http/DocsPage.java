package org.kivuko.connector.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kivuko.model.Code;
import org.kivuko.operations.people.Right;

/** The page that readers get: what is offered, and what each code means. Problems point to the codes on it. */
final class DocsPage {
    static final String HTML = "text/html; charset=utf-8";

    private DocsPage() {}

    /** Written once; nothing on it changes while the hub runs. */
    static byte[] html(List<Route> routes) {
        String page = new String(FileCalls.own("docs.html").body(), StandardCharsets.UTF_8);
        return page.replace("<!-- calls -->", calls(routes))
                .replace("<!-- codes -->", codes())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String calls(List<Route> routes) {
        return routes.stream()
                .map(route -> "<tr><td>" + route.method() + " " + route.shownPath() + "</td><td>" + who(route.access())
                        + "</td><td>" + rights(route) + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }

    private static String who(Access access) {
        return switch (access) {
            case OPEN -> "all";
            case CALLER -> "agencies, operators";
            case AGENCY -> "agencies";
            case OPERATOR -> "operators";
            case LOCAL, PAGES -> "this machine; operators from elsewhere";
        };
    }

    /** One of them is enough. */
    private static String rights(Route route) {
        return route.rights().stream().map(Right::code).sorted().collect(Collectors.joining(" or "));
    }

    private static String codes() {
        return Arrays.stream(Code.values())
                .map(code -> "<tr id=\"" + code.code() + "\"><td>" + code.code() + "</td><td>" + code.httpStatus()
                        + "</td><td>" + code.actor().name().toLowerCase(Locale.ROOT) + "</td><td>" + code.title()
                        + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }
}
