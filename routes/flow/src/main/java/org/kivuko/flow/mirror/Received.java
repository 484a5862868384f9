package org.kivuko.flow.mirror;

import java.time.Instant;
import org.kivuko.model.FlowReport;

/**
 * A report and when the hub accepted it.
 *
 * @param report as far as those may see it for whom the check is made: project it first
 */
public record Received(FlowReport report, Instant at) {}
