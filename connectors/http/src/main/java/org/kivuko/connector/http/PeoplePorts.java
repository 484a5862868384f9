package org.kivuko.connector.http;

import java.time.InstantSource;
import org.kivuko.operations.people.AuditBook;
import org.kivuko.operations.people.Elsewhere;
import org.kivuko.operations.people.People;
import org.kivuko.operations.people.SignIn;

/**
 * Who operates, and what they did.
 *
 * @param audit what operators did
 * @param signIn who comes in
 * @param elsewhere who comes in by way of another place
 * @param people who may
 * @param demonstration whether pages are to say that everything is invented
 * @param clock for the audit and for sessions: the machine's, so that an operator can confirm a doubted clock
 */
public record PeoplePorts(
        AuditBook audit,
        SignIn signIn,
        Elsewhere elsewhere,
        People people,
        boolean demonstration,
        InstantSource clock) {}
