package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Declares an emergency at a running hub, or ends one before its time. The reason is read from a file, so that it stands in no
 * list of processes.
 */
@Command(
        name = "emergency",
        description = "declares an emergency for a rule at a running hub, ends one, or lists those that are open")
final class AgreementsEmergency implements Callable<Integer> {
    private static final String JSON = "application/json";

    @Parameters(index = "0", paramLabel = "WHAT", description = "declare, end or list")
    String what;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "to declare: the rule, for example IGAD.health@2/HE-5; to end: the id that declaring gave")
    String name;

    @Mixin
    ClientOptions hub;

    @Option(names = "--lasts", paramLabel = "TIME", description = "to declare: how long, for example PT24H")
    String lasts;

    @Option(names = "--reason", paramLabel = "FILE", description = "to declare: the file in which the reason stands")
    Path reason;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var answer =
                switch (what) {
                    case "declare" -> declare();
                    case "end" -> hub.client().post("/v1/emergencies/" + named() + "/end", "", JSON);
                    case "list" -> hub.client().get("/v1/emergencies");
                    default -> throw new StartRefused("unknown '" + what + "'; there are declare, end and list");
                };
        var out = spec.commandLine().getOut();
        out.println(answer.body());
        out.flush();
        return answer.fine() ? 0 : 1;
    }

    private HubClient.Answer declare() throws IOException {
        if (lasts == null || reason == null) {
            throw new StartRefused(
                    "say with --lasts how long it lasts, and with --reason in which file the reason stands");
        }
        var wish = JsonNodeFactory.instance
                .objectNode()
                .put("rule", named())
                .put("lasts", lasts)
                .put("reason", Files.readString(reason).strip());
        return hub.client().post("/v1/emergencies", wish);
    }

    private String named() {
        if (name == null) {
            throw new StartRefused("name the rule that it is declared for, or the emergency that ends");
        }
        return name;
    }
}
