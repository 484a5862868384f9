package org.kivuko.flow.surge;

/**
 * How a count leaves what is usual.
 *
 * @param up whether there are more people than usual
 * @param creeping whether no single count was out of range, but one after the other lay on the same side
 * @param first whether it begins here; else it goes on from shortly before
 */
public record Departure(boolean up, boolean creeping, boolean first) {}
