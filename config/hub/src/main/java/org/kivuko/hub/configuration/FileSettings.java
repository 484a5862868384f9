package org.kivuko.hub.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.kivuko.connector.files.door.SftpServer;
import org.kivuko.model.AgencyId;

/**
 * The door at which agencies post and fetch with files.
 *
 * @param folder in which each agency has its own; absolute
 * @param every how long to rest between two looks, at most an hour
 * @param keep how long files that were answered, answers and receipts stay, at least a week
 * @param agencies who has a folder there
 * @param servers of those who have their folders on a server of their own; nobody twice, and nobody of {@code agencies}
 */
public record FileSettings(Path folder, Duration every, Period keep, Set<AgencyId> agencies, List<Server> servers) {
    static final Duration DEFAULT_EVERY = Duration.ofSeconds(2);
    /** Longer than an officer is on leave. */
    static final Period DEFAULT_KEEP = Period.ofDays(90);

    public FileSettings {
        agencies = Set.copyOf(agencies);
        servers = List.copyOf(servers);
    }

    /**
     * An SFTP server.
     *
     * @param folder on it; absolute
     * @param keyFile with the hub's private key, below the folder of the configuration
     * @param knownHosts file with the server's host key, likewise
     */
    public record Server(
            AgencyId agency, String host, int port, String user, String folder, String keyFile, String knownHosts) {
        /** As the door reaches it. */
        public SftpServer in(Path config) {
            return new SftpServer(host, port, user, folder, config.resolve(keyFile), config.resolve(knownHosts));
        }
    }

    boolean has(AgencyId agency) {
        return agencies.contains(agency)
                || servers.stream().anyMatch(server -> server.agency().equals(agency));
    }
}
