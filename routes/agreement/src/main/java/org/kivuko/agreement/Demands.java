package org.kivuko.agreement;

import java.util.List;
import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * What a permit demands of a message beside handling, size and fields. What is empty or false was not stated.
 *
 * @param languages language ranges of BCP 47, one of which the texts of an alert must be in (basic filtering of RFC 4647)
 * @param evaluation whether an alert must say how good its source and its information are
 * @param participants the agencies that take part in exercises and tests: sender and recipient must both be among them
 */
public record Demands(List<String> languages, boolean evaluation, Set<AgencyId> participants) {
    public static final Demands NONE = new Demands(List.of(), false, Set.of());

    public Demands {
        languages = List.copyOf(languages);
        participants = Set.copyOf(participants);
    }
}
