package org.kivuko.connector.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long the processes of a server have had a processor: what questions cost, whatever else the machine does. Linux alone. */
final class ServerTime {
    private ServerTime() {}

    /** Of one process; not a number where the system does not say. */
    static double millis(long process) {
        try {
            String text = Files.readString(Path.of("/proc/" + process + "/schedstat"));
            return Long.parseLong(text.substring(0, text.indexOf(' '))) / 1e6;
        } catch (IOException elsewhere) {
            return Double.NaN;
        }
    }

    /** Of all sessions of the hub that are open. */
    static double millis(Database database) {
        return database
                .inOneStatement("ask", handle -> handle.createQuery(
                                "select pid from pg_stat_activity where application_name = 'kivuko'")
                        .mapTo(Long.class)
                        .list())
                .stream()
                .mapToDouble(ServerTime::millis)
                .sum();
    }
}
