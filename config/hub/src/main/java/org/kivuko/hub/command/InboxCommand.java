package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.kivuko.hub.client.HubClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fetches what waits for an agency. */
@Command(
        name = "inbox",
        description = "fetches what waits for an agency; it is leased for a minute, and taken over with --ack")
public final class InboxCommand implements Callable<Integer> {
    @Mixin
    ClientOptions hub;

    @Option(names = "--max", defaultValue = "10", description = "1 to 100 (${DEFAULT-VALUE})")
    int max;

    @Option(names = "--wait", defaultValue = "PT0S", description = "how long to wait for a first one, up to PT30S")
    Duration wait;

    @Option(names = "--channel", defaultValue = "live", description = "live or exercise (${DEFAULT-VALUE})")
    String channel;

    @Option(names = "--ack", paramLabel = "DELIVERY", description = "take this delivery over instead of fetching")
    String delivery;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        HubClient client = hub.client();
        HubClient.Answer answer = delivery == null ? client.inbox(max, wait, channel) : client.acknowledge(delivery);
        PrintWriter out = spec.commandLine().getOut();
        if (!answer.body().isEmpty()) {
            out.println(answer.body());
        }
        out.flush();
        return answer.fine() ? 0 : 1;
    }
}
