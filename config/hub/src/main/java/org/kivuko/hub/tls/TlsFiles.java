package org.kivuko.hub.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.kivuko.exchange.DoorTls;
import org.kivuko.hub.configuration.TlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of the doors out of files that may change while the hub runs. New files count for connections from then on; those that stand
 * go on. Where new ones cannot be used the earlier ones stay in force, and health and log say why. Thread-safe.
 */
public final class TlsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    private final Path folder;
    private final TlsSettings settings;
    private final InstantSource clock;
    private volatile TlsMaterial material;
    private volatile String fault = "";
    private List<byte[]> seen = List.of();
    private List<byte[]> judged = List.of();

    /**
     * Reads the files.
     *
     * @param folder of the configuration
     * @throws TlsFault where one of them cannot be used
     */
    public TlsFiles(Path folder, TlsSettings settings, InstantSource clock) throws TlsFault {
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
        this.material = TlsMaterial.read(folder, settings, clock.instant());
        this.judged = material.contents();
    }

    /** For the doors, for as long as they are open. */
    public DoorTls doors() {
        return new DoorTls(
                new ChangingContext(this::context),
                settings.clients().isEmpty()
                        ? DoorTls.Clients.NOT_ASKED
                        : settings.require() ? DoorTls.Clients.REQUIRED : DoorTls.Clients.ASKED,
                settings.enough());
    }

    private SSLContext context() {
        return material.context();
    }

    /** Why the files as they lie there are not in force; empty where they are. */
    public String fault() {
        return fault;
    }

    /**
     * Looks whether the files have changed. They are judged once they are the same at two looks: whoever replaces a certificate and
     * its key does so one after the other.
     */
    public synchronized void look() {
        Optional<List<byte[]>> now = contents();
        boolean settled = now.isPresent() && TlsMaterial.same(now.get(), seen);
        seen = now.orElse(List.of());
        if (now.isEmpty()) {
            broken("a file of TLS cannot be read");
        } else if (settled && !TlsMaterial.same(seen, judged)) {
            judged = seen;
            judge();
        } else if (settled && TlsMaterial.same(seen, material.contents())) {
            fault = "";
        }
    }

    private void judge() {
        try {
            material = TlsMaterial.read(folder, settings, clock.instant());
            fault = "";
            LOG.info("new files of TLS are in force for new connections; the certificate ends at {}", material.until());
        } catch (TlsFault e) {
            broken(e.getMessage());
        }
    }

    private void broken(String why) {
        String sentence = why + " (the earlier files stay in force until " + material.until() + ")";
        if (!sentence.equals(fault)) {
            fault = sentence;
            LOG.warn("{}", sentence);
        }
    }

    private Optional<List<byte[]>> contents() {
        var contents = new ArrayList<byte[]>();
        try {
            contents.add(Files.readAllBytes(folder.resolve(settings.certificate())));
            contents.add(Files.readAllBytes(folder.resolve(settings.key())));
            if (settings.clients().isPresent()) {
                contents.add(
                        Files.readAllBytes(folder.resolve(settings.clients().get())));
            }
            return Optional.of(contents);
        } catch (IOException away) {
            return Optional.empty();
        }
    }
}
