package org.kivuko.exchange.format;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;
import org.kivuko.model.cap.EdxlReader;

/** Alerts of CAP in an EDXL-DE 1.0 envelope; {@code config/schemas/EDXL.md}. */
final class Edxl implements Format {
    @Override
    public String name() {
        return "EDXL-DE 1.0 around CAP";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of(EdxlReader.MEDIA_TYPE);
    }

    @Override
    public Set<String> beside() {
        return Cap.BESIDE;
    }

    @Override
    public boolean fits(byte[] body) {
        return EdxlReader.fits(body);
    }

    @Override
    public Reading<Beside> beside(Map<String, String> stated) {
        return Cap.known(stated).orElseGet(() -> Format.super.beside(stated));
    }

    @Override
    public Reading<Message> read(byte[] body, AgencyId sender, Beside beside) {
        return EdxlReader.message(body, sender, Cap.query(beside), beside.trust());
    }
}
