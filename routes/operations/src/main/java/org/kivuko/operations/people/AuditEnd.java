package org.kivuko.operations.people;

/**
 * How an act ended. Absent texts are empty.
 *
 * @param target where the path of the call did not say it
 */
public record AuditEnd(AuditOutcome outcome, String target, String before, String after) {}
