package org.kivuko.hub.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kivuko.connector.files.door.StickEnd;
import org.kivuko.hub.HubSecrets;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.FileSettings;
import org.kivuko.hub.stick.Bundle;
import org.kivuko.hub.stick.StickKeys;
import org.kivuko.hub.stick.Sticks;
import org.kivuko.model.AgencyId;
import picocli.CommandLine.Mixin;

/** The end of a stick's way that is the hub: what {@code out} and {@code in} share. */
final class BundleHub {
    @Mixin
    ConfigOption config;

    @Mixin
    DataOption data;

    Sticks sticks() throws IOException {
        FileSettings files = config.loaded()
                .settings()
                .files()
                .orElseThrow(() -> new StartRefused("this hub has no file door: state 'files' in deploy/hub.yaml"));
        return new Sticks(
                StickEnd.HUB,
                Bundle.HUB,
                keys(),
                name -> agency(files, name).flatMap(this::publicKeys),
                name -> files.folder().resolve(name));
    }

    private static Optional<AgencyId> agency(FileSettings files, String name) {
        return AgencyId.parse(name).filter(files.agencies()::contains);
    }

    private Optional<StickKeys> publicKeys(AgencyId agency) {
        Path file = config.folder.resolve("deploy").resolve("bundles").resolve(agency + ".pub");
        return Files.exists(file) ? Optional.of(read(file, false)) : Optional.empty();
    }

    static StickKeys read(Path file, boolean secret) {
        try {
            return StickKeys.read(Files.readString(file), secret)
                    .orElseThrow(() -> new StartRefused("expected " + (secret ? "private" : "public")
                            + " keys as ./kivuko bundle keygen writes them, found something else in " + file));
        } catch (IOException e) {
            throw new UncheckedIOException("the keys in " + file + " cannot be read", e);
        }
    }

    /** Made where they are missing, by the first who asks for them. */
    StickKeys keys() throws IOException {
        Path file = HubSecrets.stickKeys(data.folder);
        if (!Files.exists(file)) {
            KeyFiles.writePrivate(file, StickKeys.generate().text(true));
        }
        return read(file, true);
    }
}
