package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long operators wait for every list but that of messages: an audit of a million rows, a hundred thousand failed copies,
 * alerts and items of a redrive, fifty thousand held deliveries, a full day of traffic of two thousand agencies. The plans are kept
 * in {@code target/list-plans}. The property {@code kivuko.large.size} takes a part of it.
 */
@Tag("large")
class LargeListsTest {
    private static final double SIZE = Double.parseDouble(System.getProperty("kivuko.large.size", "1"));
    private static final int TRIES = Integer.getInteger("kivuko.large.tries", 60);
    private static final Duration LIMIT = Duration.ofMillis(200);
    private static final Path PLANS = Path.of("target", "list-plans");

    private final List<String> late = new ArrayList<>();

    @Test
    void everyListAnswersInTime() throws Exception {
        Path data = Files.createTempDirectory("kivuko-large-");
        Files.createDirectories(PLANS);
        try (var server = EmbeddedDatabase.start(data, SharedServer.BINARIES)) {
            PostgresLedger.open(server.address(), Clock.systemUTC()).close();
            var rows = new ListRows(SIZE);
            long begun = System.nanoTime();
            LedgerAddress address = server.address();
            try (Connection connection =
                    DriverManager.getConnection(address.url(), address.user(), address.password())) {
                rows.load(connection);
            }
            say("loaded in %d s%n", Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            try (var database = new Database(address)) {
                new Lists(database, rows).all().forEach((name, list) -> measure(database, name, list));
            }
        } finally {
            delete(data);
        }
        assertThat(late).as("lists that take longer than " + LIMIT).isEmpty();
    }

    @FormatMethod
    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form, values);
        System.out.flush();
    }

    private void measure(Database database, String name, Supplier<Integer> list) {
        double[] waited = new double[TRIES];
        double[] busy = new double[TRIES];
        int most = 0;
        for (int i = 0; i < TRIES; i++) {
            double before = ServerTime.millis(database);
            long begun = System.nanoTime();
            most = Math.max(most, list.get());
            waited[i] = (System.nanoTime() - begun) / 1e6;
            busy[i] = ServerTime.millis(database) - before;
        }
        Arrays.sort(waited);
        Arrays.sort(busy);
        int last = (int) Math.ceil(TRIES * 0.95) - 1;
        say(
                "%-46s p50 %7.1f ms  p95 %7.1f ms  max %7.1f ms  server busy p50 %6.1f ms  p95 %6.1f ms  rows %d%n",
                name, waited[TRIES / 2], waited[last], waited[TRIES - 1], busy[TRIES / 2], busy[last], most);
        if (waited[last] > LIMIT.toMillis()) {
            late.add(name);
        }
        keepPlans(database, name, list);
    }

    private static void keepPlans(Database database, String name, Supplier<Integer> list) {
        var plans = new Plans();
        database.show(plans);
        assertThat(list.get()).isNotNegative();
        database.show(SqlLogger.NOP_SQL_LOGGER);
        plans.keep(PLANS, name);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
