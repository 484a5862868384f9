package org.kivuko.hub.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings;

/**
 * Examines a machine for a hub, running or not. Changes nothing but one file beside the data that it takes away again.
 *
 * @param options as the hub would be started; the data folder may not be there yet
 */
public record Doctor(HubOptions options) {
    /** Everything that was looked at, in the order of the looks. */
    public List<Finding> examine(Clock clock) {
        var kernel = new Kernel(Path.of("/"));
        Path data = options.data();
        var hub = new HubLook(data, options.config());
        Configuration read = Configuration.load(options.config());
        // The doors that the command line opens can be looked at in any case.
        HubSettings settings = read instanceof Configuration.Loaded loaded ? loaded.settings() : HubSettings.DEFAULT;
        var findings = new ArrayList<Finding>(new MachineLook(kernel).findings());
        findings.addAll(new DiskLook(kernel, data).findings());
        findings.addAll(hub.findings());
        findings.addAll(new DatabaseLook(options, clock).findings());
        findings.addAll(new ConfigurationLook(options).findings(read));
        findings.addAll(new DoorsLook(options, settings, hub.running(), clock).findings());
        return findings;
    }
}
