package org.kivuko.hub;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.hub.configuration.Configuration;

/**
 * What a start stands on before anything is opened: its folder and its secrets, in a process that is safe.
 *
 * @param closings is told what is to end with the hub
 */
record HubGround(
        HubOptions options,
        TimeSources times,
        TrustedClock clock,
        Closings closings,
        StartPhases phases,
        DataFolder data,
        HubSecrets secrets) {
    /** @throws StartRefused with all that can be found without a database, where folder or process are not safe */
    static HubGround open(
            HubOptions options,
            TimeSources times,
            TrustedClock clock,
            Closings closings,
            StartLooks looks,
            Supplier<Configuration.Loaded> read)
            throws IOException {
        Optional<DataFolder> held = looks.folder();
        held.ifPresent(it -> closings.add("data folder", it));
        Optional<HubSecrets> secrets = looks.secrets(looks.reconciled(held));
        if (!looks.clean()) {
            looks.atTheRest(read, times.wall());
            looks.withoutDatabase("a process and folders that are safe");
            looks.refuse();
        }
        return new HubGround(
                options, times, clock, closings, new StartPhases(), held.orElseThrow(), secrets.orElseThrow());
    }
}
