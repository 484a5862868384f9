package org.kivuko.hub.command;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.kivuko.hub.configuration.SignedPapers;
import org.kivuko.hub.signing.TextSignature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs the text of an agreement; the signature goes beside it, into {@code agreements/signatures}. */
@Command(name = "sign", description = "signs an agreement as the competent authority of one of its parties")
final class AgreementsSign implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the agreement, for example KEN-UGA.osbp")
    String id;

    @Mixin
    SigningOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var loaded = options.load();
        var text = options.paper(loaded, id).text();
        var by = options.authority();
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var signature = TextSignature.make(text, by, at, options.key());
        var file = SignedPapers.signatureFile(options.agreements(), text, by.state());
        Files.createDirectories(file.getParent());
        Files.writeString(file, signature + "\n");
        var out = spec.commandLine().getOut();
        out.println("signed " + text.reference() + " for " + by.state() + " as " + by + ": " + file);
        out.println("digest of the text, to be compared by every party: " + text.digest());
        if (TextSignature.check(text, signature, loaded.keys()) instanceof TextSignature.Invalid bad) {
            out.println("it does not count yet: " + bad.why());
        }
        out.flush();
        return 0;
    }
}
