package org.kivuko.operations.people;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of the audit are asked for, newest first.
 *
 * @param login exactly
 * @param action exactly
 * @param target exactly
 * @param from inclusive
 * @param until exclusive
 * @param before only rows with lower numbers, for the next page
 * @param max how many at most, 1 to 200
 * @param scope rows that name an agency of it in their target
 */
public record AuditQuery(
        Optional<String> login,
        Optional<String> action,
        Optional<String> target,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Long> before,
        int max,
        Scope scope) {}
