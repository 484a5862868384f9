package org.kivuko.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

/** What the HTTP door asks of every message before it claims its key: reading and admission in one. Thread-safe. */
public final class Reception {
    private final Reader reader;
    private final Admission admission;
    private final InstantSource clock;

    public Reception(Reader reader, Admission admission, InstantSource clock) {
        this.reader = reader;
        this.admission = admission;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {}

    /**
     * To be claimed and sent.
     *
     * @param body what goes to the outbox: the event as JSON, UTF-8
     */
    public record Welcome(Admission.Admitted admitted, Claim claim, byte[] body, List<Fault> warnings)
            implements Result {}

    /** This very message was accepted before, and can no longer be sent anew. */
    public record Repeated(MessageKey key, Instant acceptedAt, List<Fault> warnings) implements Result {}

    /** Refused, with every fault, sorted. */
    public record Refused(List<Fault> faults) implements Result {}

    /** Reads and checks one submission of {@code sender}. */
    public Result receive(byte[] body, String contentType, AgencyId sender, Beside beside) {
        Reading<Message> reading = reader.read(body, contentType, sender, beside);
        if (reading instanceof Reading.Refused<Message> refused) {
            return new Refused(refused.faults());
        }
        var accepted = (Reading.Accepted<Message>) reading;
        boolean own = Formats.of(contentType).equals(Optional.of(Formats.JSON));
        return admit(
                accepted,
                sender,
                beside,
                own ? body : MessageJson.write(accepted.value().json()));
    }

    private Result admit(Reading.Accepted<Message> reading, AgencyId sender, Beside beside, byte[] body) {
        Message message = reading.value();
        var now = clock.instant();
        Admission.Result result = admission.admit(message, sender, beside.referencesUnverified(), now);
        if (result instanceof Admission.Refused refused) {
            Optional<Instant> before = admission.acceptedBefore(message, sender);
            return before.isPresent()
                    ? new Repeated(message.key(), before.get(), reading.warnings())
                    : new Refused(refused.faults());
        }
        var admitted = (Admission.Admitted) result;
        var outbox = new Outbox(sender, message.envelope().channel(), admitted.lane());
        var claim = new Claim(message.key(), admitted.digest(), outbox, admitted.header(), now);
        return new Welcome(admitted, claim, body, reading.warnings());
    }
}
