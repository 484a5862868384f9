package org.kivuko.hub.conform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes reports into a folder. */
public final class Reports {
    private Reports() {}

    /** Writes {@code conformance.html} and {@code conformance.xml}; the folder does not have to exist. */
    public static void write(Outcome outcome, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("conformance.html"), HtmlReport.of(outcome));
        Files.writeString(folder.resolve("conformance.xml"), JunitReport.of(outcome));
    }
}
