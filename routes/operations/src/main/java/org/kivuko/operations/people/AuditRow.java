package org.kivuko.operations.people;

/**
 * A row of the audit.
 *
 * @param no growing; later acts have higher ones
 */
public record AuditRow(long no, AuditEntry entry) {}
