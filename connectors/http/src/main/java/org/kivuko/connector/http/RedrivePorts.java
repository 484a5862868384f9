package org.kivuko.connector.http;

import java.time.InstantSource;
import org.kivuko.operations.redrive.Edits;
import org.kivuko.operations.redrive.Failures;
import org.kivuko.operations.redrive.Purges;
import org.kivuko.operations.redrive.Redrives;

/**
 * What operators see of copies that failed, and do about them.
 *
 * @param clock the machine's
 */
public record RedrivePorts(Failures failures, Redrives redrives, Purges purges, Edits edits, InstantSource clock) {}
