package org.kivuko.hub.configuration;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;

/** Reads how an agency's SFTP server is reached. There is no word for a password, and none for a host whose key is not known. */
final class FileServerReader {
    private static final Shape SERVER = Shape.needs("agency", "host", "user", "folder", "keyFile", "knownHosts")
            .may("port");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");
    private static final Pattern FOLDER = Pattern.compile("(?:/[A-Za-z0-9_][A-Za-z0-9._-]*){1,16}");
    private static final int USUAL_PORT = 22;
    private static final int MOST_PORT = 65_535;

    private FileServerReader() {}

    /** @param taken who has a folder already; this one is added */
    static Optional<FileSettings.Server> read(Value place, Known known, Set<AgencyId> taken) {
        var keys = place.mapping(SERVER);
        Optional<AgencyId> agency = keys.get("agency", known::agency);
        Optional<String> host = keys.get("host", value -> value.text(WatchReader.HOST, "the name of a server"));
        int port = keys.get("port", value -> value.wholeNumber(1, MOST_PORT)).orElse(USUAL_PORT);
        Optional<String> user = keys.get("user", value -> value.text(USER, "the name of a user there"));
        Optional<String> folder = keys.get(
                "folder", value -> value.text(FOLDER, "the whole path of a folder there, like /exchange/kivuko"));
        Optional<String> key = keys.get("keyFile", WatchReader::file);
        Optional<String> hosts = keys.get("knownHosts", WatchReader::file);
        if (agency.isPresent() && !taken.add(agency.get())) {
            keys.wrong("agency", "this agency has a folder already", "keep one of them");
            return Optional.empty();
        }
        return agency.isEmpty()
                        || host.isEmpty()
                        || user.isEmpty()
                        || folder.isEmpty()
                        || key.isEmpty()
                        || hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(new FileSettings.Server(
                        agency.get(), host.get(), port, user.get(), folder.get(), key.get(), hosts.get()));
    }
}
