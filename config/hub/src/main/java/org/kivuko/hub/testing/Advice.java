package org.kivuko.hub.testing;

import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.Problem;

/** What somebody who wrote a test can do about a start that was refused. */
final class Advice {
    private static final Map<String, String> BY_WORD = Map.of(
            "first bytes of connections",
                    "Something in this JVM had opened a door with Netty before the hub was asked for. Run the tests with"
                            + " -Dio.netty.bootstrap.extensions=serviceload (Surefire: <argLine>), or start that something after the hub",
            "SERIAL_FILTER",
                    "The hub takes no serialised Java objects into its process, and this JVM was told to take some. Leave"
                            + " -Djdk.serialFilter out of the tests' arguments, or run the tests that need it in a JVM of their own");

    private Advice() {}

    static String on(StartRefused refused) {
        String advice = BY_WORD.entrySet().stream()
                .filter(each -> refused.getMessage().contains(each.getKey()))
                .map(each -> "\n" + each.getValue())
                .collect(Collectors.joining());
        return "the hub of this test does not start: " + refused.getMessage() + advice;
    }

    /** Each problem with its file as the test named it. */
    static String on(Configuration.Refused refused, TestFolder folder) {
        return refused.problems().stream()
                .map(problem -> "\n  " + sentence(problem, folder))
                .collect(Collectors.joining("", "its configuration has faults:", ""));
    }

    private static String sentence(Problem problem, TestFolder folder) {
        String place = folder.origin(problem.file());
        return place + (problem.line() > 0 ? ":" + problem.line() : "") + ": "
                + (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message() + "; " + problem.remedy();
    }
}
