package org.kivuko.hub.template;

import java.time.LocalDate;

/**
 * Between whom, and from when.
 *
 * @param from code of the state whose side comes first in the text
 * @param first the first UTC day of the agreement; its examples are judged as of that morning
 */
public record Parties(String from, String to, LocalDate first) {
    public Parties {
        if (from.equals(to)) {
            throw new IllegalArgumentException("an agreement between two states has two parties");
        }
    }
}
