package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Certificates that end when a test wants it, made by the JDK's own tool. */
final class Certificates {
    private Certificates() {}

    /** Writes one that ends in so many days. */
    static void write(Path file, int days) throws IOException, InterruptedException {
        Path store = Files.createTempDirectory("kivuko-certificate-").resolve("store");
        String password = "for-a-test";
        List<String> common = List.of("-keystore", store.toString(), "-storepass", password, "-alias", "hub");
        run(common, "-genkeypair", "-keyalg", "EC", "-dname", "CN=hub.example", "-validity", Integer.toString(days));
        run(common, "-exportcert", "-rfc", "-file", file.toString());
        Files.delete(store);
        Files.delete(store.getParent());
    }

    private static void run(List<String> common, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(common);
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            tool.destroyForcibly();
            throw new IOException("keytool did not write a certificate");
        }
    }
}
