package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a hub on this machine whether it works. Exit code 1 where it does not, or does not answer: what supervisors want to know. */
@Command(
        name = "health",
        description = "asks a hub on this machine how it is; exit code 1 where a part of it does not work")
public final class HealthCommand implements Callable<Integer> {
    private static final int WORKS = 200;

    @Option(
            names = "--url",
            defaultValue = "${env:KIVUKO_URL:-http://127.0.0.1:8080}",
            description =
                    "where the hub is, by a name of this machine: it tells nobody else (${DEFAULT-VALUE}; variable KIVUKO_URL)")
    URI url;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        HubClient.Answer answer =
                HubClient.ofNobody(url, ClientOptions.trusted()).get("/observe/health");
        PrintWriter out = spec.commandLine().getOut();
        print(MessageJson.tree(answer.body().getBytes(StandardCharsets.UTF_8)), out);
        out.flush();
        return answer.status() == WORKS ? 0 : 1;
    }

    private static void print(JsonNode health, PrintWriter out) {
        out.println(health.path("status").asText("unknown"));
        health.path("components")
                .properties()
                .forEach(part -> out.printf(
                        "%-4s  %s%s%n",
                        part.getValue().path("status").asText(),
                        part.getKey(),
                        part.getValue().path("detail").asText("").isEmpty()
                                ? ""
                                : ": " + part.getValue().path("detail").asText()));
    }
}
