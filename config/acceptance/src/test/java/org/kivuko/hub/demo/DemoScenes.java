package org.kivuko.hub.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kivuko.hub.simulate.InventedMessages;
import org.kivuko.model.AgencyId;

/** Messages of the demonstration, without the demonstration. */
public final class DemoScenes {
    private DemoScenes() {}

    /** Some of every kind, the same for the same seed but for their ids. */
    public static List<ObjectNode> some(InstantSource clock, long seed) {
        var messages = new InventedMessages(new Random(seed), clock);
        var immigration = AgencyId.of("KEN.DIS");
        var scenes = new ArrayList<ObjectNode>();
        scenes.add(messages.sample(immigration));
        for (String to : List.of("UGA", "ETH", "SOM", "SSD")) {
            scenes.add(messages.document(immigration, to, "DOC-STOLEN"));
            scenes.add(messages.document(immigration, to, "DOC-LOST"));
            scenes.add(messages.vehicle(AgencyId.of("KEN.KRA"), to));
            scenes.add(messages.crossing(immigration, to + ":immigration", "KEN-BUSIA"));
        }
        scenes.add(messages.document(immigration, "*", "DOC-LOST"));
        scenes.add(messages.postStatus(immigration, "post:KEN-BUSIA/UGA-BUSIA", "KEN-BUSIA", "QUEUE"));
        scenes.add(messages.health(AgencyId.of("KEN.PHS"), "*"));
        scenes.add(messages.missing(AgencyId.of("KEN.DCS"), "*"));
        scenes.add(messages.flow(immigration, "UGA", "KEN-BUSIA"));
        scenes.add(messages.document(immigration, "UGA", "DOC-STOLEN").put("status", "exercise"));
        return scenes;
    }
}
