package org.kivuko.connector.http;

import java.time.InstantSource;
import org.kivuko.operations.people.AuditBook;

/**
 * Who operates, and what they did.
 *
 * @param audit what operators did
 * @param clock for the audit and for sessions: the machine's, so that an operator can confirm a doubted clock
 */
public record PeoplePorts(AuditBook audit, InstantSource clock) {}
