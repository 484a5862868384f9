package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks what is in force for an agency, to the end. */
@Command(
        name = "active",
        description =
                "prints the alerts that are in force for an agency now, one on a line; what it never had counts as"
                        + " taken over with it")
final class AlertsActive implements Callable<Integer> {
    @Mixin
    ClientOptions hub;

    @Option(
            names = "--max",
            defaultValue = "100",
            description = "how many to ask for at a time, 1 to 100 (${DEFAULT-VALUE})")
    int max;

    @Option(names = "--channel", defaultValue = "live", description = "live or exercise (${DEFAULT-VALUE})")
    String channel;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        HubClient client = hub.client();
        var out = spec.commandLine().getOut();
        String first =
                "/v1/alerts/active?max=" + max + "&channel=" + URLEncoder.encode(channel, StandardCharsets.UTF_8);
        String question = first;
        while (true) {
            HubClient.Answer answer = client.get(question);
            if (!answer.fine()) {
                out.println(answer.body());
                out.flush();
                return 1;
            }
            JsonNode page = MessageJson.tree(answer.body().getBytes(StandardCharsets.UTF_8));
            page.path("alerts").forEach(out::println);
            // Told is recorded as told: it is shown although the next page may fail.
            out.flush();
            if (!page.has("next")) {
                return 0;
            }
            question = first + "&after=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
        }
    }
}
