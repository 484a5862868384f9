package org.kivuko.hub.simulate;

import java.util.List;

/**
 * What came of a simulation, or how it stands. Immutable.
 *
 * @param seed with which the same can be run again
 * @param run what is in the ids of all its messages
 */
public record Outcome(long seed, String run, List<Neighbour> neighbours) {
    public Outcome {
        neighbours = List.copyOf(neighbours);
    }

    /**
     * What came of one neighbour.
     *
     * @param done whether nothing comes of it any more
     * @param arrivals how long what it posted took to other neighbours of this run
     */
    record Neighbour(Part part, Account account, boolean done, Spread arrivals) {
        /** Nothing broken, and something seen. */
        boolean fine() {
            return account.fine() && !account.promises().isEmpty();
        }
    }

    /** Whether the hub did what it should, as far as every neighbour saw. */
    public boolean fine() {
        return neighbours.stream().allMatch(Neighbour::fine);
    }
}
