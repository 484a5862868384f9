package org.kivuko.exchange.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.kivuko.exchange.format.sdmx.SdmxReader;
import org.kivuko.exchange.format.sdmx.SdmxWriter;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;

/** Flow reports as SDMX-CSV 2.0 in and out, 1.0 in; {@code config/schemas/SDMX.md}. */
final class Sdmx implements Format {
    private static final String MEDIA_TYPE = "application/vnd.sdmx.data+csv";

    @Override
    public String name() {
        return "SDMX-CSV 2.0 (1.0 in)";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(MEDIA_TYPE);
    }

    @Override
    public String servedAs() {
        return MEDIA_TYPE + ";version=2.0.0";
    }

    @Override
    public Set<String> beside() {
        return SdmxReader.NAMES;
    }

    @Override
    public boolean fits(byte[] body) {
        return SdmxReader.fits(body);
    }

    @Override
    public Reading<Message> read(byte[] body, AgencyId sender, Beside beside) {
        return SdmxReader.read(body, sender, beside.stated());
    }

    @Override
    public boolean writes(String type) {
        return type.equals(MessageType.FLOW_REPORT.code());
    }

    @Override
    public byte[] write(ObjectNode event) {
        return SdmxWriter.write(event);
    }
}
