package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Period;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.connector.files.door.FileDoor;
import org.kivuko.connector.files.door.FileDoorPorts;
import org.kivuko.connector.files.door.Site;
import org.kivuko.connector.files.door.UnsafeFolder;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.exchange.Shelf;
import org.kivuko.hub.configuration.FileSettings;
import org.kivuko.model.Directory;

/** The file door of a hub, where it has one. Thread-safe. */
final class HubFiles {
    /** Of a door that a later configuration no longer knows. */
    private static final Period FOR_EVER = Period.ofYears(1_000);

    private volatile Optional<FileDoor> door = Optional.empty();

    /**
     * Opens it where the configuration says so. Agencies that a later configuration names or leaves out are followed; another
     * folder counts from the next start on.
     *
     * @throws StartRefused where its folder must not be relied on
     */
    void open(HubParts hub, Shelf shelf) throws IOException {
        Optional<FileSettings> settings = settings(hub);
        if (settings.isEmpty()) {
            return;
        }
        try {
            FileDoor opened =
                    FileDoor.open(settings.get().folder(), settings.get().every(), ports(hub, shelf));
            hub.closings().add("file door", opened);
            door = Optional.of(opened);
        } catch (UnsafeFolder unsafe) {
            throw new StartRefused(unsafe.getMessage(), unsafe);
        }
    }

    private static FileDoorPorts ports(HubParts hub, Shelf shelf) {
        Supplier<Directory> directory = () -> hub.rulebook().agreements().directory();
        return new FileDoorPorts(
                hub.submissions(),
                shelf,
                () -> sites(hub, directory.get()),
                agency -> directory
                        .get()
                        .agency(agency)
                        .filter(it -> it.fetching() == Directory.Fetching.FILES)
                        .isPresent(),
                () -> settings(hub).map(FileSettings::keep).orElse(FOR_EVER),
                hub.clock());
    }

    private static Set<Site> sites(HubParts hub, Directory directory) {
        Path config = hub.options().config();
        return settings(hub).stream()
                .flatMap(files -> Stream.concat(
                        files.agencies().stream().map(agency -> new Site(agency, Optional.empty())),
                        files.servers().stream()
                                .map(server -> new Site(server.agency(), Optional.of(server.in(config))))))
                .filter(site -> directory.agency(site.agency()).isPresent())
                .collect(Collectors.toSet());
    }

    private static Optional<FileSettings> settings(HubParts hub) {
        return hub.rules().living().configuration().settings().files();
    }

    /** A folder that cannot be used keeps one agency waiting, and closes nothing. */
    HealthSource.Health health() {
        return new HealthSource.Health(true, door.map(FileDoor::trouble).orElse(""));
    }
}
