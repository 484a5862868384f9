package org.kivuko.hub.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;

/**
 * One case that the parties want to come out as they say, judged at every load.
 *
 * @param place where it stands
 * @param message path of the message, from the folder of agreements
 * @param facts what is known beside
 * @param with agreements that are judged beside the one it stands in
 */
record Example(
        Value place,
        String name,
        String message,
        AgencyId to,
        Instant at,
        List<String> with,
        Facts facts,
        Expectation expect) {

    /** What is expected; what is empty was not stated and is not compared. */
    record Expectation(
            Value.Keys places,
            Optional<Outcome> outcome,
            Optional<Code> reason,
            Optional<Handling> handling,
            Optional<Onward> onward,
            Optional<Instant> acknowledgeBy,
            Optional<Instant> retainUntil,
            Optional<Set<String>> rules,
            Optional<Set<String>> removed,
            Optional<Set<String>> transformed) {}
}
