package org.kivuko.flow.surge;

import java.util.Optional;
import org.kivuko.flow.Span;

/**
 * One period and what was usual in it, as known before it.
 *
 * @param range empty where there is too little history, or no usual holiday yet
 */
public record Judged(Span period, long count, Optional<Range> range, Optional<Departure> departure) {}
