package org.kivuko.connector.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Facts;
import org.kivuko.exchange.ProtectionRegister;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers of protected people as files that their refugee authorities deliver: {@code UGA.tokens} in a folder, one keyed
 * token per line, empty lines and lines that begin with {@code #} aside. A state without a file has no register; a file that
 * cannot be read, or holds anything but tokens, is silent, so that what asks it waits. A changed file counts from the next
 * question on. Thread-safe.
 */
public final class TokenRegister implements ProtectionRegister {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRegister.class);
    private static final String TOKEN = "[0-9a-f]{64}";

    private final Path folder;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    /** The registers in this folder, which need not exist. */
    public TokenRegister(Path folder) {
        this.folder = folder;
    }

    private record Loaded(FileTime changed, long bytes, Set<String> tokens) {}

    @Override
    public Facts.Register ask(String state, Set<String> tokens) {
        Path file = folder.resolve(state + ".tokens");
        if (Files.notExists(file)) {
            return Facts.Register.NOT_ASKED;
        }
        try {
            Set<String> known = read(state, file);
            if (tokens.isEmpty()) {
                return Facts.Register.SILENT;
            }
            return Collections.disjoint(known, tokens) ? Facts.Register.NOT_PROTECTED : Facts.Register.PROTECTED;
        } catch (IOException unreadable) {
            LOG.warn(
                    "the register {} is silent: {}",
                    file.getFileName(),
                    unreadable.getClass().getSimpleName());
            return Facts.Register.SILENT;
        }
    }

    private Set<String> read(String state, Path file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        long bytes = Files.size(file);
        Loaded before = loaded.get(state);
        if (before != null && before.changed().equals(changed) && before.bytes() == bytes && Files.isReadable(file)) {
            return before.tokens();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            Set<String> tokens = lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
            if (!tokens.stream().allMatch(token -> token.matches(TOKEN))) {
                throw new IOException("a line is no token");
            }
            loaded.put(state, new Loaded(changed, bytes, tokens));
            return tokens;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
