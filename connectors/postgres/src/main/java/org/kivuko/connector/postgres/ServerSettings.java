package org.kivuko.connector.postgres;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the embedded server runs; stated at each start, so that no file in the data folder can say otherwise. */
final class ServerSettings {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            // A socket's path is limited to 107 bytes; a data folder's is not.
            Map.entry("unix_socket_directories", "''"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "64"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("timezone", "UTC"),
            // Plans rest on what the server last counted, and are made anew when it counts: an hour's growth may come
            // in a minute.
            Map.entry("autovacuum_naptime", "1s"),
            // A log for each day of the week, without statements and without values.
            Map.entry("logging_collector", "on"),
            Map.entry("log_filename", "server-%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_checkpoints", "off"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_parameter_max_length", "0"),
            Map.entry("log_parameter_max_length_on_error", "0"));

    private ServerSettings() {}

    static String options(int port) {
        return Stream.concat(
                        Stream.of("-p " + port),
                        SETTINGS.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .flatMap(setting -> Stream.of("-c " + setting.getKey() + "=" + setting.getValue())))
                .collect(Collectors.joining(" "));
    }
}
