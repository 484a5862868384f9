package org.kivuko.acceptance.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** What a sender is to hand in, a line of a file for each copy; read as it goes, so that a plan may be longer than memory. */
final class Plan implements AutoCloseable {
    private static final String ENDING = ".plan";

    private final BufferedReader file;
    private final Iterator<Planned> copies;

    private Plan(BufferedReader file) {
        this.file = file;
        this.copies = file.lines().map(Planned::parse).iterator();
    }

    /** Writes what a sender is to hand in, in this order. */
    static void write(Path folder, String agency, List<Planned> copies) throws IOException {
        Files.write(
                folder.resolve(agency + ENDING),
                () -> copies.stream().<CharSequence>map(Planned::text).iterator());
    }

    /** Opens it at its beginning. */
    static Plan read(Path folder, String agency) throws IOException {
        return new Plan(Files.newBufferedReader(folder.resolve(agency + ENDING)));
    }

    boolean hasNext() {
        return copies.hasNext();
    }

    Planned next() {
        return copies.next();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
