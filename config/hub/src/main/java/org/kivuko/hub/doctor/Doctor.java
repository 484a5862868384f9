package org.kivuko.hub.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Examines a machine for a hub, running or not. Changes nothing but one file beside the data that it takes away again.
 *
 * @param config the configuration folder
 * @param data the data folder, which may not be there yet
 * @param http the port of the HTTP door
 * @param amqp the port of the AMQP door
 */
public record Doctor(Path config, Path data, int http, int amqp) {
    /** Everything that was looked at, in the order of the looks. */
    public List<Finding> examine(Clock clock) {
        var kernel = new Kernel(Path.of("/"));
        var findings = new ArrayList<Finding>(new MachineLook(kernel).findings());
        findings.addAll(new DiskLook(kernel, data).findings());
        findings.addAll(new HubLook(data, config).findings(http, amqp));
        findings.addAll(new DatabaseLook(data, clock).findings());
        findings.addAll(new ConfigurationLook(config, data, clock).findings());
        return findings;
    }
}
