package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kivuko.model.Reading;

/**
 * What the hub's configuration folder would let cross, and what it would change, before it is put in force; for operators.
 * Nothing of it changes anything. Thread-safe; one analysis at a time, the others wait.
 */
public interface Analyses {
    /** What is wrong with the folder, and what is worth a look. */
    ObjectNode check();

    /** Which flows start, stop, widen or narrow from what is held to the folder, or what is wrong with the folder. */
    Reading<ObjectNode> diff();

    /** Begins to prove the guarantees over the folder, unless that is under way; how far it is. */
    Reading<ObjectNode> prove();

    /** How far the last proof is, and once it is done, what it found. */
    ObjectNode proof();
}
