package org.kivuko.hub.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.kivuko.hub.simulate.InventedMessages;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;

/**
 * Messages of today for whoever wants to try the doors by hand.
 *
 * @param alert the file of an alert
 * @param answer the file of an answer to it
 * @param key of the alert
 */
public record DemoSample(Path alert, Path answer, MessageKey key) {
    static final AgencyId SENDER = AgencyId.of("KEN.DIS");
    static final AgencyId ANSWERING = AgencyId.of("UGA.DCIC");

    /** Writes them into the data folder. */
    public static DemoSample write(Path data, InstantSource clock) throws IOException {
        var messages = new InventedMessages(new Random(clock.millis()), clock);
        ObjectNode alert = messages.sample(SENDER);
        ObjectNode answer = messages.reply(ANSWERING, alert, true).put("post", "UGA-BUSIA");
        var sample = new DemoSample(
                data.resolve("stolen-passport.json"),
                data.resolve("found.json"),
                new MessageKey(SENDER, alert.get("id").asText()));
        Files.write(sample.alert, MessageJson.write(alert));
        Files.write(sample.answer, MessageJson.write(answer));
        return sample;
    }
}
