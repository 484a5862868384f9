package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.exchange.MessageFormat;
import org.kivuko.exchange.Reader;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.explain.ExplanationJson;
import org.kivuko.hub.explain.ExplanationText;
import org.kivuko.hub.explain.Subject;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.CapQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says why a message gets the rulings that it gets, on what the message itself says and nothing else: as the dry run does,
 * without a hub. Exit code 1 where the message would be refused at the door or the configuration has a fault.
 */
@Command(
        name = "explain",
        description = "says for each recipient of a message what every rule says of it, and shows it before and after")
final class AgreementsExplain implements Callable<Integer> {
    @Parameters(paramLabel = "MESSAGE", description = "a file: CloudEvents JSON, or CAP 1.2 XML with --as")
    Path file;

    @Option(names = "--at", paramLabel = "INSTANT", description = "as of when, 2026-11-01T08:00:00Z (now)")
    Instant at;

    @Option(
            names = "--to",
            paramLabel = "AGENCY",
            converter = AgencyOption.class,
            description = "for this agency, whatever the addresses of the message say")
    List<AgencyId> to = List.of();

    @Option(names = "--as", paramLabel = "AGENCY", converter = AgencyOption.class, description = "whose a CAP alert is")
    AgencyId sender;

    @Mixin
    ConfigurationOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!(options.load() instanceof Configuration.Loaded loaded)) {
            return options.refuse(spec);
        }
        var reading = read(Files.readAllBytes(file));
        if (reading instanceof Reading.Refused<Message> refused) {
            return refusedAtTheDoor(refused.faults());
        }
        var message = ((Reading.Accepted<Message>) reading).value();
        var agreements = Agreements.of(loaded.directory(), loaded.agreements(), ConfigurationOptions::unkeyed);
        var instant = Optional.ofNullable(at).orElseGet(Instant::now);
        var faults = new ArrayList<>(MessageChecks.check(message, loaded.directory(), instant));
        Collection<AgencyId> recipients = to;
        if (to.isEmpty()) {
            var expansion = agreements.expand(message, instant);
            if (expansion instanceof Agreements.Expansion.Unknown unknown) {
                faults.addAll(unknown.faults());
            } else {
                recipients = ((Agreements.Expansion.Recipients) expansion).agencies();
            }
        } else {
            refuseStrangers(agreements);
        }
        if (!faults.isEmpty()) {
            return refusedAtTheDoor(faults);
        }
        print(
                recipients.stream()
                        .map(recipient -> new Subject(
                                message, instant, agreements.explain(message, recipient, instant, Facts.NONE)))
                        .toList(),
                agreements);
        return 0;
    }

    private Reading<Message> read(byte[] bytes) {
        if (MessageFormat.sniff(bytes) == MessageFormat.JSON) {
            return new Reader().read(bytes, MessageFormat.JSON.mediaType(), sender, CapQuery.none());
        }
        if (sender == null) {
            throw new ParameterException(spec.commandLine(), "a CAP alert does not say whose it is: add --as AGENCY");
        }
        return new Reader().read(bytes, MessageFormat.CAP.mediaType(), sender, CapQuery.none());
    }

    private void refuseStrangers(Agreements agreements) {
        to.stream()
                .filter(agency -> agreements.directory().agency(agency).isEmpty())
                .findFirst()
                .ifPresent(agency -> {
                    throw new ParameterException(spec.commandLine(), "no state file names the agency " + agency);
                });
    }

    private int refusedAtTheDoor(List<Fault> faults) {
        var err = spec.commandLine().getErr();
        err.println(file + " would be refused at the door:");
        faults.stream()
                .sorted()
                .forEach(fault -> err.println("    " + fault.pointer() + ": " + fault.code() + ": " + fault.detail()));
        err.flush();
        return 1;
    }

    private void print(List<Subject> subjects, Agreements agreements) {
        var out = spec.commandLine().getOut();
        if (options.json) {
            var document = JsonNodeFactory.instance.objectNode();
            var decisions = document.putArray("decisions");
            subjects.stream().map(ExplanationJson::of).forEach(decisions::add);
            out.println(new String(MessageJson.write(document), StandardCharsets.UTF_8));
        } else {
            subjects.forEach(subject ->
                    ExplanationText.lines(subject, agreements.directory()).forEach(out::println));
        }
        out.flush();
    }
}
