package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An agency's own file: only appended, and on disk when {@link #write} returns. Thread-safe. */
final class Journal implements AutoCloseable {
    private static final String ENDING = ".journal";
    private static final String BEFORE_ROLE = "-";

    private final FileChannel file;

    /** @param role of the process that writes it: no two write to one file */
    Journal(Path folder, String agency, String role) throws IOException {
        this.file = FileChannel.open(
                folder.resolve(agency + BEFORE_ROLE + role + ENDING),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Appends lines and syncs them together. */
    synchronized void write(List<? extends Line> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
    }

    /** Appends and syncs a line. */
    void write(Line line) throws IOException {
        write(List.of(line));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static boolean isOne(Path file) {
        return file.toString().endsWith(ENDING);
    }

    /** Every journal of a folder, by agency: what its senders wrote, and what those wrote who fetch for it. */
    static Map<String, List<Line>> readAll(Path folder) throws IOException {
        var journals = new TreeMap<String, List<Line>>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Journal::isOne).sorted().toList()) {
                String name = file.getFileName().toString();
                List<Line> lines = journals.computeIfAbsent(
                        name.substring(0, name.indexOf(BEFORE_ROLE)), any -> new ArrayList<>());
                Files.readAllLines(file).forEach(line -> lines.add(Line.parse(line)));
            }
        }
        return journals;
    }
}
