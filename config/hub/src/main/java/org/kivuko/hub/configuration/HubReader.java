package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.hub.configuration.HubSettings.Signatures;

/** Reads {@code deploy/hub.yaml}. */
final class HubReader {
    private static final String REQUIRED = "required";

    private static final Shape FILE =
            new Shape(List.of(), List.of("signatures"), Map.of("quotas", Unenforced.refusal("quotas")));

    private HubReader() {}

    static HubSettings read(Value file) {
        var signatures = file.mapping(FILE).get("signatures", place -> {
            if (place.text().filter(REQUIRED::equals).isPresent()) {
                place.wrong(
                        "signatures cannot be required yet: this hub cannot check one, and every agreement would fall",
                        "write 'none' until signing exists; the hub then says 'unsigned' in its health");
                return Optional.empty();
            }
            return place.oneOf(Signatures.class, "way of signing");
        });
        return new HubSettings(signatures.orElse(Signatures.NONE));
    }
}
