package org.kivuko.operations.exercise;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.model.Code;

/**
 * That an inject was handed in.
 *
 * @param refusal why it was not taken, where it was not
 */
public record HandedIn(Instant at, Optional<Code> refusal) {}
