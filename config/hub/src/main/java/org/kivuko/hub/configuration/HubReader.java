package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Map;
import org.kivuko.hub.configuration.HubSettings.Signatures;

/** Reads {@code deploy/hub.yaml}. */
final class HubReader {
    private static final Shape FILE =
            new Shape(List.of(), List.of("signatures"), Map.of("quotas", Unenforced.refusal("quotas")));

    private HubReader() {}

    static HubSettings read(Value file) {
        var signatures = file.mapping(FILE).get("signatures", place -> place.oneOf(Signatures.class, "way of signing"));
        return new HubSettings(signatures.orElse(Signatures.NONE));
    }
}
