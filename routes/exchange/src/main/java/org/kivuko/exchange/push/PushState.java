package org.kivuko.exchange.push;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * How pushing to one agency stands.
 *
 * @param stopped whether an operator has to begin it again
 * @param failed attempts in a row that failed for the message that waits longest; where it stopped, at least 1
 * @param attempts after how many it stops
 * @param why the last one failed, without anything of a message; empty where none did
 * @param next when the next one is made; empty where nothing failed, or where it stopped
 * @param taken messages that were taken since the hub started
 */
public record PushState(
        AgencyId agency,
        boolean stopped,
        int failed,
        int attempts,
        Optional<String> why,
        Optional<Instant> next,
        long taken) {}
