package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.kivuko.exchange.Times;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.configuration.ScriptFile;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Joint trainings at a running hub: who takes part and when, the script, and who answered when. */
@Command(
        name = "exercise",
        description =
                "opens, scripts, closes, resets and repeats exercises at a running hub, and says who answered when",
        footer = {
            "",
            "  ./kivuko exercise open BUSIA-2026 --participants KEN.DIS,UGA.DCIC --lasts PT4H --data DIR",
            "  ./kivuko exercise inject BUSIA-2026 --script FILE --data DIR     (one stands in config/hub/README.md)",
            "  ./kivuko exercise reset BUSIA-2026 --repeat --lasts PT4H --data DIR",
            "  ./kivuko exercise score BUSIA-2026 --data DIR"
        })
public final class ExerciseCommand implements Callable<Integer> {
    private static final String PATH = "/v1/ops/exercises";

    @Parameters(index = "0", paramLabel = "WHAT", description = "open, list, inject, close, reset or score")
    String what;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "which exercise")
    String name;

    @Mixin
    OperatorOptions hub;

    @Option(
            names = "--participants",
            paramLabel = "AGENCY",
            split = ",",
            description = "to open: who takes part; two or more")
    List<String> participants = List.of();

    @Option(names = "--title", paramLabel = "TEXT", description = "to open: as people are shown it (the name)")
    String title;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "to open or repeat: when it begins, like 2026-12-01T08:00:00Z (now)")
    String from;

    @Option(
            names = "--lasts",
            paramLabel = "TIME",
            defaultValue = "PT4H",
            description = "to open or repeat: how long (${DEFAULT-VALUE})")
    String lasts;

    @Option(names = "--script", paramLabel = "FILE", description = "to inject: the script, as YAML")
    Path script;

    @Option(names = "--repeat", description = "to reset: the next run begins with the same participants and script")
    boolean repeat;

    @Option(names = "--run", paramLabel = "NUMBER", description = "to score: which run (the newest)")
    Integer run;

    @Option(names = "--json", description = "to score: prints JSON")
    boolean json;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "by the command line",
            description = "why, for the audit (${DEFAULT-VALUE})")
    String reason;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        HubClient.Answer answer =
                switch (what) {
                    case "open" -> post("", opening());
                    case "list" -> hub.client().get(PATH);
                    case "inject" -> inject();
                    case "close" -> post("/" + named() + "/close", why());
                    case "reset" -> post("/" + named() + "/reset", repeat ? times(why()) : why());
                    case "score" ->
                        hub.client().get(PATH + "/" + named() + "/score" + (run == null ? "" : "?run=" + run));
                    default ->
                        throw new StartRefused(
                                "unknown '" + what + "'; there are open, list, inject, close, reset and score");
                };
        PrintWriter out = spec.commandLine().getOut();
        boolean inWords = what.equals("score") && answer.fine() && !json;
        out.println(inWords ? ScoreText.of(tree(answer.body())) : answer.body());
        out.flush();
        return answer.fine() ? 0 : 1;
    }

    private static JsonNode tree(String body) {
        return MessageJson.tree(body.getBytes(StandardCharsets.UTF_8));
    }

    private HubClient.Answer post(String below, ObjectNode body) throws IOException {
        return hub.client().post(PATH + below, body);
    }

    private ObjectNode why() {
        return JsonNodeFactory.instance.objectNode().put("reason", reason);
    }

    private ObjectNode opening() {
        ObjectNode body = times(why().put("exercise", named()).put("title", title == null ? named() : title));
        participants.forEach(body.putArray("participants")::add);
        return body;
    }

    private ObjectNode times(ObjectNode body) {
        try {
            Instant begin = from == null ? Clock.systemUTC().instant() : Instant.parse(from);
            if (from != null) {
                body.put("from", from);
            }
            return body.put("until", Times.text(begin.plus(Duration.parse(lasts))));
        } catch (DateTimeException wrong) {
            throw new StartRefused(
                    "--from: expected an instant like 2026-12-01T08:00:00Z; --lasts: a time like PT4H", wrong);
        }
    }

    private HubClient.Answer inject() throws IOException {
        if (script == null) {
            throw new StartRefused("say with --script in which file the script stands");
        }
        var read = ScriptFile.read(script);
        if (read instanceof ScriptFile.Outcome.Refused refused) {
            refused.problems()
                    .forEach(problem -> spec.commandLine().getErr().println(problem + "; " + problem.remedy()));
            throw new StartRefused("the script is not taken");
        }
        ScriptFile file = ((ScriptFile.Outcome.Read) read).script();
        ObjectNode body = why();
        body.set("script", file.json());
        HubClient.Answer answer = post("/" + named() + "/script", body);
        if (!answer.fine()) {
            tree(answer.body()).path("errors").forEach(error -> spec.commandLine()
                    .getErr()
                    .println(file.place(error.path("pointer").asText()) + ": "
                            + error.path("detail").asText()));
        }
        return answer;
    }

    private String named() {
        if (name == null || !name.matches("[A-Za-z0-9-]+")) {
            throw new StartRefused("say which exercise: a name of letters, digits and hyphens");
        }
        return name;
    }
}
