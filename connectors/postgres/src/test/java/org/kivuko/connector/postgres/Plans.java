package org.kivuko.connector.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Before each statement asks the server for the plan that it will take: the one for all values, as sessions of the hub do. */
final class Plans implements SqlLogger {
    private final Map<String, String> plans = new LinkedHashMap<>();

    /** The plans by the texts of their statements. */
    Map<String, String> all() {
        return plans;
    }

    /** Writes them into a file that has the name of what was asked. */
    void keep(Path folder, String name) {
        var text = new StringBuilder();
        plans.forEach((statement, plan) ->
                text.append(statement).append("\n\n").append(plan).append('\n'));
        try {
            Files.writeString(folder.resolve(name.replace(' ', '_') + ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        String text = context.getParsedSql().getSql();
        PreparedStatement statement = context.getStatement();
        if (statement == null || plans.containsKey(text) || text.startsWith("set ") || text.startsWith("update")) {
            return;
        }
        try {
            plans.put(text, plan(text, statement));
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String plan(String text, PreparedStatement statement) throws SQLException {
        List<String> parts = List.of(text.split("\\?", -1));
        int count = parts.size() - 1;
        var types = statement.getParameterMetaData();
        var names = new ArrayList<String>();
        for (int i = 1; i <= count; i++) {
            names.add(types.getParameterTypeName(i));
        }
        String numbered = IntStream.range(0, parts.size())
                .mapToObj(i -> parts.get(i) + (i < count ? "$" + (i + 1) : ""))
                .collect(Collectors.joining());
        try (var server = statement.getConnection().createStatement()) {
            server.execute(
                    "prepare asked " + (count == 0 ? "" : "(" + String.join(", ", names) + ")") + " as " + numbered);
            try (var rows = server.executeQuery("explain (analyze, timing off) execute asked"
                    + (count == 0 ? "" : "(" + String.join(", ", values(parts, statement.toString())) + ")"))) {
                var plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            } finally {
                server.execute("deallocate asked");
            }
        }
    }

    /** What the driver writes in the places of the parameters. */
    private static List<String> values(List<String> parts, String written) {
        var values = new ArrayList<String>();
        int at = written.indexOf(parts.get(0)) + parts.get(0).length();
        for (int i = 1; i < parts.size(); i++) {
            int end = parts.get(i).isEmpty() ? written.length() : written.indexOf(parts.get(i), at);
            values.add(written.substring(at, end));
            at = end + parts.get(i).length();
        }
        return values;
    }
}
