package org.kivuko.exchange;

import java.util.List;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.CapQuery;
import org.kivuko.model.cap.CapReader;

/** Turns bytes into a message, whichever form they have. Thread-safe. */
public final class Reader {
    /** The largest body that any door takes, in bytes. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    /**
     * Reads the form of a message.
     *
     * @param contentType as stated by the sender, empty for none
     * @param sender the authenticated agency: a CAP alert gets it as its source
     * @param query what the caller of the HTTP door states beside a CAP alert
     */
    public Reading<Message> read(byte[] body, String contentType, AgencyId sender, CapQuery query) {
        if (body.length > MAX_BYTES) {
            return new Reading.Refused<>(
                    List.of(new Fault("", Code.TOO_LARGE, "at most " + MAX_BYTES + " bytes are taken")));
        }
        Optional<MessageFormat> format =
                contentType.isEmpty() ? Optional.of(MessageFormat.sniff(body)) : MessageFormat.of(contentType);
        if (format.isEmpty()) {
            return new Reading.Refused<>(List.of(new Fault(
                    "", Code.MEDIA_TYPE, "taken are " + MessageFormat.JSON.mediaType() + " and CAP 1.2 XML")));
        }
        return format.get() == MessageFormat.CAP ? CapReader.message(body, sender, query) : MessageJson.read(body);
    }

    /** Reads a message whose source no door vouches for: an operator's question. CAP says of itself whose it is nowhere. */
    Reading<Message> readJson(byte[] body, String contentType) {
        if (!MessageFormat.of(contentType).equals(Optional.of(MessageFormat.JSON))) {
            return new Reading.Refused<>(
                    List.of(new Fault("", Code.MEDIA_TYPE, "operators ask with " + MessageFormat.JSON.mediaType())));
        }
        return MessageJson.read(body);
    }
}
