package org.kivuko.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.CapTrust;

/** Turns bytes into a message, whichever form they have. Thread-safe. */
public final class Reader {
    /** The largest body that any door takes, in bytes. */
    public static final int MAX_BYTES = 2 * 1024 * 1024;

    private final Function<AgencyId, CapTrust> trust;

    /** Where nobody's signature is looked at: on a desk, in tests. */
    public Reader() {
        this(agency -> CapTrust.NONE);
    }

    /** @param trust whose signatures hold on documents of an agency, at this moment */
    public Reader(Function<AgencyId, CapTrust> trust) {
        this.trust = trust;
    }

    /**
     * Reads the form of a message.
     *
     * @param contentType as stated by the sender, empty for none
     * @param sender the authenticated agency: what names no source of its own gets it as its source
     * @param beside what the caller of the HTTP door states beside the body
     */
    public Reading<Message> read(byte[] body, String contentType, AgencyId sender, Beside beside) {
        if (body.length > MAX_BYTES) {
            return new Reading.Refused<>(
                    List.of(new Fault("", Code.TOO_LARGE, "at most " + MAX_BYTES + " bytes are taken")));
        }
        Optional<Format> format = contentType.isEmpty() ? Optional.of(Formats.sniff(body)) : Formats.of(contentType);
        return format.map(known -> known.read(body, sender, beside.trusting(trust.apply(sender))))
                .orElseGet(() -> new Reading.Refused<>(List.of(
                        new Fault("", Code.MEDIA_TYPE, "taken are " + String.join(", ", Formats.mediaTypes())))));
    }

    /** Reads a message whose source no door vouches for: an operator's question. Other forms say nowhere whose they are. */
    Reading<Message> readJson(byte[] body, String contentType) {
        if (!Formats.of(contentType).equals(Optional.of(Formats.JSON))) {
            return new Reading.Refused<>(
                    List.of(new Fault("", Code.MEDIA_TYPE, "operators ask with " + Formats.JSON.mediaType())));
        }
        return Formats.JSON.read(body, null, Beside.nothing());
    }
}
