package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An operator of a hub, by a session or by the operators' key. */
record SignedIn(TestHub hub, String login, List<String> headers) {
    private static final String JSON = "application/json";
    /** An event and its data. */
    private static final int FIRST_LINES = 2;

    private static final String PASSWORD = "three boats at the ferry";

    /** Who holds the operators' key. */
    static SignedIn byKey(TestHub hub) {
        return new SignedIn(hub, "operator", List.of("Authorization", "Bearer " + hub.key("operator")));
    }

    /**
     * Makes a person and signs it in.
     *
     * @param roles and scope as JSON
     */
    static SignedIn made(TestHub hub, String login, String roles, String scope) {
        HttpResponse<String> added = hub.post(
                "operator",
                "/v1/ops/people",
                "{\"login\":\"%s\",\"name\":\"Desk\",\"roles\":%s,\"scope\":%s,\"password\":\"%s\",\"reason\":\"a test\"}"
                        .formatted(login, roles, scope, PASSWORD),
                JSON);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return again(hub, login);
    }

    /** Signs somebody in who was made so. */
    static SignedIn again(TestHub hub, String login) {
        HttpResponse<String> begun = hub.call(
                "POST",
                "/v1/session",
                "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, PASSWORD),
                "Content-Type",
                JSON);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        return new SignedIn(
                hub,
                login,
                List.of(
                        "Cookie",
                        cookie.substring(0, cookie.indexOf(';')),
                        "X-CSRF-Token",
                        Desk.json(begun).path("csrf").asText()));
    }

    HttpResponse<String> get(String path) {
        return hub.call("GET", path, "", headers.toArray(String[]::new));
    }

    /**
     * An answer with everything in it.
     *
     * @param text headers and body; of a stream of events its beginning
     */
    record Said(int status, String text) {}

    Said asked(String path) {
        HttpResponse<Stream<String>> answer = hub.lines(path, headers.toArray(String[]::new));
        boolean goesOn = answer.headers().firstValue("Content-Type").orElse("").equals("text/event-stream");
        try (Stream<String> lines = answer.body()) {
            return new Said(
                    answer.statusCode(),
                    answer.headers().map()
                            + lines.limit(goesOn ? FIRST_LINES : Long.MAX_VALUE).collect(Collectors.joining("\n")));
        }
    }

    Said said(String path, String body) {
        HttpResponse<String> answer = post(path, body);
        return new Said(answer.statusCode(), answer.headers().map() + answer.body());
    }

    HttpResponse<String> post(String path, String body) {
        return post(path, body, JSON);
    }

    HttpResponse<String> post(String path, String body, String contentType) {
        var all = new ArrayList<>(headers);
        all.addAll(List.of("Content-Type", contentType));
        return hub.call("POST", path, body, all.toArray(String[]::new));
    }

    /** What has to be done. */
    JsonNode done(String path, String body) {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? MissingNode.getInstance() : Desk.json(answer);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return login;
    }
}
