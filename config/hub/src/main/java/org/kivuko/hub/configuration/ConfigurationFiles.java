package org.kivuko.hub.configuration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of a configuration folder: found, limited in size, decoded. */
final class ConfigurationFiles {
    /** Far above any file of this configuration. */
    private static final long MAX_BYTES = 1 << 20;

    private static final String SUFFIX = ".yaml";

    private ConfigurationFiles() {}

    /** The files of a folder that are read, by name; what looks like one and is not read is reported. */
    static List<Path> yaml(Path folder, Report report) {
        if (!Files.isDirectory(folder)) {
            report.add("the folder is missing", "create it, or name the right folder with --config");
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            var files = entries.filter(Files::isRegularFile).sorted().toList();
            files.stream()
                    .filter(ConfigurationFiles::nearlyYaml)
                    .forEach(file -> report.add(
                            "'" + file.getFileName() + "' looks like configuration and is not read",
                            "name it with the ending " + SUFFIX + ", or move it elsewhere"));
            return files.stream()
                    .filter(file -> file.toString().endsWith(SUFFIX))
                    .toList();
        } catch (IOException unreadable) {
            report.add("the folder cannot be read", "let the hub's user read it");
            return List.of();
        }
    }

    private static boolean nearlyYaml(Path file) {
        var name = file.getFileName().toString();
        return !name.endsWith(SUFFIX) && name.matches("(?i).*\\.ya?ml");
    }

    /** The file's name without its ending. */
    static String stem(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** The document of a YAML file; empty where it could not be read to its end. */
    static Optional<Value> read(Path file, Report report) {
        return node(file, report).map(node -> Value.root(node, report));
    }

    /** The same as it was written. */
    static Optional<YamlNode> node(Path file, Report report) {
        return bytes(file, report).flatMap(bytes -> text(bytes, report)).flatMap(text -> YamlReader.read(text, report));
    }

    /** The content of a file; empty where it is missing or too large. */
    static Optional<byte[]> bytes(Path file, Report report) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                report.add("the file is larger than 1 MiB", "split it, or take out what does not belong here");
                return Optional.empty();
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            report.add("the file cannot be read", "put it there, and let the hub's user read it");
            return Optional.empty();
        }
    }

    private static Optional<String> text(byte[] bytes, Report report) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException otherEncoding) {
            report.add("the file is not UTF-8", "save it as UTF-8");
            return Optional.empty();
        }
    }
}
