package org.kivuko.exchange.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** CloudEvents in structured JSON: the hub's own form, in which everything is written down and handed over. */
final class CloudEvents implements Format {
    @Override
    public String name() {
        return "CloudEvents JSON";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/cloudevents+json", "application/json");
    }

    @Override
    public Set<String> beside() {
        return Set.of();
    }

    @Override
    public boolean fits(byte[] body) {
        return Formats.begins(body, '{');
    }

    @Override
    public Reading<Message> read(byte[] body, AgencyId sender, Beside beside) {
        return MessageJson.read(body);
    }

    @Override
    public boolean writes(String type) {
        return true;
    }

    @Override
    public byte[] write(ObjectNode event) {
        return MessageJson.write(event);
    }
}
