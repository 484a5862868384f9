package org.kivuko.hub.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.signing.SigningKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a signing key: the private part into a file that its owner alone can read, the public part for the state's file. */
@Command(name = "keygen", description = "makes a key with which a competent authority signs")
final class AgreementsKeygen implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "where the private key goes; it must not exist yet")
    Path file;

    @Option(
            names = "--type",
            defaultValue = "ED25519",
            paramLabel = "ed25519|p256",
            description = "how it signs (${DEFAULT-VALUE})")
    SigningKeys.Kind type;

    @Option(
            names = "--as",
            defaultValue = "KEN.BMS",
            paramLabel = "AUTHORITY",
            description = "whose it will be, for the lines that are printed (${DEFAULT-VALUE})")
    String authority;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (Files.exists(file)) {
            spec.commandLine().getErr().println(file + " exists; a key is never overwritten");
            return 1;
        }
        var jwk = SigningKeys.generate(type, false);
        KeyFiles.writePrivate(file, jwk.toJSONString() + "\n");
        var members = jwk.toPublicJWK().toJSONObject().entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
        out.println("# the private key is in " + file + "; this goes into the file of the state:");
        out.println("signingKeys:");
        out.println("  - {authority: " + authority + ", key: " + members + ", from: " + LocalDate.now(ZoneOffset.UTC)
                + "}");
        out.flush();
        return 0;
    }
}
