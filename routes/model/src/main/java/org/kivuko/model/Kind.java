package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;

/** A kind of JSON value: knows how to read it, and what to say where something else stands. Thread-safe. */
@FunctionalInterface
interface Kind<T> {
    /** The value, or null after at least one fault was added. */
    T read(JsonNode node, Place place, Faults faults);
}
