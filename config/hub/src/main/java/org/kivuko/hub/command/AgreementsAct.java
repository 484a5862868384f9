package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.SignedPapers;
import org.kivuko.hub.life.LivingAgreements;
import org.kivuko.hub.signing.AgreementText;
import org.kivuko.hub.signing.Deed;
import org.kivuko.hub.signing.SignedAct;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Signs an act about an agreement and hands it to a running hub, or, where none is named, puts it beside the agreement, from
 * where a hub takes it at its start and when it is told to read its configuration again.
 */
@Command(
        name = "act",
        description = "signs an act: brings into force, accepts an annex, suspends, resumes, gives notice, terminates")
final class AgreementsAct implements Callable<Integer> {
    /** Reads what is done. */
    static final class Name extends Words<Deed> {
        Name() {
            super(Deed.class, "act");
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "ACT",
            converter = Name.class,
            description = "in-force, provisional, accept, suspend, resume, notice or terminate")
    Deed deed;

    @Parameters(index = "1", paramLabel = "ID", description = "the agreement, for example KEN-UGA.osbp")
    String id;

    @Option(names = "--annex", paramLabel = "NAME", description = "the annex that is accepted")
    String annex;

    @Option(names = "--url", paramLabel = "URL", description = "the running hub that the act is handed to")
    URI url;

    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "with --url: the folder with the caller's key for the hub (${DEFAULT-VALUE})")
    Path data;

    @Mixin
    SigningOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (deed.namesAnnex() != (annex != null)) {
            throw new StartRefused("--annex goes with 'accept', and with nothing else");
        }
        return url == null ? besideTheAgreement() : toTheHub();
    }

    private SignedAct make(AgreementText text, String previous) throws IOException {
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return SignedAct.make(text, deed, Optional.ofNullable(annex), at, options.authority(), previous, options.key());
    }

    private int besideTheAgreement() throws IOException {
        var loaded = options.load();
        var text = options.paper(loaded, id).text();
        var living = LivingAgreements.ofFolder(loaded).find(id).orElseThrow();
        if (living.chain().fault().isPresent()) {
            throw new StartRefused("the acts of " + id + " have a fault: "
                    + living.chain().fault().get());
        }
        var act = make(text, living.chain().head());
        var file = SignedPapers.actsFile(options.agreements(), text);
        Files.createDirectories(file.getParent());
        Files.writeString(file, act.compact() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        say(act + ": " + file);
        living.misgiving(act, loaded.keys()).ifPresent(why -> say("it does not count as things stand: " + why));
        return 0;
    }

    private int toTheHub() throws IOException {
        var text = options.paper(options.load(), id).text();
        var client = ClientOptions.client(url, data, options.authority);
        var standing = client.get("/v1/acts/" + id);
        if (!standing.fine()) {
            throw new StartRefused("the hub says: " + standing.body());
        }
        JsonNode document = MessageJson.tree(standing.body().getBytes(StandardCharsets.UTF_8));
        if (!document.path("digest").asText().equals(text.digest())) {
            // A version that waits until it takes the place of the one in charge.
            document = document.path("waiting");
        }
        if (!document.path("digest").asText().equals(text.digest())) {
            throw new StartRefused("the hub holds another text of " + id + " than " + options.config.folder
                    + "; compare them before you sign");
        }
        var act = make(text, document.path("head").asText());
        var answer = client.post("/v1/acts", act.compact(), "application/jose");
        say(answer.fine() ? "done: " + act : "the hub refused: " + answer.body());
        return answer.fine() ? 0 : 1;
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
