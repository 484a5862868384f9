package org.kivuko.analysis;

import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.Purpose;
import org.kivuko.model.Status;

/**
 * A message before it is written: a value in every respect in which rules, protections and guarantees tell messages apart.
 * All other members of its type are present too, so that whatever could cross stands in it.
 *
 * @param post absent where the message names none
 * @param leastBytes how large it is at least
 */
record Draft(
        AgencyId sender,
        Topic topic,
        Purpose purpose,
        Status status,
        Optional<String> post,
        Gravity gravity,
        Traveller traveller,
        Figures figures,
        Handling handling,
        int leastBytes) {

    Draft by(AgencyId agency) {
        return new Draft(agency, topic, purpose, status, post, gravity, traveller, figures, handling, leastBytes);
    }

    Draft on(Topic other) {
        return new Draft(sender, other, purpose, status, post, gravity, traveller, figures, handling, leastBytes);
    }

    Draft sentFor(Purpose other) {
        return new Draft(sender, topic, other, status, post, gravity, traveller, figures, handling, leastBytes);
    }

    Draft as(Status other) {
        return new Draft(sender, topic, purpose, other, post, gravity, traveller, figures, handling, leastBytes);
    }

    Draft at(Optional<String> other) {
        return new Draft(sender, topic, purpose, status, other, gravity, traveller, figures, handling, leastBytes);
    }

    Draft of(Gravity other) {
        return new Draft(sender, topic, purpose, status, post, other, traveller, figures, handling, leastBytes);
    }

    Draft about(Traveller other) {
        return new Draft(sender, topic, purpose, status, post, gravity, other, figures, handling, leastBytes);
    }

    Draft showing(Figures other) {
        return new Draft(sender, topic, purpose, status, post, gravity, traveller, other, handling, leastBytes);
    }

    Draft under(Handling other) {
        return new Draft(sender, topic, purpose, status, post, gravity, traveller, figures, other, leastBytes);
    }

    Draft ofAtLeast(int bytes) {
        return new Draft(sender, topic, purpose, status, post, gravity, traveller, figures, handling, bytes);
    }
}
