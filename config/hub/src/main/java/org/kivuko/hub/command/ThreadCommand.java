package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.client.ThreadText;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a message with what it answers and what answers it, as far as an agency knows of them. */
@Command(name = "thread", description = "shows a message, what it refers to, the answers to it, and their clocks")
public final class ThreadCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            description = "a message: AGENCY/ID, or the id alone of one that the asking agency sent")
    String message;

    @Mixin
    ClientOptions hub;

    @Option(names = "--json", description = "print the answer of the hub as it is")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MessageKey key = MessageKey.parse(message.contains("/") ? message : hub.agency + "/" + message)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'" + message + "' names no message; write it like KEN.DIS/ID"));
        HubClient.Answer answer = hub.client().get("/v1/threads/" + key);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json || !answer.fine()
                        ? answer.body()
                        : ThreadText.of(MessageJson.tree(answer.body().getBytes(StandardCharsets.UTF_8))));
        out.flush();
        return answer.fine() ? 0 : 1;
    }
}
