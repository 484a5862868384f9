package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.entry.Credential;
import org.kivuko.hub.entry.Credentials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and takes away the keys and certificates of agencies and operators; a running hub sees it at once. */
@Command(
        name = "keys",
        description = "makes, replaces, lists or revokes what agencies and the operator get in by",
        footer = {
            "",
            "new      makes a key; all old ones stop counting at once",
            "rotate   makes a second key; the old ones count until --overlap is over",
            "certify  has the certificates of --certificate count, instead of those that did",
            "revoke   takes all keys and certificates away; open connections are closed",
            "list     shows what there is, and when it ends; never a key"
        })
public final class KeysCommand implements Callable<Integer> {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    /** What to do. */
    enum Action {
        NEW,
        ROTATE,
        CERTIFY,
        REVOKE,
        LIST
    }

    @Parameters(index = "0", paramLabel = "new|rotate|certify|revoke|list", description = "what to do")
    Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "AGENCY|operator", description = "whose")
    String name;

    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "the hub's data folder (${DEFAULT-VALUE})")
    Path data;

    @Option(names = "--hashed", description = "print the key once, and keep nothing but its hash")
    boolean hashed;

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            description = "how long the old keys still count, such as PT24H; at most P90D")
    String overlap;

    @Option(names = "--certificate", paramLabel = "FILE", description = "one certificate or two, as PEM")
    Path certificate;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var keys = new KeyFiles(data.resolve("keys"));
        PrintWriter out = spec.commandLine().getOut();
        if (action == Action.LIST) {
            keys.all().stream()
                    .filter(each -> name == null || name.equals(each.name()))
                    .forEach(each -> out.println(line(each)));
            return 0;
        }
        if (name == null || Credentials.callerNamed(name).isEmpty()) {
            throw wrong("expected an agency's code such as KEN.DIS, or operator; found "
                    + (name == null ? "nothing" : "'" + name + "'"));
        }
        switch (action) {
            case NEW -> renew(keys, out);
            case ROTATE -> rotate(keys, out);
            case CERTIFY -> certify(keys, out);
            default -> {
                return revoke(keys, out);
            }
        }
        return 0;
    }

    private void renew(KeyFiles keys, PrintWriter out) throws IOException {
        if (hashed) {
            handOver(keys.renewHashed(name), out);
        } else {
            keys.renew(name);
            out.println("new key in " + keys.file(name));
        }
    }

    private void rotate(KeyFiles keys, PrintWriter out) throws IOException {
        Duration length = overlap();
        boolean only = hashed || keys.read(name).isEmpty();
        keys.rotate(name, length, only)
                .ifPresentOrElse(key -> handOver(key, out), () -> out.println("new key in " + keys.file(name)));
        out.println("what counted before counts for another " + length);
    }

    private static void handOver(String key, PrintWriter out) {
        out.println(key);
        out.println("this key is shown once and lies nowhere: hand it over now");
    }

    private void certify(KeyFiles keys, PrintWriter out) throws IOException {
        if (certificate == null) {
            throw wrong("name the file of the certificates with --certificate");
        }
        byte[] pem = Files.readAllBytes(certificate);
        try {
            int count = Credentials.certificates(pem).size();
            keys.certify(name, pem);
            out.println(count + (count == 1 ? " certificate counts" : " certificates count") + " for " + name);
        } catch (CertificateException e) {
            throw wrong("expected certificates as PEM in " + certificate + "; found something else");
        }
    }

    private int revoke(KeyFiles keys, PrintWriter out) throws IOException {
        if (!keys.revoke(name)) {
            out.println("there was no key at " + keys.file(name));
            return 1;
        }
        out.println("revoked; " + keys.file(name) + " is gone");
        return 0;
    }

    private Duration overlap() {
        try {
            Duration length = Duration.parse(overlap == null ? "" : overlap);
            if (!length.isNegative() && length.compareTo(LONGEST_OVERLAP) <= 0) {
                return length;
            }
        } catch (DateTimeParseException none) {
            // told below, like a length that is out of bounds
        }
        throw wrong("say with --overlap how long the old key still counts, such as PT24H, and at most P90D");
    }

    private static String line(Credential each) {
        String kind = each.kind().name().toLowerCase(Locale.ROOT);
        String end = each.until().equals(Instant.MAX) ? "no end" : "until " + each.until();
        return each.name() + "  " + kind + "  " + end;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
