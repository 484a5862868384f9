package org.kivuko.hub.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.exchange.Caller;
import org.kivuko.model.AgencyId;

/**
 * Everything by which somebody gets in, as a folder held it at one moment. What stands at two callers opens nothing for either.
 * Immutable.
 *
 * @param faults files, with the lines, that could not be understood; they let nobody in
 */
public record Credentials(List<Credential> all, List<String> faults) {
    public static final String KEY = ".key";
    public static final String HASH = ".hash";
    public static final String CERTIFICATES = ".pem";
    public static final String OPERATOR = "operator";
    /** Nothing. */
    public static final Credentials NONE = new Credentials(List.of(), List.of());

    public Credentials {
        all = List.copyOf(all);
        faults = List.copyOf(faults);
    }

    /** Reads a folder; a file that goes away meanwhile was not there. */
    public static Credentials read(Path folder) throws IOException {
        var found = new ArrayList<Credential>();
        var faults = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Optional<Caller> caller = callerNamed(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
                if (caller.isPresent()) {
                    read(file, name, caller.get(), found, faults);
                }
            }
        }
        return new Credentials(found, faults);
    }

    private static void read(Path file, String name, Caller caller, List<Credential> found, List<String> faults)
            throws IOException {
        try {
            if (name.endsWith(KEY)) {
                String hash = Fingerprint.of(Files.readString(file).strip());
                found.add(new Credential(Credential.Kind.KEY, caller, hash, Instant.MIN, Instant.MAX));
            } else if (name.endsWith(HASH)) {
                HashLines.Read read = HashLines.read(Files.readString(file), caller);
                found.addAll(read.keys());
                read.faults().forEach(line -> faults.add(name + ":" + line));
            } else if (name.endsWith(CERTIFICATES)) {
                certificates(Files.readAllBytes(file)).forEach(it -> found.add(of(it, caller)));
            }
        } catch (NoSuchFileException gone) {
            // Taken away between the list and the look.
            return;
        } catch (CertificateException unreadable) {
            faults.add(name);
        }
    }

    /**
     * The certificates of a PEM file.
     *
     * @throws CertificateException where it holds none, or something else
     */
    public static List<X509Certificate> certificates(byte[] pem) throws CertificateException {
        List<X509Certificate> all =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (all.isEmpty()) {
            throw new CertificateException("there is none");
        }
        return all;
    }

    /** A certificate as something to get in by. */
    public static Credential of(X509Certificate certificate, Caller caller) {
        return new Credential(
                Credential.Kind.CERTIFICATE,
                caller,
                Fingerprint.of(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** Whom a file's name means. */
    public static Optional<Caller> callerNamed(String name) {
        return name.equals(OPERATOR)
                ? Optional.of(new Caller.Operator(OPERATOR))
                : AgencyId.parse(name).map(Caller.OfAgency::new);
    }

    /** Keys by their hash. */
    Map<String, List<Credential>> keys() {
        return by(credential -> !credential.isCertificate());
    }

    /** Certificates by their fingerprint. */
    Map<String, List<Credential>> certificates() {
        return by(Credential::isCertificate);
    }

    private Map<String, List<Credential>> by(Predicate<Credential> wanted) {
        return all.stream().filter(wanted).collect(Collectors.groupingBy(Credential::digest));
    }

    /** Those of one name. */
    public List<Credential> of(String name) {
        return all.stream().filter(each -> each.name().equals(name)).toList();
    }

    /** Who gets in by what has one and the same digest. */
    static Optional<Caller> sole(List<Credential> same, Instant now) {
        boolean one = same.stream().map(Credential::caller).distinct().count() == 1;
        return one && same.stream().anyMatch(each -> each.countsAt(now))
                ? Optional.of(same.get(0).caller())
                : Optional.empty();
    }
}
