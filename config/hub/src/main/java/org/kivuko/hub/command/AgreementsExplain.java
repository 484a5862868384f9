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
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Formats;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.Problem;
import org.kivuko.hub.configuration.StatedFacts;
import org.kivuko.hub.explain.ExplanationJson;
import org.kivuko.hub.explain.ExplanationText;
import org.kivuko.hub.explain.Subject;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Correction;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says why a message gets the rulings that it gets, on what the message itself says and on facts that are stated beside it: as
 * the dry run does, without a hub. Of a correction it explains what it says anew. Exit code 1 where the message would be refused at the door or the configuration has a fault.
 */
@Command(
        name = "explain",
        description = "says for each recipient of a message what every rule says of it, and shows it before and after")
final class AgreementsExplain implements Callable<Integer> {
    @Parameters(paramLabel = "MESSAGE", description = "a file: CloudEvents JSON, or another form with --as")
    Path file;

    @Option(names = "--at", paramLabel = "INSTANT", description = "as of when, 2026-11-01T08:00:00Z (now)")
    Instant at;

    @Option(
            names = "--to",
            paramLabel = "AGENCY",
            converter = AgencyOption.class,
            description = "for this agency, whatever the addresses of the message say")
    List<AgencyId> to = List.of();

    @Option(
            names = "--as",
            paramLabel = "AGENCY",
            converter = AgencyOption.class,
            description = "whose a message is that is no JSON")
    AgencyId sender;

    @Option(
            names = "--facts",
            paramLabel = "FACTS",
            description =
                    "what is known beside the message, as examples state it: {register: protected, review: released, "
                            + "used: {KEN-UGA.osbp@3/K-U-1: 200}, received: [{from: ETH.ICS, onward: consent}]}; or a file of it")
    String facts;

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
        var agreements = Agreements.unkeyed(loaded.directory(), loaded.agreements());
        var instant = Optional.ofNullable(at).orElseGet(Instant::now);
        if (message.envelope().type().follows() && !(message.payload() instanceof Correction)) {
            return followsAnother();
        }
        var stated = facts == null ? new StatedFacts.Read(Facts.NONE) : facts(agreements);
        if (stated instanceof StatedFacts.Wrong wrong) {
            return wrongFacts(wrong.problems());
        }
        var known = ((StatedFacts.Read) stated).facts();
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
                                message, instant, agreements.explain(message.content(), recipient, instant, known)))
                        .toList(),
                agreements);
        return 0;
    }

    private StatedFacts facts(Agreements agreements) throws IOException {
        boolean written = facts.strip().startsWith("{");
        return StatedFacts.read(
                written ? "--facts" : facts, written ? facts : Files.readString(Path.of(facts)), agreements);
    }

    private int wrongFacts(List<Problem> problems) {
        var err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println(problem + System.lineSeparator() + "    " + problem.remedy()));
        err.flush();
        return 2;
    }

    /** Which agencies that are, only a hub knows. */
    private int followsAnother() {
        var err = spec.commandLine().getErr();
        err.println(file + " follows another message: no rule is asked about it, it goes to whom that one reached;"
                + " a running hub says to whom (POST /v1/ops/explain)");
        err.flush();
        return 1;
    }

    private Reading<Message> read(byte[] bytes) {
        if (Formats.sniff(bytes) == Formats.JSON) {
            return new Reader().read(bytes, Formats.JSON.mediaType(), sender, Beside.nothing());
        }
        if (sender == null) {
            throw new ParameterException(spec.commandLine(), "only JSON says whose it is: add --as AGENCY");
        }
        return new Reader().read(bytes, "", sender, Beside.nothing());
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
