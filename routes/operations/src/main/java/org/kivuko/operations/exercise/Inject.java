package org.kivuko.operations.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * One message of a script.
 *
 * @param name unique in its script
 * @param at how long after the beginning of the run it is handed in
 * @param as the participant in whose name
 * @param lasts how long after that it expires
 * @param event its attributes and data, without what follows from the run: id, source, time, status, exercise, expires
 */
record Inject(String name, Duration at, AgencyId as, Optional<Duration> lasts, ObjectNode event) {
    /** Shows no content. */
    @Override
    public String toString() {
        return "Inject[" + name + " at " + at + " as " + as + "]";
    }
}
