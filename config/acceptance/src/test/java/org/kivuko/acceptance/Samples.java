package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.kivuko.model.MessageJson;

/** Example messages of the shipped configuration, made new: another id, the time of now. */
final class Samples {
    private Samples() {}

    /** The stolen passport that Kenya's immigration service tells all of Uganda of. */
    static ObjectNode stolenPassport(Instant now) {
        return example("doc-stolen.json", now);
    }

    /** One of that id, for these, of this second. */
    static ObjectNode stolenPassport(String id, String to) {
        return stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .put("id", id)
                .put("to", to);
    }

    /** An example by its file name. */
    static ObjectNode example(String file, Instant now) {
        try {
            byte[] json = Files.readAllBytes(TestHub.shippedConfiguration()
                    .resolve("agreements/examples")
                    .resolve(file));
            ObjectNode event = (ObjectNode) MessageJson.tree(json);
            event.put("id", UUID.randomUUID().toString());
            event.put("time", now.toString());
            if (event.has("expires")) {
                event.put("expires", now.plusSeconds(86_400).toString());
            }
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(ObjectNode event) {
        return MessageJson.write(event);
    }
}
