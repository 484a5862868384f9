package org.kivuko.hub.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/** Reads what {@code deploy/hub.yaml} says about the file door. */
final class FileDoorReader {
    private static final Shape FOLDERS = Shape.needs("folder", "agencies").may("every", "keep", "servers");
    private static final Shape SERVERS = Shape.needs("folder", "servers").may("every", "keep", "agencies");
    private static final Duration LONGEST = Duration.ofHours(1);
    /** As long as receipts wait over HTTP. */
    private static final Period SHORTEST_KEEP = Period.ofDays(7);

    private FileDoorReader() {}

    static Optional<FileSettings> read(Value place, Known known) {
        var keys = place.mapping(place.find("servers").isPresent() ? SERVERS : FOLDERS);
        Optional<Path> folder = keys.get("folder", FileDoorReader::folder);
        List<AgencyId> agencies = keys.list("agencies", known::agency);
        Duration every = keys.get("every", FileDoorReader::every).orElse(FileSettings.DEFAULT_EVERY);
        Period keep = keys.get("keep", FileDoorReader::keep).orElse(FileSettings.DEFAULT_KEEP);
        var taken = new HashSet<>(agencies);
        List<FileSettings.Server> servers = keys.list("servers", each -> FileServerReader.read(each, known, taken));
        return folder.map(path -> new FileSettings(path, every, keep, Set.copyOf(agencies), servers));
    }

    private static Optional<Path> folder(Value place) {
        Optional<Path> path = place.text().flatMap(FileDoorReader::path).filter(Path::isAbsolute);
        if (path.isEmpty()) {
            place.wrong("this is no folder that everybody finds", "write its whole path, like /srv/kivuko/exchange");
        }
        return path;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> every(Value place) {
        return Lengths.duration(place).filter(length -> {
            boolean fits = length.compareTo(LONGEST) <= 0;
            if (!fits) {
                place.wrong("who looks less than once an hour keeps an alert waiting", "write at most PT1H");
            }
            return fits;
        });
    }

    private static Optional<Period> keep(Value place) {
        return Lengths.period(place).filter(length -> {
            boolean fits = !LocalDate.EPOCH.plus(length).isBefore(LocalDate.EPOCH.plus(SHORTEST_KEEP));
            if (!fits) {
                place.wrong("an agency may not have looked at its receipts for a week", "write at least P7D");
            }
            return fits;
        });
    }

    /** Reports who is to fetch from a folder and has none. */
    static void requireFolders(Directory directory, Optional<FileSettings> files, Report report) {
        for (Directory.Agency agency : directory.agencies()) {
            boolean has = files.filter(it -> it.has(agency.id())).isPresent();
            if (agency.fetching() == Directory.Fetching.FILES && !has) {
                report.add(
                        "'" + agency.id() + "' fetches with files and has no folder",
                        "name it at files.agencies or files.servers, or write 'inbox: http' in the file of its state");
            }
        }
    }
}
