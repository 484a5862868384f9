package org.kivuko.hub.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.kivuko.model.MessageJson;

/** A message of today for whoever wants to try the doors by hand. */
public final class DemoSample {
    private DemoSample() {}

    /** Writes it into the data folder. */
    public static Path write(Path data, InstantSource clock) throws IOException {
        ObjectNode sample = new DemoMessages(new Random(clock.millis()), clock).sample();
        Path file = data.resolve("stolen-passport.json");
        Files.write(file, MessageJson.write(sample));
        return file;
    }
}
