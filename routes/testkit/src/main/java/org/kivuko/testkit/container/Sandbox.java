package org.kivuko.testkit.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.kivuko.testkit.TestAuthority;

/**
 * Prepares a hub that partners test their systems against: a copy of a configuration whose agreements count as they are written, TLS by an
 * authority made for the occasion, and doors that are open to the network. What it writes protects nothing.
 *
 * <p>Runs in the image before the hub does ({@code config/deploy/container}).
 */
final class Sandbox {
    /** What {@code hub.yaml} of a sandbox says, whatever it said before. */
    private static final String SETTINGS =
            """
            # A sandbox: nobody has signed anything, and nothing in it is real.
            signatures: none
            listen: 0.0.0.0
            tls: {certificate: deploy/tls/hub.pem, key: deploy/tls/hub.key}
            """;

    private static final int DAYS = 30;

    private Sandbox() {}

    /** @param arguments the configuration, the folder to write to, and the names under which the hub will be called */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3) {
            System.err.println("kivuko: a sandbox needs a configuration, a folder to write to, and at least one name");
            System.exit(2);
        }
        prepare(Path.of(arguments[0]), Path.of(arguments[1]), List.of(arguments).subList(2, arguments.length));
    }

    /**
     * Writes {@code config} and {@code ca.pem} into the folder, once: a sandbox that is started again keeps its authority.
     *
     * @param names of hosts, and IPv4 addresses
     */
    static void prepare(Path configuration, Path folder, List<String> names) throws IOException {
        Path authority = folder.resolve("ca.pem");
        if (Files.exists(authority)) {
            return;
        }
        Path copy = folder.resolve("config");
        copy(configuration, copy);
        Files.createDirectories(copy.resolve("deploy"));
        Files.writeString(copy.resolve("deploy/hub.yaml"), SETTINGS);
        TestAuthority made = TestAuthority.in(folder);
        made.issueFor(names, DAYS).write(copy.resolve("deploy/tls/hub.pem"), copy.resolve("deploy/tls/hub.key"));
        // Last, since it says that the rest is there.
        Files.writeString(authority, TestAuthority.pem(made.certificate()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
