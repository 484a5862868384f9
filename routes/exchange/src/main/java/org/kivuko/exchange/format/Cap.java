package org.kivuko.exchange.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
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

/** CAP 1.2 XML in and out; what becomes of each element stands in {@code config/schemas/CAP.md}. */
final class Cap implements Format {
    static final String REFERENCES = "references";
    static final String UNVERIFIED = "unverified";

    @Override
    public String name() {
        return "CAP 1.2 XML";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(CapNames.MEDIA_TYPE, "application/xml", "text/xml");
    }

    @Override
    public Set<String> beside() {
        return Set.of("to", "purpose", "handling", "post", "status", REFERENCES);
    }

    @Override
    public boolean fits(byte[] body) {
        return Formats.begins(body, '<');
    }

    @Override
    public Reading<Beside> beside(Map<String, String> stated) {
        if (!stated.getOrDefault(REFERENCES, UNVERIFIED).equals(UNVERIFIED)) {
            return new Reading.Refused<>(
                    List.of(new Fault("", Code.SCHEMA_VIOLATION, "references has the one value unverified")));
        }
        return Format.super.beside(stated);
    }

    @Override
    public Reading<Message> read(byte[] body, AgencyId sender, Beside beside) {
        return CapReader.message(body, sender, query(beside));
    }

    private static CapQuery query(Beside beside) {
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
