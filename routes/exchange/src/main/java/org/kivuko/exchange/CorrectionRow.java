package org.kivuko.exchange;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kivuko.exchange.RecallRow.Standing;
import org.kivuko.model.MessageKey;

/**
 * A correction and how far it has come, for operators. Of its recipients {@code open} is for whom it is held, {@code told} for
 * whom it waits or who has it, {@code confirmed} who has acknowledged or answered it, {@code withdrawn} whose inbox it has left
 * before it was fetched, {@code refused} whom it does not reach.
 *
 * @param corrected the message that it puts right
 * @param at when the correction was accepted
 */
public record CorrectionRow(MessageKey correction, MessageKey corrected, Instant at, List<RecallRow.Part> parts) {
    private static final Set<Standing> UNDER_WAY = EnumSet.of(Standing.OPEN, Standing.TOLD);

    public CorrectionRow {
        parts = List.copyOf(parts);
    }

    /** Whether nobody is left who may yet have to be told, or to confirm it. */
    public boolean done() {
        return parts.stream().map(RecallRow.Part::standing).noneMatch(UNDER_WAY::contains);
    }
}
