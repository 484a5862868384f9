package org.kivuko.exchange.format;

import java.util.List;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;
import org.kivuko.model.travel.MrzReader;

/** Crossing records from the machine-readable zone of a travel document; {@code config/schemas/MRZ.md}. */
final class Mrz implements Format {
    @Override
    public String name() {
        return "MRZ lines";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(MrzReader.MEDIA_TYPE);
    }

    @Override
    public Set<String> beside() {
        return MrzReader.NAMES;
    }

    @Override
    public boolean fits(byte[] body) {
        return MrzReader.fits(body);
    }

    @Override
    public Reading<Message> read(byte[] body, AgencyId sender, Beside beside) {
        return MrzReader.read(body, sender, beside.stated());
    }
}
