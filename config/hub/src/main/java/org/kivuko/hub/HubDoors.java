package org.kivuko.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.kivuko.exchange.DoorTls;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.hub.tls.TlsFault;
import org.kivuko.hub.tls.TlsFiles;

/**
 * What all doors have in common. Thread-safe.
 *
 * @param host the address at which they stand
 * @param files of TLS; absent where the doors speak in the clear
 */
record HubDoors(String host, Optional<TlsFiles> files, Optional<DoorTls> tls) {
    private static final long LOOK_MILLIS = 500;

    /**
     * As the settings say at the start; only the files of TLS are looked at again later.
     *
     * @param config the configuration folder
     * @throws StartRefused where a file of TLS cannot be used
     */
    static HubDoors open(Path config, HubSettings settings, InstantSource clock) {
        if (settings.tls().isEmpty()) {
            return new HubDoors(settings.listen(), Optional.empty(), Optional.empty());
        }
        try {
            var files = new TlsFiles(config, settings.tls().get(), clock);
            return new HubDoors(settings.listen(), Optional.of(files), Optional.of(files.doors()));
        } catch (TlsFault fault) {
            throw new StartRefused("the doors cannot speak TLS: " + fault.getMessage(), fault);
        }
    }

    /** Sees that the files of TLS change, until it is closed. */
    AutoCloseable watch() {
        return files.<AutoCloseable>map(
                        it -> new Watch("tls-watch", LOOK_MILLIS, it::look, "the files of TLS cannot be watched"))
                .orElse(() -> {});
    }

    /** Why new files of TLS are not in force; empty where they are. */
    String fault() {
        return files.map(TlsFiles::fault).orElse("");
    }

    boolean certificateIsEnough() {
        return tls.filter(DoorTls::certificateIsEnough).isPresent();
    }

    /** Where a door is found from this machine. */
    URI url(String scheme, int port) {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String shown = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create(scheme + (tls.isPresent() ? "s" : "") + "://" + shown + ":" + port);
    }
}
