package org.kivuko.operations.watch;

import java.util.List;
import org.kivuko.operations.people.Scope;

/** Crossings, agencies and what goes between states, as they are at the moment of asking. Thread-safe. */
public interface Landscape {
    /** The crossings in scope, in the order of ids. */
    List<Posts.Crossing> posts(Scope scope);

    /** The states in scope, in the order of codes. */
    List<Topology.StateView> states(Scope scope);

    /** The ordered pairs of states in scope. */
    List<Topology.PairView> pairs(Scope scope);
}
