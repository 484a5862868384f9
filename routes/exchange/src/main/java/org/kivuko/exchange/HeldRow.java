package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kivuko.agreement.Hold;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;

/**
 * A delivery that waits for an officer, without personal data.
 *
 * @param no growing in the order of the list
 * @param cause who has to say something
 * @param until when it is refused unless somebody has decided
 * @param decided whether somebody has, and it is about to be carried out
 */
public record HeldRow(
        long no,
        UUID delivery,
        MessageKey key,
        MessageType type,
        Status status,
        AgencyId recipient,
        List<String> rules,
        Hold.Cause cause,
        Instant since,
        Instant until,
        boolean decided) {
    public HeldRow {
        rules = List.copyOf(rules);
    }
}
