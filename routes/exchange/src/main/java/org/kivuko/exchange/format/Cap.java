package org.kivuko.exchange.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.CapNames;
import org.kivuko.model.cap.CapQuery;
import org.kivuko.model.cap.CapReader;
import org.kivuko.model.cap.CapWriter;

/** CAP 1.2 XML in and out, CAP 1.1 in; what becomes of each element stands in {@code config/schemas/CAP.md}. */
final class Cap implements Format {
    static final String REFERENCES = "references";
    static final String UNVERIFIED = "unverified";
    static final Set<String> BESIDE = Set.of("to", "purpose", "handling", "post", "status", REFERENCES);

    @Override
    public String name() {
        return "CAP 1.2 XML (1.1 in)";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(CapNames.MEDIA_TYPE, "application/xml", "text/xml");
    }

    @Override
    public Set<String> beside() {
        return BESIDE;
    }

    @Override
    public boolean fits(byte[] body) {
        return Formats.begins(body, '<');
    }

    @Override
    public Reading<Beside> beside(Map<String, String> stated) {
        return known(stated).orElseGet(() -> Format.super.beside(stated));
    }

    /** Why what is stated cannot be taken, whoever knows its name. */
    static Optional<Reading<Beside>> known(Map<String, String> stated) {
        if (!stated.getOrDefault(REFERENCES, UNVERIFIED).equals(UNVERIFIED)) {
            return Optional.of(new Reading.Refused<>(
                    List.of(new Fault("", Code.SCHEMA_VIOLATION, "references has the one value unverified"))));
        }
        return Optional.empty();
    }

    @Override
    public Reading<Message> read(byte[] body, AgencyId sender, Beside beside) {
        return CapReader.message(body, sender, query(beside), beside.trust());
    }

    /** What is stated beside an alert, or an envelope around one. */
    static CapQuery query(Beside beside) {
        return new CapQuery(
                beside.get("to"),
                beside.get("purpose"),
                beside.get("handling"),
                beside.get("post"),
                beside.get("status"),
                beside.referencesUnverified());
    }

    @Override
    public boolean writes(String type) {
        return type.equals(MessageType.ALERT.code());
    }

    @Override
    public byte[] write(ObjectNode event) {
        return CapWriter.write(event);
    }
}
