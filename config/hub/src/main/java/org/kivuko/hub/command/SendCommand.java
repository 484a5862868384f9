package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.hub.client.HubClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts one message from a file. */
@Command(name = "send", description = "posts a message in any form that the hub takes (config/schemas/FORMATS.md)")
public final class SendCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the message; - reads standard input")
    Path file;

    @Mixin
    ClientOptions hub;

    @Option(
            names = "--query",
            paramLabel = "NAME=VALUE",
            description = "what stands beside the document, for all forms but JSON: to, purpose, ...")
    Map<String, String> query = new LinkedHashMap<>();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        byte[] message = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
        Format format = Formats.sniff(message);
        HubClient.Answer answer = hub.client().post(message, format.mediaType(), query);
        PrintWriter out = spec.commandLine().getOut();
        out.println(answer.body());
        out.flush();
        return answer.fine() ? 0 : 1;
    }
}
