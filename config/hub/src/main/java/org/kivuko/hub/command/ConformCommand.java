package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kivuko.hub.conform.Conformance;
import org.kivuko.hub.conform.Outcome;
import org.kivuko.hub.conform.Reports;
import org.kivuko.hub.conform.Target;
import org.kivuko.model.AgencyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries from outside whether a hub, or what speaks its calls, keeps the contract. */
@Command(
        name = "conform",
        description = {
            "tries from outside whether a hub, or a gateway that speaks the same calls, keeps the contract",
            "It posts invented messages with ids that nobody has used and takes over what they leave in the partner's inbox. Take a hub"
                    + " for trials and agencies to whom nobody else writes. Exit codes: 0 all that was asked passed, 1 a case failed, 2 wrong use."
        })
public final class ConformCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(
            names = "--target",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "where the hub is (${DEFAULT-VALUE})")
    URI target;

    @Option(
            names = "--as",
            paramLabel = "AGENCY",
            converter = AgencyOption.class,
            description = "the agency to speak as, for example KEN.DIS")
    AgencyId agency;

    @Option(names = "--key", paramLabel = "FILE", description = "its key; unless given: DATA/keys/AGENCY.key")
    Path key;

    @Option(
            names = "--partner",
            paramLabel = "AGENCY",
            converter = AgencyOption.class,
            description = "the agency to write to, for cases that need a recipient")
    AgencyId partner;

    @Option(
            names = "--partner-key",
            paramLabel = "FILE",
            description =
                    "its key, for cases that need the recipient's side; unless given: DATA/keys/AGENCY.key where it is there")
    Path partnerKey;

    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "the hub's data folder, for keys that are not named (${DEFAULT-VALUE})")
    Path data;

    @Option(
            names = "--post",
            defaultValue = "",
            paramLabel = "POST",
            description = "a border post of the agency's state; unless given, the hub is asked")
    String post;

    @Option(
            names = "--only",
            defaultValue = "",
            paramLabel = "PATTERN",
            description = "ids or topics of cases, with * and ?, several with commas: DUP-*,LSE-001")
    String only;

    @Option(names = "--list", description = "prints the cases and asks none")
    boolean list;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "writes conformance.html and conformance.xml (JUnit) into this folder")
    Path report;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the order of cases and of what is invented (${DEFAULT-VALUE})")
    long seed;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (Conformance.count(only) == 0) {
            throw wrong("no case fits --only " + only + "; --list shows them all");
        }
        if (list) {
            Conformance.list(only).forEach(out::println);
            return 0;
        }
        Outcome outcome = ask(err);
        outcome.lines().forEach(out::println);
        if (report != null) {
            Reports.write(outcome, report);
            err.println("written: " + report.resolve("conformance.html") + ", " + report.resolve("conformance.xml"));
        }
        out.flush();
        return outcome.score().clean() ? 0 : 1;
    }

    private Outcome ask(PrintWriter err) throws IOException {
        if (agency == null) {
            throw wrong("name the agency to speak as with --as");
        }
        if (partner == null && partnerKey != null) {
            throw wrong("--partner-key needs --partner, the agency that it is for");
        }
        if (agency.equals(partner)) {
            throw wrong("--partner has to be another agency than --as");
        }
        var plan = new Conformance.Plan(
                new Target(target, http(), time -> Thread.sleep(time.toMillis()), PATIENCE),
                agency.toString(),
                keyOf(agency, key)
                        .orElseThrow(() -> wrong("there is no key at " + file(agency)
                                + "; name its file with --key, or the hub's folder with --data")),
                partner == null ? "" : partner.toString(),
                partner == null ? Optional.empty() : keyOf(partner, partnerKey),
                post,
                only,
                seed);
        try {
            return new Conformance(plan, Clock.systemUTC(), err::println).run();
        } catch (Conformance.Unfit unfit) {
            throw wrong(unfit.getMessage());
        }
    }

    private static HttpClient http() {
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        ClientOptions.trusted().ifPresent(builder::sslContext);
        return builder.build();
    }

    private Path file(AgencyId whose) {
        return data.resolve("keys").resolve(whose + ".key");
    }

    private Optional<String> keyOf(AgencyId whose, Path named) throws IOException {
        try {
            String text = Files.readString(named == null ? file(whose) : named).strip();
            if (text.isEmpty() || text.lines().count() > 1) {
                throw wrong((named == null ? file(whose) : named) + " holds no key: expected one line");
            }
            return Optional.of(text);
        } catch (NoSuchFileException none) {
            if (named != null) {
                throw wrong("there is no file " + named);
            }
            return Optional.empty();
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
