package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When certificates end that lie in files. A file that cannot be read, or that holds none, counts as one that has ended. */
public final class CertificateEnds {
    private final Path folder;

    /** @param folder below which the files lie */
    public CertificateEnds(Path folder) {
        this.folder = folder;
    }

    /** Whole days until the first certificate of each file ends, zero where it has. */
    public Map<String, Long> daysLeft(List<String> files, Instant now) {
        var left = new HashMap<String, Long>();
        files.forEach(file -> left.put("certificate " + file, daysLeft(folder.resolve(file), now)));
        return left;
    }

    /** Whole days until then, zero where it is past. */
    static long daysLeft(Instant end, Instant now) {
        return Math.max(0, Duration.between(now, end).toDays());
    }

    private static long daysLeft(Path file, Instant now) {
        try (var in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .map(certificate -> certificate.getNotAfter().toInstant())
                    .min(Instant::compareTo)
                    .map(end -> daysLeft(end, now))
                    .orElse(0L);
        } catch (IOException | CertificateException unreadable) {
            // Somebody has to look at it, as at one that has ended.
            return 0;
        }
    }
}
