package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** The text under which a message is kept: its event as JSON, and before it how many bytes it had when it was sent. */
final class KeptMessage {
    private KeptMessage() {}

    static byte[] write(Message message) {
        byte[] event = MessageJson.write(message.json());
        return ByteBuffer.allocate(Integer.BYTES + event.length)
                .putInt(message.sizeBytes())
                .put(event)
                .array();
    }

    static Message read(byte[] kept) {
        int sizeBytes = ByteBuffer.wrap(kept).getInt();
        var event = (ObjectNode) MessageJson.tree(Arrays.copyOfRange(kept, Integer.BYTES, kept.length));
        if (MessageJson.read(event, sizeBytes) instanceof Reading.Accepted<Message> read) {
            return read.value();
        }
        throw new IllegalStateException("a kept message is no longer one: its form was changed incompatibly");
    }
}
