package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;

/**
 * A class of the hub with a defect put into it: its own source with a few words replaced, compiled into a folder that goes
 * before the hub's classes. So a test can be seen to fail, and the defect lives nowhere but in the test.
 */
final class Mutant {
    private Mutant() {}

    /** The consumer of an outbox, not transacted: what it has taken is gone, whatever comes after. */
    static Path withoutTransaction(Path folder) throws IOException {
        return of(
                folder,
                "connectors/artemis",
                "org.kivuko.connector.artemis.OutboxSeat",
                Map.of("Session.SESSION_TRANSACTED", "Session.AUTO_ACKNOWLEDGE", "session.commit();", ""));
    }

    /** The marker is read and nothing follows from it: what was recorded and never released stands. */
    static Path withoutSuperseding(Path folder) throws IOException {
        return of(
                folder,
                "connectors/postgres",
                "org.kivuko.connector.postgres.Terms",
                Map.of("if (!unreleased.isEmpty())", "if (unreleased.contains(-1L))"));
    }

    /** What waits is not judged again before the doors open. */
    static Path withoutRoundsAtStart(Path folder) throws IOException {
        return of(
                folder,
                "routes/exchange",
                "org.kivuko.exchange.Withdrawer",
                Map.of("for (Inbox inbox : concerned) {", "for (Inbox inbox : Set.<Inbox>of()) {"));
    }

    /** The inboxes concerned stay open when the agreements change. */
    static Path withoutClosing(Path folder) throws IOException {
        return of(
                folder,
                "routes/exchange",
                "org.kivuko.exchange.Withdrawer",
                Map.of("keeper.close(inboxes);", "", "due.addAll(concerned);", ""));
    }

    private static Path of(Path folder, String module, String name, Map<String, String> replacements)
            throws IOException {
        String file = name.replace('.', '/') + ".java";
        Path source = Path.of(System.getProperty("kivuko.root"), module, "src/main/java", file);
        String text = Files.readString(source);
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (text.split(java.util.regex.Pattern.quote(replacement.getKey()), -1).length != 2) {
                throw new IllegalStateException("not exactly once in " + source + ": " + replacement.getKey());
            }
            text = text.replace(replacement.getKey(), replacement.getValue());
        }
        Path mutated = folder.resolve("mutant-source").resolve(file);
        Files.createDirectories(mutated.getParent());
        Files.writeString(mutated, text);
        Path classes = Files.createDirectories(folder.resolve("mutant"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        mutated.toString());
        if (result != 0) {
            throw new IllegalStateException("the mutant of " + name + " does not compile");
        }
        return classes;
    }
}
