package org.kivuko.hub.command;

import java.nio.file.Path;
import java.util.Optional;
import org.kivuko.connector.files.door.StickEnd;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.stick.Bundle;
import org.kivuko.hub.stick.StickKeys;
import org.kivuko.hub.stick.Sticks;
import org.kivuko.model.AgencyId;
import picocli.CommandLine.Option;

/** The end of a stick's way that is an agency: what {@code pack}, {@code unpack} and {@code verify} share. */
final class BundleAgency {
    @Option(names = "--as", required = true, paramLabel = "AGENCY", description = "the agency's code")
    String agency;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "its private keys")
    Path key;

    @Option(
            names = "--hub",
            required = true,
            paramLabel = "FILE",
            description = "the public keys of the hub, which bundle hub-key prints there")
    Path hub;

    Sticks sticks(Path folder) {
        AgencyId id = AgencyId.parse(agency)
                .orElseThrow(() -> new StartRefused("expected an agency's code such as KEN.DIS, found another word"));
        StickKeys theirs = BundleHub.read(hub, false);
        return new Sticks(
                StickEnd.AGENCY,
                id.toString(),
                BundleHub.read(key, true),
                name -> Optional.of(theirs).filter(it -> name.equals(Bundle.HUB)),
                name -> folder);
    }
}
