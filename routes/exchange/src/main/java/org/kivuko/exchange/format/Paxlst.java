package org.kivuko.exchange.format;

import java.util.List;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;
import org.kivuko.model.travel.PaxlstReader;

/** Crossing records from passenger lists of one traveller; {@code config/schemas/PAXLST.md}. */
final class Paxlst implements Format {
    @Override
    public String name() {
        return "PAXLST D.02B, D.05B";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/edifact");
    }

    @Override
    public Set<String> beside() {
        return PaxlstReader.NAMES;
    }

    @Override
    public boolean fits(byte[] body) {
        return PaxlstReader.fits(body);
    }

    @Override
    public Reading<Message> read(byte[] body, AgencyId sender, Beside beside) {
        return PaxlstReader.read(body, sender, beside.stated());
    }
}
